package io.github.ibkrauth.ibkr.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The simulator's time, which a test can move.
 *
 * <p>A {@linkplain #system() running} clock follows the system clock plus an offset; a {@linkplain
 * #fixedAt(Instant) fixed} one stands still until it is moved. Token lifetimes, idle time-outs,
 * resets and the {@code Date} header all read it; a scripted {@link Faults} delay does not, it
 * passes in real time. Thread-safe.
 */
public final class SimulatorClock implements InstantSource {
  private final InstantSource base;
  private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

  private SimulatorClock(InstantSource base) {
    this.base = base;
  }

  /** Returns a clock that runs with the system clock. */
  public static SimulatorClock system() {
    return new SimulatorClock(InstantSource.system());
  }

  /**
   * Returns a clock that stands still at an instant.
   *
   * @param instant where the clock stands until it is moved
   */
  public static SimulatorClock fixedAt(Instant instant) {
    return new SimulatorClock(InstantSource.fixed(Objects.requireNonNull(instant, "instant")));
  }

  @Override
  public Instant instant() {
    return base.instant().plus(offset.get());
  }

  /**
   * Moves the clock forward.
   *
   * @param duration how far; zero or more
   * @throws IllegalArgumentException if the duration is negative ({@link #set} can move a clock
   *     back)
   */
  public void advance(Duration duration) {
    Objects.requireNonNull(duration, "duration");
    if (duration.isNegative()) {
      throw new IllegalArgumentException(
          "advance() only moves forward; use set() to move the clock back");
    }
    offset.updateAndGet(current -> current.plus(duration));
  }

  /**
   * Sets the clock; a running clock goes on running from there.
   *
   * @param instant the new present
   */
  public void set(Instant instant) {
    Objects.requireNonNull(instant, "instant");
    offset.set(Duration.between(base.instant(), instant));
  }

  @Override
  public String toString() {
    return "SimulatorClock[" + instant() + "]";
  }
}
