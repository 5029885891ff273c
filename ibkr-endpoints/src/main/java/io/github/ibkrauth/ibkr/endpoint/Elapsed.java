package io.github.ibkrauth.ibkr.endpoint;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * The time that has gone by since this was made, in nanoseconds. It stands still while the clock
 * below it is set back, so that a correction of that clock neither ends a wait early nor prolongs
 * it by more than the correction. Used under its owner's lock.
 */
final class Elapsed {

  private final InstantSource clock;
  private Instant last;
  private long nanos;

  Elapsed(InstantSource clock) {
    this.clock = clock;
    this.last = clock.instant();
  }

  long now() {
    Instant instant = clock.instant();
    if (instant.isAfter(last)) {
      nanos += last.until(instant, ChronoUnit.NANOS);
    }
    last = instant;
    return nanos;
  }
}
