package io.github.ibkrauth.auth.token;

import io.github.ibkrauth.auth.error.AuthException;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One fetch that several callers wait for. Ends exactly once: with a value, a failure, or abandoned
 * by its leader. Thread-safe.
 */
final class Flight<T> {

  private final CountDownLatch landed = new CountDownLatch(1);
  private final AtomicReference<@Nullable Outcome<T>> outcome = new AtomicReference<>();
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile @Nullable Future<?> task;

  /** Returns true to exactly one caller: the one that must do the work. */
  boolean begin() {
    return begun.compareAndSet(false, true);
  }

  void task(Future<?> value) {
    task = value;
  }

  void succeed(T value) {
    land(new Outcome<>(value, null));
  }

  void fail(AuthException failure) {
    land(new Outcome<>(null, failure));
  }

  void abandon() {
    land(new Outcome<>(null, null));
  }

  /** Interrupts a fetch that runs in the background, or prevents it. */
  void cancel() {
    Future<?> running = task;
    if (running != null) {
      running.cancel(true);
    }
  }

  /**
   * Waits for the end.
   *
   * @return whether it ended in time
   */
  boolean await(long millis) throws InterruptedException {
    return landed.await(millis, TimeUnit.MILLISECONDS);
  }

  boolean succeeded() {
    Outcome<T> end = outcome.get();
    return end != null && end.value != null;
  }

  T value() {
    return Objects.requireNonNull(Objects.requireNonNull(outcome.get()).value);
  }

  @Nullable AuthException failure() {
    Outcome<T> end = outcome.get();
    return end == null ? null : end.failure;
  }

  private void land(Outcome<T> end) {
    if (outcome.compareAndSet(null, end)) {
      landed.countDown();
    }
  }

  private record Outcome<T>(@Nullable T value, @Nullable AuthException failure) {}
}
