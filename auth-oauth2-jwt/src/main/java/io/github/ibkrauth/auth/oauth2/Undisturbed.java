package io.github.ibkrauth.auth.oauth2;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Does what must not be left half done: on another thread, so that an interrupt of the caller ends
 * the caller's wait and not the work. Where no thread is free, the caller does it.
 */
final class Undisturbed {

  private static final long FREE_WITHIN_MILLIS = 100;

  private Undisturbed() {}

  /**
   * Does it, and returns the result.
   *
   * @throws InterruptedException when the caller is interrupted; the work goes on
   */
  static <T> T call(Executor executor, Callable<T> work) throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    FutureTask<T> task =
        new FutureTask<>(
            () -> {
              begun.countDown();
              return work.call();
            });
    // All threads may be busy waiting for work like this: then it is done here.
    if (!accepted(executor, task) || !begun.await(FREE_WITHIN_MILLIS, TimeUnit.MILLISECONDS)) {
      task.run();
    }
    try {
      return task.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof RuntimeException failure) {
        throw failure;
      }
      if (cause instanceof Error failure) {
        throw failure;
      }
      if (cause instanceof InterruptedException failure) {
        throw failure;
      }
      throw new IllegalStateException("the work threw what it does not declare", cause);
    }
  }

  private static boolean accepted(Executor executor, Runnable task) {
    try {
      executor.execute(task);
      return true;
    } catch (RejectedExecutionException full) {
      return false;
    }
  }
}
