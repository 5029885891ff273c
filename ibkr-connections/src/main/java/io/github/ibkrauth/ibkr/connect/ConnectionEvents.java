package io.github.ibkrauth.ibkr.connect;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells listeners, and the log: there a user is eight digits. Thread-safe. */
final class ConnectionEvents {

  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.ibkr.connect");

  private final List<ConnectionsListener> listeners;
  private final Set<String> complained = ConcurrentHashMap.newKeySet();

  ConnectionEvents(List<ConnectionsListener> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  void tell(ConnectionEvent event) {
    LOG.log(Level.DEBUG, () -> line(event));
    for (ConnectionsListener listener : listeners) {
      try {
        listener.onEvent(event);
      } catch (RuntimeException e) {
        if (complained.add(listener.getClass().getName())) {
          LOG.log(
              Level.WARNING,
              "The listener {0} threw {1}; it is told on, and this is said once.",
              listener.getClass().getName(),
              e.getClass().getName());
        }
      }
    }
  }

  private static String line(ConnectionEvent event) {
    String detail =
        event instanceof ConnectionEvent.Closed closed
            ? ", " + closed.why()
            : event instanceof ConnectionEvent.UserNeeded needed ? ", " + needed.code() : "";
    return "Connection of "
        + new UserId(event.userId())
        + ": "
        + event.getClass().getSimpleName()
        + detail;
  }
}
