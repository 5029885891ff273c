package io.github.ibkrauth.ibkr.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A JSON list. Immutable. */
public final class JsonArray implements JsonValue {

  private static final JsonArray EMPTY = new JsonArray(List.of());

  private final List<JsonValue> values;

  private JsonArray(List<JsonValue> values) {
    this.values = values;
  }

  /** Returns a list of these values, in this order. */
  public static JsonArray of(List<? extends JsonValue> values) {
    return values.isEmpty() ? EMPTY : new JsonArray(List.copyOf(values));
  }

  /** Returns a list of texts, as request bodies carry account ids. */
  public static JsonArray ofTexts(List<String> texts) {
    return of(texts.stream().map(JsonValue::of).toList());
  }

  /** Takes the list over without copying it. */
  static JsonArray owning(ArrayList<JsonValue> values) {
    return values.isEmpty() ? EMPTY : new JsonArray(Collections.unmodifiableList(values));
  }

  /** Returns the values in their order; unmodifiable. */
  public List<JsonValue> values() {
    return values;
  }

  @Override
  public Kind kind() {
    return Kind.ARRAY;
  }

  @Override
  public Optional<JsonArray> asArray() {
    return Optional.of(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonArray that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return Objects.hash(values);
  }

  @Override
  public String toString() {
    return JsonPrinter.masked().print(this);
  }
}
