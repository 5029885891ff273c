package io.github.ibkrauth.ibkr.json;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A number as the broker sent it, or why there is none. The broker leaves numbers out, sends null,
 * sends {@code ""}, and sends text such as {@code "N/A"}; the four mean different things and none
 * of them is zero, so each is a {@link State} of its own. Immutable.
 *
 * <p>The value is an exact decimal: {@code 654.47} is 654.47, whether it came as a JSON number or
 * as text, and text may group thousands ({@code "1,005,254"}).
 */
public final class Num {

  /** What the wire held. */
  public enum State {
    /** A number. */
    VALUE,
    /** The field was not there. */
    MISSING,
    /** The field was null. */
    NULL,
    /** The field was text without a character other than blanks. */
    BLANK,
    /** The field held something that is not a number. */
    INVALID
  }

  private static final Pattern GROUPED = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d+)?");
  private static final int LONGEST_TEXT = 400;
  private static final String ANONYMOUS = "number";

  private final State state;
  private final BigDecimal value;
  private final String raw;
  private final String field;

  private Num(State state, BigDecimal value, String raw, String field) {
    this.state = state;
    this.value = value;
    this.raw = raw;
    this.field = field;
  }

  /** Returns a number. */
  public static Num of(BigDecimal value) {
    return new Num(State.VALUE, Objects.requireNonNull(value, "value"), "", ANONYMOUS);
  }

  /** Returns the number that stands for a field which is not there. */
  public static Num missing() {
    return without(State.MISSING, "");
  }

  /** Returns the number that stands for a field which is null. */
  public static Num ofNull() {
    return without(State.NULL, "");
  }

  /** Reads text: a number, blank, or neither; never throws for any text. */
  public static Num parse(String text) {
    String digits = text.strip();
    if (digits.isEmpty()) {
      return without(State.BLANK, text);
    }
    if (digits.length() > LONGEST_TEXT) {
      return invalid(text);
    }
    boolean grouped = GROUPED.matcher(digits).matches();
    try {
      return ofWire(new BigDecimal(grouped ? digits.replace(",", "") : digits));
    } catch (NumberFormatException e) {
      return invalid(text);
    }
  }

  /** A number that was sent, unless its exponent is absurd. */
  static Num ofWire(BigDecimal value) {
    return Decimals.isSane(value) ? of(value) : invalid(value.toString());
  }

  static Num invalid(String raw) {
    return without(State.INVALID, raw);
  }

  private static Num without(State state, String raw) {
    return new Num(state, BigDecimal.ZERO, raw, ANONYMOUS);
  }

  /** Returns the same number under a name, which only messages use. */
  public Num named(String name) {
    return new Num(state, value, raw, Objects.requireNonNull(name, "name"));
  }

  /** Returns what the wire held. */
  public State state() {
    return state;
  }

  /** Returns whether there is a number. */
  public boolean isPresent() {
    return state == State.VALUE;
  }

  /** Returns whether the field was not there. */
  public boolean isMissing() {
    return state == State.MISSING;
  }

  /** Returns whether the field was null. */
  public boolean isNull() {
    return state == State.NULL;
  }

  /** Returns whether the field was blank text. */
  public boolean isBlank() {
    return state == State.BLANK;
  }

  /** Returns whether the field held something that is not a number. */
  public boolean isInvalid() {
    return state == State.INVALID;
  }

  /**
   * Returns the number, with the digits that were sent.
   *
   * @throws UnexpectedFieldException when there is none; it says which field and why
   */
  public BigDecimal value() {
    if (state != State.VALUE) {
      throw UnexpectedFieldException.noNumber(field, words());
    }
    return value;
  }

  /** Returns the number, or empty in the four other states. */
  public Optional<BigDecimal> toOptional() {
    return isPresent() ? Optional.of(value) : Optional.empty();
  }

  /** Returns the number, or {@code other} in the four other states. */
  public BigDecimal orElse(BigDecimal other) {
    return isPresent() ? value : other;
  }

  private String words() {
    return switch (state) {
      case VALUE -> Decimals.text(value);
      case MISSING -> "missing";
      case NULL -> "null";
      case BLANK -> "blank";
      case INVALID ->
          SensitiveFields.hides(field) ? "text" : "'" + UnexpectedFieldException.quote(raw) + "'";
    };
  }

  /** Equal when the state and the numeric value are ({@code 1.0} equals {@code 1}). */
  @Override
  public boolean equals(Object other) {
    return other instanceof Num that
        && state == that.state
        && value.compareTo(that.value) == 0
        && raw.equals(that.raw);
  }

  @Override
  public int hashCode() {
    return Objects.hash(state, value.stripTrailingZeros(), raw);
  }

  /** Returns the plain digits, or the state in lower case, or the text that is not a number. */
  @Override
  public String toString() {
    return words();
  }
}
