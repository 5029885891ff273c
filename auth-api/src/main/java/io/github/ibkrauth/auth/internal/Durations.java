package io.github.ibkrauth.auth.internal;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads time spans as people write them. */
public final class Durations {

  private static final Pattern SHORT = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");

  private Durations() {}

  /**
   * Reads {@code PT20S}, {@code 20s}, {@code 500ms}, {@code 5m}, {@code 24h} or {@code 1d}.
   *
   * @throws IllegalArgumentException for anything else, and for a negative span
   */
  public static Duration parse(String text) {
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
    Duration parsed;
    try {
      parsed = Duration.parse(text.strip());
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("not a time span", e);
    }
    if (parsed.isNegative()) {
      throw new IllegalArgumentException("negative");
    }
    return parsed;
  }
}
