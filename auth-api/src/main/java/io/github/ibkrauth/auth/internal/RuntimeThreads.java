package io.github.ibkrauth.auth.internal;

import io.github.ibkrauth.auth.time.TaskScheduler;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The daemon threads of one runtime, started on first use: one that watches the time, and up to
 * seven workers, however many sessions there are. Work waits when all are busy: when a broker is
 * silent, the beats of a thousand sessions must not become a thousand threads. Thread-safe.
 */
public final class RuntimeThreads implements AutoCloseable {

  private static final int WORKERS = 7;
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicInteger numbers = new AtomicInteger();
  private @Nullable ExecutorService workers;
  private @Nullable ScheduledThreadPoolExecutor timer;
  private boolean closed;

  /** Runs a task on a worker. */
  public void execute(Runnable task) {
    workers().execute(task);
  }

  /** Runs a task on a worker, later. */
  public TaskScheduler.Scheduled schedule(Runnable task, Duration delay) {
    ExecutorService crew = workers();
    Future<?> waiting =
        timer().schedule(() -> crew.execute(task), nanos(delay), TimeUnit.NANOSECONDS);
    return () -> waiting.cancel(false);
  }

  /** Ends the threads; tasks under way are interrupted. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      if (timer != null) {
        timer.shutdownNow();
      }
      if (workers != null) {
        workers.shutdownNow();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns the delay, not below zero, and not above what the timer can count: 146 years. */
  private static long nanos(Duration delay) {
    if (delay.isNegative()) {
      return 0;
    }
    return delay.compareTo(LONGEST) < 0 ? delay.toNanos() : LONGEST.toNanos();
  }

  private ExecutorService workers() {
    lock.lock();
    try {
      requireOpen();
      if (workers == null) {
        ThreadPoolExecutor crew =
            new ThreadPoolExecutor(
                WORKERS,
                WORKERS,
                60,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                threads("ibkrauth-worker-"));
        crew.allowCoreThreadTimeOut(true);
        workers = crew;
      }
      return workers;
    } finally {
      lock.unlock();
    }
  }

  private ScheduledThreadPoolExecutor timer() {
    lock.lock();
    try {
      requireOpen();
      if (timer == null) {
        timer = new ScheduledThreadPoolExecutor(1, threads("ibkrauth-timer-"));
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
      }
      return timer;
    } finally {
      lock.unlock();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new RejectedExecutionException("the runtime is closed");
    }
  }

  private ThreadFactory threads(String prefix) {
    return task -> {
      // Without the starting thread's inheritable thread-locals, which may hold its application.
      Thread thread = new Thread(null, task, prefix + numbers.incrementAndGet(), 0, false);
      thread.setDaemon(true);
      // Not the starting thread's loader: it may belong to an application that is unloaded later.
      thread.setContextClassLoader(RuntimeThreads.class.getClassLoader());
      return thread;
    };
  }
}
