package io.github.ibkrauth.ibkr.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The requests that get no answer. Nobody tells the server when a caller has given up on one of
 * them, so only the latest are kept open. Thread-safe.
 */
final class SilentRequests {
  static final int CAPACITY = 512;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Runnable> closers = new ArrayDeque<>();

  /** Adds a request by what closes its connection; closes the oldest when there are too many. */
  void add(Runnable closer) {
    Runnable oldest = added(closer);
    if (oldest != null) {
      oldest.run();
    }
  }

  private @Nullable Runnable added(Runnable closer) {
    lock.lock();
    try {
      closers.addLast(closer);
      return closers.size() > CAPACITY ? closers.removeFirst() : null;
    } finally {
      lock.unlock();
    }
  }
}
