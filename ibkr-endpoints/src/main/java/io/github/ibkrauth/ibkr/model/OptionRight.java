package io.github.ibkrauth.ibkr.model;

import java.util.Objects;
import java.util.Set;

/**
 * Whether an option is a put or a call. Codes this library does not name are kept as they are;
 * compare with {@code equals}.
 *
 * @param code {@code "P"} or {@code "C"}
 */
public record OptionRight(String code) {

  /** The right to sell. */
  public static final OptionRight PUT = new OptionRight("P");

  /** The right to buy. */
  public static final OptionRight CALL = new OptionRight("C");

  private static final Set<OptionRight> NAMED = Set.of(PUT, CALL);

  /** Takes any code. */
  public OptionRight {
    Objects.requireNonNull(code, "code");
  }

  /** Returns the right that the broker means by a letter or a word, such as {@code "CALL"}. */
  public static OptionRight of(String text) {
    return switch (text) {
      case "CALL" -> CALL;
      case "PUT" -> PUT;
      default -> new OptionRight(text);
    };
  }

  /** Returns whether this code is one of the constants. */
  public boolean isNamed() {
    return NAMED.contains(this);
  }

  /** Returns the code. */
  @Override
  public String toString() {
    return code;
  }
}
