package io.github.ibkrauth.ibkr;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What to do when another login of the same user name has the brokerage session. */
enum CompetePolicy {
  /** Take it, also back. */
  TAKE,
  /** Wait until the other has gone. */
  YIELD,
  /** Leave it until somebody asks to open. */
  FAIL,
  /** Take it within certain hours, and wait outside of them. */
  TAKE_IN_WINDOW;

  /** What a setting may say, for messages. */
  static final String WORDS = "one of take, yield, fail, take-in-window";

  private static final List<String> YES = List.of("true", "yes", "y", "on", "t", "1");
  private static final List<String> NO = List.of("false", "no", "n", "off", "f", "0");

  /** Reads a setting; yes and no mean take and fail. */
  static Optional<CompetePolicy> parse(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    if (YES.contains(word)) {
      return Optional.of(TAKE);
    }
    if (NO.contains(word)) {
      return Optional.of(FAIL);
    }
    for (CompetePolicy policy : values()) {
      if (policy.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word)) {
        return Optional.of(policy);
      }
    }
    return Optional.empty();
  }
}
