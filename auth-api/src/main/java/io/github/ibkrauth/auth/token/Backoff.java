package io.github.ibkrauth.auth.token;

import io.github.ibkrauth.auth.ApiLevel;
import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * How long to wait after the n-th failure in a row: doubling from a first delay up to a cap, then
 * shortened by a random factor between one half and one, so that many clients do not come back
 * together. Immutable and thread-safe.
 *
 * @param first the delay after the first failure, before the random factor
 * @param cap the longest delay, before the random factor; a year at most
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public record Backoff(Duration first, Duration cap) {

  private static final Duration LONGEST = Duration.ofDays(365);

  /** Checks that both are positive and in order. */
  public Backoff {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(cap, "cap");
    if (first.isNegative()
        || first.isZero()
        || cap.compareTo(first) < 0
        || cap.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "want 0 < first <= cap <= " + LONGEST + ", not " + first + " and " + cap);
    }
  }

  /** Returns one second, doubling up to five minutes. */
  public static Backoff standard() {
    return new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));
  }

  /**
   * Returns how long to wait.
   *
   * @param failures how many failures in a row, from 1
   * @param random where the random factor comes from
   */
  public Duration delay(int failures, RandomGenerator random) {
    if (failures < 1) {
      throw new IllegalArgumentException("failures count from 1, not " + failures);
    }
    Duration full = first;
    for (int i = 1; i < failures && full.compareTo(cap) < 0; i++) {
      full = full.multipliedBy(2);
    }
    long millis = Math.max(1, (full.compareTo(cap) < 0 ? full : cap).toMillis());
    return Duration.ofMillis(Math.max(1, Math.round(millis * (0.5 + 0.5 * random.nextDouble()))));
  }
}
