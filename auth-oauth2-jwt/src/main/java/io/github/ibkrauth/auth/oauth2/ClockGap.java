package io.github.ibkrauth.auth.oauth2;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the server's clock is ahead of ours, judged by the {@code Date} of its answer. The server
 * made the answer between our sending and receiving, so only what lies outside counts. Immutable.
 *
 * @param ahead positive when the server is ahead, negative when it is behind; zero if not known
 * @param known whether the server told its time
 */
record ClockGap(Duration ahead, boolean known) {

  private static final Duration WORTH_A_WORD = Duration.ofSeconds(2);

  /** Measures; without a date, or within a second, there is no gap. */
  static ClockGap of(@Nullable Instant date, Instant sent, Instant received) {
    if (date == null) {
      return new ClockGap(Duration.ZERO, false);
    }
    Duration late = Duration.between(received, date);
    Duration early = Duration.between(sent, date);
    // The header has whole seconds, cut off: up to one second early says nothing.
    if (!late.isNegative() && !late.isZero()) {
      return new ClockGap(late, true);
    }
    return new ClockGap(early.compareTo(Duration.ofSeconds(-1)) <= 0 ? early : Duration.ZERO, true);
  }

  /** Returns whether something valid from that long ago to that long from now looks invalid. */
  boolean breaks(Duration backdate, Duration lifetime) {
    return ahead.compareTo(lifetime) >= 0 || ahead.negated().compareTo(backdate) > 0;
  }

  /** Returns a clause such as {@code this computer's clock is 47 s behind the server's}. */
  Optional<String> sentence() {
    if (ahead.abs().compareTo(WORTH_A_WORD) < 0) {
      return Optional.empty();
    }
    return Optional.of(
        "this computer's clock is "
            + ahead.abs().toSeconds()
            + " s "
            + (ahead.isNegative() ? "ahead of" : "behind")
            + " the server's");
  }
}
