package io.github.ibkrauth.ibkr.cli;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * From which strike to which.
 *
 * @param from the lowest; null for any
 * @param to the highest; null for any
 */
record StrikeSpan(@Nullable BigDecimal from, @Nullable BigDecimal to) {

  private static final String DOTS = "..";

  /**
   * Reads what the user wrote: two prices with two dots between them, of which one may be missing.
   *
   * @throws CommandFailure when it is something else
   */
  static StrikeSpan of(@Nullable String text) {
    if (text == null) {
      return new StrikeSpan(null, null);
    }
    int dots = text.indexOf(DOTS);
    try {
      if (dots >= 0 && text.length() > DOTS.length()) {
        StrikeSpan span =
            new StrikeSpan(
                price(text.substring(0, dots)), price(text.substring(dots + DOTS.length())));
        if (span.from == null || span.to == null || span.from.compareTo(span.to) <= 0) {
          return span;
        }
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw CommandFailure.usage(
        "--strikes must be two prices, the lower one first, such as 200..250, not '" + text + "'.");
  }

  boolean holds(BigDecimal strike) {
    return (from == null || strike.compareTo(from) >= 0)
        && (to == null || strike.compareTo(to) <= 0);
  }

  private static @Nullable BigDecimal price(String text) {
    return text.isBlank() ? null : new BigDecimal(text.strip());
  }
}
