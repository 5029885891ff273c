package io.github.ibkrauth.auth.token;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Work on a thread of its own. */
final class Caller<T> {

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;
  private volatile T value;
  private volatile Throwable failure;
  private volatile boolean interruptedAtEnd;

  private Caller(Callable<T> work) {
    thread =
        new Thread(
            () -> {
              try {
                value = work.call();
              } catch (Exception | Error e) {
                failure = e;
              } finally {
                interruptedAtEnd = Thread.currentThread().isInterrupted();
                ended.countDown();
              }
            });
    thread.setDaemon(true);
  }

  static <T> Caller<T> start(Callable<T> work) {
    Caller<T> caller = new Caller<>(work);
    caller.thread.start();
    return caller;
  }

  static <T> List<Caller<T>> start(int number, Callable<T> work) {
    CountDownLatch go = new CountDownLatch(1);
    List<Caller<T>> all = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      all.add(
          start(
              () -> {
                go.await();
                return work.call();
              }));
    }
    go.countDown();
    return all;
  }

  void interrupt() {
    thread.interrupt();
  }

  Caller<T> untilWaiting() throws InterruptedException {
    for (int i = 0; i < 10_000; i++) {
      Thread.State state = thread.getState();
      if (state == Thread.State.WAITING
          || state == Thread.State.TIMED_WAITING
          || state == Thread.State.TERMINATED) {
        return this;
      }
      Thread.sleep(1);
    }
    throw new AssertionError("does not wait");
  }

  T value() throws InterruptedException {
    end();
    if (failure != null) {
      throw new AssertionError("failed: " + failure, failure);
    }
    return value;
  }

  Throwable failure() throws InterruptedException {
    end();
    return failure;
  }

  boolean interruptedAtEnd() throws InterruptedException {
    end();
    return interruptedAtEnd;
  }

  private void end() throws InterruptedException {
    if (!ended.await(20, TimeUnit.SECONDS)) {
      AssertionError stuck = new AssertionError("stuck");
      stuck.setStackTrace(thread.getStackTrace());
      throw stuck;
    }
  }
}
