package io.github.ibkrauth.auth.googlehttp;

import java.time.Duration;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Cuts off what takes too long in all, as when a server sends a byte now and then: a socket's own
 * limit starts anew with each byte.
 *
 * <p>Nearly every deadline is kept, and each request has some, so none gets a timer of its own: one
 * timer is set for the earliest, and looks for the next one when it goes off.
 */
final class Deadline {

  private static final Watch WATCH = new Watch();

  private static final int RUNNING = 0;
  private static final int KEPT = 1;
  private static final int MISSED = 2;

  private final long due;
  private final Runnable cut;
  private final AtomicInteger state = new AtomicInteger(RUNNING);

  private Deadline(long due, Runnable cut) {
    this.due = due;
    this.cut = cut;
  }

  /**
   * Starts the time.
   *
   * @param limit how long it may take
   * @param cut makes it fail, on a thread of the JDK's
   */
  static Deadline after(Duration limit, Runnable cut) {
    Deadline deadline = new Deadline(System.nanoTime() + limit.toNanos(), cut);
    WATCH.add(deadline);
    return deadline;
  }

  /** Ends the time; returns whether it was over before. Always gives the same answer. */
  boolean isMissed() {
    if (state.compareAndSet(RUNNING, KEPT)) {
      WATCH.remove(this);
    }
    return state.get() == MISSED;
  }

  private void miss() {
    if (state.compareAndSet(RUNNING, MISSED)) {
      CompletableFuture.runAsync(cut);
    }
  }

  /** All that run, and the one timer. Thread-safe. */
  private static final class Watch {

    private final Set<Deadline> running = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();

    /** Whether a timer is set, and for when. */
    private volatile boolean set;

    private volatile long next;

    void add(Deadline deadline) {
      running.add(deadline);
      if (!set || deadline.due - next < 0) {
        look(deadline.due);
      }
    }

    void remove(Deadline deadline) {
      running.remove(deadline);
    }

    /** Sets the timer, unless it is set for an earlier time. */
    private void look(long at) {
      lock.lock();
      try {
        if (set && at - next >= 0) {
          return;
        }
        set = true;
        next = at;
      } finally {
        lock.unlock();
      }
      long delay = Math.max(0, at - System.nanoTime());
      CompletableFuture.delayedExecutor(delay, TimeUnit.NANOSECONDS).execute(() -> ring(at));
    }

    /** Ends what is over, and sets the timer for the earliest of the rest. */
    private void ring(long at) {
      lock.lock();
      try {
        if (next != at) {
          // One that was set for an earlier time has taken this one's place.
          return;
        }
        set = false;
      } finally {
        lock.unlock();
      }
      long now = System.nanoTime();
      Deadline earliest = null;
      for (Iterator<Deadline> all = running.iterator(); all.hasNext(); ) {
        Deadline one = all.next();
        if (one.due - now <= 0) {
          all.remove();
          one.miss();
        } else if (earliest == null || one.due - earliest.due < 0) {
          earliest = one;
        }
      }
      if (earliest != null) {
        look(earliest.due);
      }
    }
  }
}
