package io.github.ibkrauth.auth.time;

import io.github.ibkrauth.auth.ApiLevel;
import java.time.Duration;

/** Runs a task once, later. Thread-safe. */
@ApiLevel(ApiLevel.Kind.SUPPORT)
@FunctionalInterface
public interface TaskScheduler {

  /**
   * Runs the task after the delay, on a thread of the scheduler's.
   *
   * @return a handle that prevents the run if it has not begun
   * @throws java.util.concurrent.RejectedExecutionException after the scheduler was shut down
   */
  Scheduled schedule(Runnable task, Duration delay);

  /** A task that waits for its time. */
  @FunctionalInterface
  interface Scheduled {

    /** Prevents the run if it has not begun; otherwise does nothing. */
    void cancel();
  }
}
