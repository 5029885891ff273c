package io.github.ibkrauth.ibkr.endpoint;

import java.io.Serializable;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A limit that the broker documents, for one endpoint or for everything together: so many calls in
 * a span of time, or so many at the same time, counted for each user name. Immutable.
 *
 * @param calls how many
 * @param span in what time, or zero for at the same time
 */
record Limit(int calls, Duration span) implements Serializable {

  /** What a limit looks like in the settings. */
  static final String FORM = "'1 / 5 s', '50/s', '1 / 15 min' or '5 at once'";

  private static final Pattern RATE =
      Pattern.compile("([1-9]\\d{0,5})\\s*/\\s*(\\d{0,6})\\s*(ms|s|m|min|h)");
  private static final Pattern AT_ONCE = Pattern.compile("([1-9]\\d{0,5})\\s*at\\s+once");
  private static final Duration LONGEST_SPAN = Duration.ofDays(1);

  static Limit perSeconds(int calls, int seconds) {
    return new Limit(calls, Duration.ofSeconds(seconds));
  }

  static Limit perMinutes(int calls, int minutes) {
    return new Limit(calls, Duration.ofMinutes(minutes));
  }

  static Limit concurrent(int calls) {
    return new Limit(calls, Duration.ZERO);
  }

  /** Reads what {@link #FORM} describes; empty when the text is something else. */
  static Optional<Limit> parse(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    Matcher atOnce = AT_ONCE.matcher(plain);
    if (atOnce.matches()) {
      return Optional.of(concurrent(Integer.parseInt(atOnce.group(1))));
    }
    Matcher rate = RATE.matcher(plain);
    if (!rate.matches()) {
      return Optional.empty();
    }
    long many = rate.group(2).isEmpty() ? 1 : Long.parseLong(rate.group(2));
    Duration span =
        switch (rate.group(3)) {
          case "ms" -> Duration.ofMillis(many);
          case "s" -> Duration.ofSeconds(many);
          case "h" -> Duration.ofHours(many);
          default -> Duration.ofMinutes(many);
        };
    return span.isZero() || span.compareTo(LONGEST_SPAN) > 0
        ? Optional.empty()
        : Optional.of(new Limit(Integer.parseInt(rate.group(1)), span));
  }

  /** Returns whether it limits how many are under way, and not how often. */
  boolean isConcurrency() {
    return span.isZero();
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
    if (isConcurrency()) {
      return calls + " at once";
    }
    if (span.toMillis() % 1000 != 0) {
      return calls + " / " + span.toMillis() + " ms";
    }
    boolean minutes = span.toSeconds() % 60 == 0;
    return calls + " / " + (minutes ? span.toMinutes() + " min" : span.toSeconds() + " s");
  }
}
