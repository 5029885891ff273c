package io.github.ibkrauth.auth.internal;

import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthEventListener;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Tells a listener, and contains one that throws. Thread-safe. */
public final class EventDispatch {

  /** Stands for no listener; events are not even built for it. */
  public static final AuthEventListener NOBODY = event -> {};

  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.auth");

  private final AuthEventListener listener;
  private final Set<Class<?>> complainedAbout = ConcurrentHashMap.newKeySet();

  /** Creates the dispatch. */
  public EventDispatch(AuthEventListener listener) {
    this.listener = listener;
  }

  /** Builds the event and tells it, if anybody listens. */
  public void emit(Supplier<? extends AuthEvent> event) {
    if (listener == NOBODY) {
      return;
    }
    try {
      listener.onEvent(event.get());
    } catch (RuntimeException | Error e) {
      if (complainedAbout.add(e.getClass())) {
        LOG.log(
            Level.WARNING,
            "The event listener {0} threw {1}; further ones of this kind are not reported",
            listener.getClass().getName(),
            e.getClass().getName());
      }
    }
  }
}
