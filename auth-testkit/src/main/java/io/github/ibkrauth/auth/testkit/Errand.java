package io.github.ibkrauth.auth.testkit;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Work on a thread of its own, whose end and outcome a test can see. Thread-safe.
 *
 * @param <T> what the work gives
 */
final class Errand<T> {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration TICK = Duration.ofMillis(2);

  private final Callable<T> work;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable T value;
  private volatile @Nullable Throwable failure;
  private volatile boolean interruptedAtEnd;

  private Errand(Callable<T> work) {
    this.work = work;
    this.thread = new Thread(this::run, "contract-errand");
    thread.setDaemon(true);
  }

  static <T> Errand<T> start(Callable<T> work) {
    Errand<T> errand = new Errand<>(work);
    errand.thread.start();
    return errand;
  }

  /** Runs the same work on many threads that are let go at the same moment; waits for all. */
  static <T> List<Errand<T>> together(int size, Callable<T> work) throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    List<Errand<T>> crowd = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      crowd.add(
          start(
              () -> {
                go.await();
                return work.call();
              }));
    }
    go.countDown();
    for (Errand<T> errand : crowd) {
      errand.end();
    }
    return crowd;
  }

  /** Waits until something holds, by the real clock. */
  static void until(String what, BooleanSupplier condition) throws InterruptedException {
    for (long i = 0; !condition.getAsBoolean(); i++) {
      if (i > PATIENCE.dividedBy(TICK)) {
        throw new AssertionError("did not happen in time: " + what);
      }
      AuthRuntime.system().sleeper().sleep(TICK);
    }
  }

  void interrupt() {
    thread.interrupt();
  }

  /** Waits until the thread is blocked in some wait, or has ended. */
  void untilWaiting() throws InterruptedException {
    until(
        "the thread waits",
        () ->
            switch (thread.getState()) {
              case WAITING, TIMED_WAITING, TERMINATED -> true;
              default -> false;
            });
  }

  /** Waits for the end. */
  void end() throws InterruptedException {
    if (!ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      AssertionError stuck = new AssertionError("a caller did not come back");
      stuck.setStackTrace(thread.getStackTrace());
      throw stuck;
    }
  }

  /** Returns the outcome of work that must have succeeded. */
  T value() throws InterruptedException {
    end();
    T result = value;
    if (result == null) {
      throw new AssertionError("a caller failed: " + failure, failure);
    }
    return result;
  }

  /** Returns what the work threw, or null when it succeeded. */
  @Nullable Throwable failure() throws InterruptedException {
    end();
    return failure;
  }

  /** Returns the authentication failure that the work must have ended with. */
  AuthException refusal() throws InterruptedException {
    return assertInstanceOf(AuthException.class, failure());
  }

  /** Returns whether the thread's interrupt flag was set when the work had ended. */
  boolean interruptedAtEnd() throws InterruptedException {
    end();
    return interruptedAtEnd;
  }

  private void run() {
    try {
      value = work.call();
    } catch (Exception | Error e) {
      failure = e;
    } finally {
      interruptedAtEnd = Thread.currentThread().isInterrupted();
      ended.countDown();
    }
  }
}
