package io.github.ibkrauth.ibkr.ws;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before another attempt: next to nothing after the first failure, then up to four
 * seconds, so that a stream is back within five of the broker's return; after ten minutes in vain
 * half a minute. All but the first are shortened by up to half at random, so that many programs do
 * not come back together. Guarded by the owner.
 */
final class Pauses {

  private static final long FIRST = 250;
  private static final long SECOND = 1_000;
  private static final long LONGEST = 4_000;
  private static final long AFTER_LONG = 30_000;
  private static final int LONG = 200;

  private final RandomGenerator random;
  private int failures;

  Pauses(RandomGenerator random) {
    this.random = random;
  }

  /** Begins anew: it worked. */
  void forget() {
    failures = 0;
  }

  /** Returns how long to wait after one more failure. */
  Duration next() {
    failures = Math.min(failures + 1, LONG + 1);
    if (failures == 1) {
      return Duration.ofMillis(Math.round(FIRST * random.nextDouble()));
    }
    long pause =
        failures > LONG ? AFTER_LONG : Math.min(LONGEST, SECOND << Math.min(failures - 2, 5));
    return Duration.ofMillis(pause / 2 + Math.round(pause / 2.0 * random.nextDouble()));
  }
}
