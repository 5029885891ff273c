package io.github.ibkrauth.ibkr.ws;

import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One consumer of one topic: its buffer, how much it has asked for, and the hand-over, which runs
 * on one thread at a time. Whoever offers an event never waits for the consumer. Thread-safe.
 */
final class Outlet<T> implements Flow.Subscription, StreamSubscription {

  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.ibkr.ws");

  private final String topic;
  private final Flow.Subscriber<? super T> subscriber;
  private final Buffer<T> buffer;
  private final Executor threads;
  private final ReentrantLock lock = new ReentrantLock();
  private Runnable leave = () -> {};
  private long demand;
  private boolean running;
  private boolean gone;
  private @Nullable Ending ending;

  Outlet(String topic, Flow.Subscriber<? super T> subscriber, Buffer<T> buffer, Executor threads) {
    this.topic = topic;
    this.subscriber = subscriber;
    this.buffer = buffer;
    this.threads = threads;
  }

  /**
   * Tells the consumer that it is subscribed.
   *
   * @param how takes it out of what it is attached to, once
   */
  void begin(Runnable how) {
    leave = how;
    subscriber.onSubscribe(this);
  }

  boolean isGone() {
    lock.lock();
    try {
      return gone || ending != null;
    } finally {
      lock.unlock();
    }
  }

  /** Takes an event for the consumer. */
  void offer(T event) {
    boolean full;
    lock.lock();
    try {
      if (gone || ending != null) {
        return;
      }
      full = !buffer.offer(event);
    } finally {
      lock.unlock();
    }
    if (full) {
      fail(new StreamOverflowException(topic, buffer.bound()));
    } else {
      wake();
    }
  }

  /** Ends it with an error, after what is kept was handed over. */
  void fail(Throwable error) {
    end(new Ending(error, false));
  }

  /** Completes it: what the consumer has not asked for is not handed over any more. */
  void complete() {
    end(new Ending(null, true));
  }

  private void end(Ending how) {
    lock.lock();
    try {
      if (gone || ending != null) {
        return;
      }
      ending = how;
    } finally {
      lock.unlock();
    }
    try {
      // Not here: whoever ends it may hold a lock that leaving needs.
      threads.execute(leave);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.TRACE, "There is nothing left to leave");
    }
    wake();
  }

  @Override
  public void request(long n) {
    if (n <= 0) {
      lock.lock();
      try {
        buffer.clear();
      } finally {
        lock.unlock();
      }
      fail(new IllegalArgumentException("a consumer must request one event or more, not " + n));
      return;
    }
    lock.lock();
    try {
      demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
    } finally {
      lock.unlock();
    }
    wake();
  }

  @Override
  public void cancel() {
    lock.lock();
    try {
      if (gone) {
        return;
      }
      gone = true;
      buffer.clear();
    } finally {
      lock.unlock();
    }
    leave.run();
  }

  @Override
  public void close() {
    cancel();
  }

  /** Sees to it that what can be handed over is. */
  private void wake() {
    lock.lock();
    try {
      if (running || !isDue()) {
        return;
      }
      running = true;
    } finally {
      lock.unlock();
    }
    try {
      threads.execute(this::handOver);
    } catch (RejectedExecutionException e) {
      // The client is closed, and its threads are gone: only the end is still to be told.
      handOver();
    }
  }

  private boolean isDue() {
    return !gone
        && (ending != null
            ? buffer.isEmpty() || ending.atOnce || demand > 0
            : demand > 0 && !buffer.isEmpty());
  }

  private void handOver() {
    for (Step<T> step = next(); step != null; step = next()) {
      if (step.event == null) {
        tellEnd(step.error);
        return;
      }
      try {
        subscriber.onNext(step.event);
      } catch (RuntimeException | Error e) {
        LOG.log(
            Level.WARNING,
            "A consumer of {0} threw {1} and gets nothing more",
            topic,
            e.getClass().getName());
        cancel();
      }
    }
  }

  private void tellEnd(@Nullable Throwable error) {
    try {
      if (error == null) {
        subscriber.onComplete();
      } else {
        subscriber.onError(error);
      }
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "A consumer of {0} threw {1}", topic, e.getClass().getName());
    }
  }

  /** Returns what is to be done now, or null when there is nothing. */
  private @Nullable Step<T> next() {
    lock.lock();
    try {
      if (!gone && demand > 0) {
        T event = buffer.poll();
        if (event != null) {
          demand -= demand == Long.MAX_VALUE ? 0 : 1;
          return new Step<>(event, null);
        }
      }
      if (!gone && ending != null && (buffer.isEmpty() || ending.atOnce)) {
        gone = true;
        buffer.clear();
        return new Step<>(null, ending.error);
      }
      running = false;
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** How it ends; {@code atOnce} without waiting until the consumer asks for what is kept. */
  private record Ending(@Nullable Throwable error, boolean atOnce) {}

  private record Step<T>(@Nullable T event, @Nullable Throwable error) {}
}
