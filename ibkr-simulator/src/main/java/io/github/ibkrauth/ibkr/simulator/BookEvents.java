package io.github.ibkrauth.ibkr.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells listeners what happened in the book: every event once, in their order, one at a time, and
 * never while the book is locked. Thread-safe.
 */
final class BookEvents {
  private final ReentrantLock queueLock = new ReentrantLock();
  private final ReentrantLock deliveryLock = new ReentrantLock();
  private final Deque<BookEvent> queue = new ArrayDeque<>();
  private final List<Consumer<? super BookEvent>> listeners = new CopyOnWriteArrayList<>();
  private long sequence;

  AutoCloseable listen(Consumer<? super BookEvent> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  long latest() {
    queueLock.lock();
    try {
      return sequence;
    } finally {
      queueLock.unlock();
    }
  }

  void add(BookedOrder order, @Nullable BookedTrade trade) {
    queueLock.lock();
    try {
      sequence++;
      queue.add(
          new BookEvent(sequence, trade == null ? order.changedAt() : trade.time(), order, trade));
    } finally {
      queueLock.unlock();
    }
  }

  /** Delivers what is waiting. A listener that comes back here lets the outer call go on. */
  void deliver() {
    if (deliveryLock.isHeldByCurrentThread()) {
      return;
    }
    deliveryLock.lock();
    try {
      for (BookEvent event = poll(); event != null; event = poll()) {
        for (Consumer<? super BookEvent> listener : listeners) {
          listener.accept(event);
        }
      }
    } finally {
      deliveryLock.unlock();
    }
  }

  private @Nullable BookEvent poll() {
    queueLock.lock();
    try {
      return queue.poll();
    } finally {
      queueLock.unlock();
    }
  }
}
