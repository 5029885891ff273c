package io.github.ibkrauth.ibkr.connect;

import java.time.Duration;

/**
 * How much may be open and in use. A value.
 *
 * @param maxOpen clients at a time
 * @param maxUsesPerUser uses of one client at a time
 * @param idleAfter without use, a client is closed
 * @param maxWait how long a caller waits for a place
 */
record PoolLimits(int maxOpen, int maxUsesPerUser, Duration idleAfter, Duration maxWait) {

  /** Checks the ranges. */
  PoolLimits {
    if (maxOpen < 1 || maxUsesPerUser < 1) {
      throw new IllegalArgumentException("at least one client may be open, and used once");
    }
    if (idleAfter.isNegative() || idleAfter.isZero() || maxWait.isNegative()) {
      throw new IllegalArgumentException("want idleAfter > 0 and maxWait >= 0");
    }
  }
}
