package io.github.ibkrauth.auth.testkit;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthEventListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps every event it is told, in order. Thread-safe. */
@ApiLevel(ApiLevel.Kind.API)
public final class RecordingListener implements AuthEventListener {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final List<AuthEvent> events = new ArrayList<>();

  /** Creates a listener that has heard nothing. */
  public RecordingListener() {}

  @Override
  public void onEvent(AuthEvent event) {
    Objects.requireNonNull(event, "event");
    lock.lock();
    try {
      events.add(event);
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns a copy of everything heard so far. */
  public List<AuthEvent> events() {
    lock.lock();
    try {
      return List.copyOf(events);
    } finally {
      lock.unlock();
    }
  }

  /** Returns the events of one kind heard so far. */
  public <E extends AuthEvent> List<E> of(Class<E> kind) {
    return events().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /**
   * Waits until that many events of one kind were heard, and returns them.
   *
   * @param patience how long to wait at most, by the real clock
   * @throws AssertionError when the time is over
   */
  public <E extends AuthEvent> List<E> await(Class<E> kind, int count, Duration patience)
      throws InterruptedException {
    long left = patience.toNanos();
    lock.lock();
    try {
      while (of(kind).size() < count) {
        if (left <= 0) {
          throw new AssertionError(
              "expected " + count + " " + kind.getSimpleName() + ", heard " + events);
        }
        left = grown.awaitNanos(left);
      }
      return of(kind);
    } finally {
      lock.unlock();
    }
  }

  /** Forgets what was heard. */
  public void clear() {
    lock.lock();
    try {
      events.clear();
    } finally {
      lock.unlock();
    }
  }
}
