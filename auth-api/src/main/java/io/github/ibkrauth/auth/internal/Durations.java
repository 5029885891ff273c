package io.github.ibkrauth.auth.internal;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads time spans as people write them. */
public final class Durations {

  private static final Pattern SHORT = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");
  private static final Duration LONGEST = Duration.ofDays(36_525);

  private Durations() {}

  /**
   * Reads {@code PT20S}, {@code 20s}, {@code 500ms}, {@code 5m}, {@code 24h} or {@code 1d}.
   *
   * @throws IllegalArgumentException for anything else, for a negative span and for one of more
   *     than a century
   */
  public static Duration parse(String text) {
    Duration parsed = read(text);
    if (parsed.isNegative() || parsed.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("negative or too long");
    }
    return parsed;
  }

  private static Duration read(String text) {
    Matcher matcher = SHORT.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "ms" -> Duration.ofMillis(number);
        case "s" -> Duration.ofSeconds(number);
        case "m" -> Duration.ofMinutes(number);
        case "h" -> Duration.ofHours(number);
        default -> Duration.ofDays(number);
      };
    }
    try {
      return Duration.parse(text.strip());
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("not a time span", e);
    }
  }
}
