package io.github.ibkrauth.ibkr.json;

import java.math.BigDecimal;
import java.util.Optional;

/** A text, a number, a boolean or null. */
final class JsonScalar implements JsonValue {

  static final JsonScalar NULL = new JsonScalar(Kind.NULL, "null");
  private static final JsonScalar TRUE = new JsonScalar(Kind.BOOLEAN, true);
  private static final JsonScalar FALSE = new JsonScalar(Kind.BOOLEAN, false);
  private static final JsonScalar EMPTY_TEXT = new JsonScalar(Kind.TEXT, "");

  private final Kind kind;
  private final Object value;

  private JsonScalar(Kind kind, Object value) {
    this.kind = kind;
    this.value = value;
  }

  static JsonScalar text(String text) {
    return text.isEmpty() ? EMPTY_TEXT : new JsonScalar(Kind.TEXT, text);
  }

  static JsonScalar number(BigDecimal number) {
    return new JsonScalar(Kind.NUMBER, number);
  }

  static JsonScalar bool(boolean value) {
    return value ? TRUE : FALSE;
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public Optional<String> asText() {
    return kind == Kind.NULL ? Optional.empty() : Optional.of(characters());
  }

  @Override
  public Num asNum() {
    return switch (kind) {
      case NUMBER -> Num.ofWire((BigDecimal) value);
      case TEXT -> Num.parse((String) value);
      case NULL -> Num.ofNull();
      default -> Num.invalid(characters());
    };
  }

  /** The characters of this scalar: a text's own, a number's digits, {@code true}, {@code null}. */
  String characters() {
    return value instanceof BigDecimal number ? Decimals.text(number) : value.toString();
  }

  /**
   * This scalar as JSON text. Numbers of ordinary size have plain digits, since an exponent in a
   * price or a quantity is legal JSON and a way to be misread.
   */
  String literal() {
    return characters();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonScalar that
        && kind == that.kind
        && (value instanceof BigDecimal number
            ? number.compareTo((BigDecimal) that.value) == 0
            : value.equals(that.value));
  }

  @Override
  public int hashCode() {
    return value instanceof BigDecimal number
        ? number.stripTrailingZeros().hashCode()
        : value.hashCode();
  }

  @Override
  public String toString() {
    return JsonPrinter.masked().print(this);
  }
}
