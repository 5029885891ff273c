package io.github.ibkrauth.ibkr.json;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/**
 * One JSON value: an object, a list, text, a number, a boolean, or null. Immutable and safe for use
 * by many threads.
 *
 * <p>Two values are equal when they are the same JSON: numbers by their numeric value ({@code 1}
 * equals {@code 1.0}), objects without regard to the order of their fields. Text is never equal to
 * a number.
 *
 * <p>{@code toString()} is for people and logs: fields that carry a credential, such as the session
 * id of a tickle, show as {@code "***"}. {@link #toJson()} is the whole text.
 */
public sealed interface JsonValue permits JsonArray, JsonObject, JsonScalar {

  /** The six kinds of JSON value. */
  enum Kind {
    /** Named fields. */
    OBJECT("an object"),
    /** A list of values. */
    ARRAY("a list"),
    /** A string. */
    TEXT("text"),
    /** A number of any size and precision. */
    NUMBER("a number"),
    /** True or false. */
    BOOLEAN("a boolean"),
    /** The literal null. */
    NULL("null");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** Returns the kind as words for a sentence, such as {@code "a number"}. */
    public String words() {
      return words;
    }
  }

  /** Returns which kind of value this is. */
  Kind kind();

  /** Returns this value as an object, or empty when it is of another kind. */
  default Optional<JsonObject> asObject() {
    return Optional.empty();
  }

  /** Returns this value as a list, or empty when it is of another kind. */
  default Optional<JsonArray> asArray() {
    return Optional.empty();
  }

  /**
   * Returns the characters of a text, number or boolean, or empty for null, objects and lists. A
   * number reads as it was sent ({@code "654.47"}).
   */
  default Optional<String> asText() {
    return Optional.empty();
  }

  /** Returns this value as a number in one of the states of {@link Num}; never throws. */
  default Num asNum() {
    return Num.invalid(kind().words());
  }

  /** Returns this value as compact JSON text, with nothing left out. */
  default String toJson() {
    return JsonPrinter.compact().print(this);
  }

  /**
   * Returns this value as JSON text on indented lines, with nothing left out.
   *
   * @return several lines, without a line break at the end
   */
  default String toPrettyJson() {
    return JsonPrinter.indented().print(this);
  }

  /** Returns a text value. */
  static JsonValue of(String text) {
    return JsonScalar.text(Objects.requireNonNull(text, "text"));
  }

  /** Returns a number. */
  static JsonValue of(BigDecimal number) {
    return JsonScalar.number(Objects.requireNonNull(number, "number"));
  }

  /** Returns a whole number. */
  static JsonValue of(long number) {
    return JsonScalar.number(BigDecimal.valueOf(number));
  }

  /** Returns true or false. */
  static JsonValue of(boolean value) {
    return JsonScalar.bool(value);
  }

  /** Returns JSON null. */
  static JsonValue ofNull() {
    return JsonScalar.NULL;
  }
}
