package io.github.ibkrauth.auth.googlehttp.support;

import io.github.ibkrauth.auth.ApiLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the server's clock is ahead of ours, judged by the {@code Date} of an answer. The server
 * wrote it between our sending and receiving, so only what lies outside counts. Immutable and
 * thread-safe.
 *
 * @param ahead positive when the server is ahead, negative when it is behind; zero if not known
 * @param known whether the server told its time
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public record ClockGap(Duration ahead, boolean known) {

  private static final Duration WORTH_A_WORD = Duration.ofSeconds(2);

  /** Checks that there is a value. */
  public ClockGap {
    Objects.requireNonNull(ahead, "ahead");
  }

  /**
   * Measures; without a date, or within a second, there is no gap.
   *
   * @param date the server's time, whole seconds
   * @param sent when the request was sent, by our clock
   * @param received when the answer was there, by our clock
   */
  public static ClockGap of(@Nullable Instant date, Instant sent, Instant received) {
    if (date == null) {
      return new ClockGap(Duration.ZERO, false);
    }
    Duration late = Duration.between(received, date);
    if (!late.isNegative() && !late.isZero()) {
      return new ClockGap(late, true);
    }
    // Whole seconds are cut off, not rounded: up to one second early says nothing.
    Duration early = Duration.between(sent, date);
    return new ClockGap(early.compareTo(Duration.ofSeconds(-1)) <= 0 ? early : Duration.ZERO, true);
  }

  /**
   * Returns whether something looks invalid to the server that is valid for a while by our clock.
   *
   * @param backdate how long ago its time begins
   * @param lifetime how long from now it ends
   */
  public boolean breaks(Duration backdate, Duration lifetime) {
    return ahead.compareTo(lifetime) >= 0 || ahead.negated().compareTo(backdate) > 0;
  }

  /** Returns whether the gap is worth telling a user: two seconds or more. */
  public boolean notable() {
    return ahead.abs().compareTo(WORTH_A_WORD) >= 0;
  }

  /**
   * Returns a clause such as {@code this computer's clock is 47 s behind the server's}, if it is
   * worth it.
   */
  public Optional<String> sentence() {
    if (!notable()) {
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
