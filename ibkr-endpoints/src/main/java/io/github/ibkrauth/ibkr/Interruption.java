package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.ApiLevel;
import java.time.Instant;
import java.util.Objects;

/**
 * A time in which the broker is expected to be away or to end sessions. A forecast, not a promise:
 * it comes from the settings of the calendar and from what the broker says about the login.
 *
 * @param at when it begins
 * @param until when it should be over
 * @param what what it is, such as "the daily reset"
 */
@ApiLevel(ApiLevel.Kind.API)
public record Interruption(Instant at, Instant until, String what) {

  /** Checks that everything is there and in order. */
  public Interruption {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(until, "until");
    Objects.requireNonNull(what, "what");
    if (until.isBefore(at)) {
      throw new IllegalArgumentException("want at <= until, not " + at + " and " + until);
    }
  }

  /** Returns whether a moment lies within it. */
  public boolean covers(Instant moment) {
    return !moment.isBefore(at) && moment.isBefore(until);
  }

  /** Returns what it is and when. */
  @Override
  public String toString() {
    return what + " from " + at + " until " + until;
  }
}
