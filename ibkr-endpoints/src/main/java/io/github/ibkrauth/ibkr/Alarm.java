package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.time.TaskScheduler;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Does something later, at one time only: setting it again replaces the time. Thread-safe. */
final class Alarm {

  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.ibkr");

  /** A time of the wall clock is approached in such steps, so that a corrected clock is noticed. */
  private static final Duration LONGEST_STEP = Duration.ofMinutes(15);

  private final AuthRuntime runtime;
  private final Runnable work;
  private final ReentrantLock lock = new ReentrantLock();
  private TaskScheduler.@Nullable Scheduled pending;
  private boolean ended;

  Alarm(AuthRuntime runtime, Runnable work) {
    this.runtime = runtime;
    this.work = work;
  }

  /** Does it after a time. */
  void in(Duration delay) {
    set(work, delay);
  }

  /** Does it when the clock shows a time. */
  void at(Instant when) {
    Duration left = Duration.between(runtime.clock().instant(), when);
    if (left.compareTo(LONGEST_STEP) > 0) {
      set(() -> at(when), LONGEST_STEP);
    } else {
      set(work, left.isNegative() ? Duration.ZERO : left);
    }
  }

  /** Does not do it. */
  void cancel() {
    lock.lock();
    try {
      if (pending != null) {
        pending.cancel();
        pending = null;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Never does it again. */
  void end() {
    lock.lock();
    try {
      ended = true;
    } finally {
      lock.unlock();
    }
    cancel();
  }

  private void set(Runnable task, Duration delay) {
    lock.lock();
    try {
      cancel();
      if (!ended) {
        pending = runtime.scheduler().schedule(task, delay);
      }
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "The scheduler is shut down; the brokerage session is left alone");
    } finally {
      lock.unlock();
    }
  }
}
