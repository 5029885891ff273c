package io.github.ibkrauth.ibkr.endpoint;

import java.io.Serializable;
import java.time.Duration;

/**
 * A limit that the broker documents for one endpoint: so many calls in a span of time, or so many
 * at the same time, counted for each user name. Immutable.
 *
 * @param calls how many
 * @param span in what time, or zero for at the same time
 */
record Limit(int calls, Duration span) implements Serializable {

  static Limit perSeconds(int calls, int seconds) {
    return new Limit(calls, Duration.ofSeconds(seconds));
  }

  static Limit perMinutes(int calls, int minutes) {
    return new Limit(calls, Duration.ofMinutes(minutes));
  }

  static Limit concurrent(int calls) {
    return new Limit(calls, Duration.ZERO);
  }

  /**
   * Returns how long to wait between two calls, so as to keep within it; zero if that is no use.
   */
  Duration spacing() {
    return span.dividedBy(calls);
  }

  /** Returns it as a table shows it: {@code 1 / 5 s}, {@code 5 at once}. */
  @Override
  public String toString() {
    if (span.isZero()) {
      return calls + " at once";
    }
    boolean minutes = span.toSeconds() % 60 == 0;
    return calls + " / " + (minutes ? span.toMinutes() + " min" : span.toSeconds() + " s");
  }
}
