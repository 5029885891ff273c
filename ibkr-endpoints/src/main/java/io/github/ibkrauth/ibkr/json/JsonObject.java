package io.github.ibkrauth.ibkr.json;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A JSON object, with typed reading of its fields. Immutable; fields keep the order of the wire.
 *
 * <p>The readers are lenient about form and strict about meaning. A number may come as text and
 * text as a number; a boolean may come as {@code "true"} or {@code 1}. What is missing or null
 * reads as empty (an absent boolean as false, as the broker leaves false ones out). What cannot be
 * what the reader asks for is an {@link UnexpectedFieldException}, never a zero.
 */
public final class JsonObject implements JsonValue {

  private static final JsonObject EMPTY = new JsonObject(Map.of());

  private final Map<String, JsonValue> fields;

  private JsonObject(Map<String, JsonValue> fields) {
    this.fields = fields;
  }

  /** Returns the object without fields. */
  public static JsonObject empty() {
    return EMPTY;
  }

  /** Returns an object with these fields, in the map's order. */
  public static JsonObject of(Map<String, ? extends JsonValue> fields) {
    Builder builder = builder();
    fields.forEach(builder::put);
    return builder.build();
  }

  /** Returns a builder without fields. */
  public static Builder builder() {
    return new Builder(new LinkedHashMap<>());
  }

  /** Takes the map over without copying it. */
  static JsonObject owning(LinkedHashMap<String, JsonValue> fields) {
    return new JsonObject(Collections.unmodifiableMap(fields));
  }

  /** Returns a builder that starts with this object's fields. */
  public Builder toBuilder() {
    return new Builder(new LinkedHashMap<>(fields));
  }

  /** Returns all fields by their names on the wire; unmodifiable. */
  public Map<String, JsonValue> fields() {
    return fields;
  }

  /** Returns whether the field is there, be it null. */
  public boolean has(String name) {
    return fields.containsKey(name);
  }

  /** Returns the field as it was sent (JSON null included), or empty when it is missing. */
  public Optional<JsonValue> get(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** Returns the field as it was sent, or empty when it is missing or null. */
  public Optional<JsonValue> value(String name) {
    return get(name).filter(value -> value.kind() != Kind.NULL);
  }

  /** Returns the field's text; empty when missing, null or blank. Numbers read as their digits. */
  public Optional<String> text(String name) {
    return scalar(name, "text").map(JsonScalar::characters);
  }

  /**
   * Returns the field's text.
   *
   * @throws UnexpectedFieldException also when it is missing, null or blank
   */
  public String requireText(String name) {
    return text(name).orElseThrow(() -> absent(name, "text"));
  }

  /** Returns a number in one of the states of {@link Num}; never throws. */
  public Num num(String name) {
    return get(name).map(JsonValue::asNum).orElseGet(Num::missing).named(name);
  }

  /** Returns a whole number; empty when missing, null or blank. */
  public OptionalLong whole(String name) {
    Optional<JsonScalar> scalar = scalar(name, "a whole number");
    if (scalar.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(scalar.get().asNum().value().longValueExact());
    } catch (ArithmeticException | UnexpectedFieldException e) {
      throw UnexpectedFieldException.found(name, "a whole number", scalar.get());
    }
  }

  /**
   * Returns a whole number.
   *
   * @throws UnexpectedFieldException also when it is missing, null or blank
   */
  public long requireWhole(String name) {
    return whole(name).orElseThrow(() -> absent(name, "a whole number"));
  }

  /** Returns whether the field is true; missing, null and blank are false. */
  public boolean flag(String name) {
    return optionalFlag(name).orElse(false);
  }

  /** Returns a boolean; empty when missing, null or blank. */
  public Optional<Boolean> optionalFlag(String name) {
    Optional<JsonScalar> scalar = scalar(name, "a boolean");
    return scalar.map(
        value ->
            switch (value.characters().strip().toLowerCase(Locale.ROOT)) {
              case "true", "1" -> true;
              case "false", "0" -> false;
              default -> throw UnexpectedFieldException.found(name, "a boolean", value);
            });
  }

  /**
   * Returns a point in time; empty when missing, null or blank. Understands seconds to nanoseconds
   * since 1970 by their size, {@code yyyyMMdd} with or without a time, ISO 8601, and the long
   * English form. A time without a zone is taken as UTC.
   */
  public Optional<Instant> time(String name) {
    return temporal(name, "a time", Times::instant);
  }

  /** Returns a calendar date; empty when missing, null or blank. */
  public Optional<LocalDate> date(String name) {
    return temporal(name, "a date", Times::date);
  }

  /** Returns a length of time sent in milliseconds; empty when missing, null or blank. */
  public Optional<Duration> millis(String name) {
    OptionalLong millis = whole(name);
    return millis.isPresent()
        ? Optional.of(Duration.ofMillis(millis.getAsLong()))
        : Optional.empty();
  }

  /** Returns a nested object; empty when missing or null. */
  public Optional<JsonObject> object(String name) {
    return value(name)
        .map(value -> value.asObject().orElseThrow(() -> wrong(name, Kind.OBJECT, value)));
  }

  /** Returns a nested object as a model; empty when missing or null. */
  public <T> Optional<T> object(String name, Function<JsonObject, T> model) {
    return object(name).map(model);
  }

  /** Returns a list as it was sent; empty when missing or null. */
  public List<JsonValue> values(String name) {
    return value(name)
        .map(value -> value.asArray().orElseThrow(() -> wrong(name, Kind.ARRAY, value)).values())
        .orElse(List.of());
  }

  /** Returns a list of objects as models; empty when missing or null. */
  public <T> List<T> objects(String name, Function<JsonObject, T> model) {
    return elements(
        name,
        (at, value) ->
            model.apply(value.asObject().orElseThrow(() -> wrong(at, Kind.OBJECT, value))));
  }

  /** Returns a list of texts; empty when missing or null. */
  public List<String> texts(String name) {
    return elements(
        name, (at, value) -> value.asText().orElseThrow(() -> wrong(at, Kind.TEXT, value)));
  }

  /** Returns a list of numbers; empty when missing or null. */
  public List<Num> nums(String name) {
    return elements(name, (at, value) -> value.asNum().named(at));
  }

  /** Returns the parts of a text that separates them by commas; empty when missing or null. */
  public List<String> commaSeparated(String name) {
    return text(name)
        .map(text -> Arrays.stream(text.split(",")).map(String::strip).toList())
        .orElse(List.of());
  }

  /** Returns the parts of a text that ends or separates them by semicolons; empty when missing. */
  public List<String> semicolonSeparated(String name) {
    return text(name)
        .map(text -> Arrays.stream(text.split(";")).map(String::strip))
        .map(parts -> parts.filter(part -> !part.isEmpty()).toList())
        .orElse(List.of());
  }

  /**
   * Returns all fields that are objects, as models by their names. Other fields, such as an error
   * text beside the entries, are left to {@link #fields()}.
   */
  public <T> Map<String, T> mapOfObjects(Function<JsonObject, T> model) {
    Map<String, T> map = new LinkedHashMap<>();
    fields.forEach((name, value) -> value.asObject().map(model).ifPresent(m -> map.put(name, m)));
    return Collections.unmodifiableMap(map);
  }

  /** Returns all fields as numbers by their names. */
  public Map<String, Num> mapOfNums() {
    Map<String, Num> map = new LinkedHashMap<>();
    fields.forEach((name, value) -> map.put(name, value.asNum().named(name)));
    return Collections.unmodifiableMap(map);
  }

  /** Returns all fields that have text, as text by their names. */
  public Map<String, String> mapOfTexts() {
    Map<String, String> map = new LinkedHashMap<>();
    fields.forEach((name, value) -> value.asText().ifPresent(text -> map.put(name, text)));
    return Collections.unmodifiableMap(map);
  }

  /** Returns all fields that are lists, as lists of text by their names. */
  public Map<String, List<String>> mapOfTextLists() {
    Map<String, List<String>> map = new LinkedHashMap<>();
    fields.forEach((name, value) -> value.asArray().ifPresent(a -> map.put(name, texts(name))));
    return Collections.unmodifiableMap(map);
  }

  /**
   * Returns all fields that are lists of objects, as models by their names; an object that stands
   * alone counts as a list of one. Other fields are left to {@link #fields()}.
   */
  public <T> Map<String, List<T>> mapOfObjectLists(Function<JsonObject, T> model) {
    Map<String, List<T>> map = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          value.asArray().ifPresent(array -> map.put(name, objects(name, model)));
          value.asObject().map(model).ifPresent(one -> map.put(name, List.of(one)));
        });
    return Collections.unmodifiableMap(map);
  }

  @Override
  public Kind kind() {
    return Kind.OBJECT;
  }

  @Override
  public Optional<JsonObject> asObject() {
    return Optional.of(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonObject that && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  @Override
  public String toString() {
    return JsonPrinter.masked().print(this);
  }

  private Optional<JsonScalar> scalar(String name, String expected) {
    JsonValue value = fields.get(name);
    if (value == null || value.kind() == Kind.NULL) {
      return Optional.empty();
    }
    if (!(value instanceof JsonScalar scalar)) {
      throw UnexpectedFieldException.found(name, expected, value);
    }
    return scalar.characters().isBlank() ? Optional.empty() : Optional.of(scalar);
  }

  private <T> Optional<T> temporal(String name, String expected, Function<String, T> reader) {
    return scalar(name, expected)
        .map(
            scalar -> {
              try {
                return reader.apply(scalar.characters());
              } catch (DateTimeException e) {
                throw UnexpectedFieldException.found(name, expected, scalar);
              }
            });
  }

  private <T> List<T> elements(String name, ElementReader<T> reader) {
    List<JsonValue> values = values(name);
    List<T> list = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      list.add(reader.read(name + '[' + i + ']', values.get(i)));
    }
    return Collections.unmodifiableList(list);
  }

  private UnexpectedFieldException absent(String name, String expected) {
    return get(name)
        .map(value -> UnexpectedFieldException.found(name, expected, value))
        .orElseGet(() -> UnexpectedFieldException.missing(name, expected));
  }

  private static UnexpectedFieldException wrong(String name, Kind expected, JsonValue found) {
    return UnexpectedFieldException.found(name, expected.words(), found);
  }

  /** Reads one element of a list; the name says where it stands. */
  private interface ElementReader<T> {
    T read(String at, JsonValue value);
  }

  /** Collects fields; a name put again replaces its value and keeps its place. Not thread-safe. */
  public static final class Builder {

    private final LinkedHashMap<String, JsonValue> fields;

    private Builder(LinkedHashMap<String, JsonValue> fields) {
      this.fields = fields;
    }

    /** Puts any value. */
    public Builder put(String name, JsonValue value) {
      fields.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
      return this;
    }

    /** Puts a text. */
    public Builder put(String name, String text) {
      return put(name, JsonValue.of(text));
    }

    /** Puts a number. */
    public Builder put(String name, BigDecimal number) {
      return put(name, JsonValue.of(number));
    }

    /** Puts a whole number. */
    public Builder put(String name, long number) {
      return put(name, JsonValue.of(number));
    }

    /** Puts a boolean. */
    public Builder put(String name, boolean value) {
      return put(name, JsonValue.of(value));
    }

    /** Takes a field out, if it is there. */
    public Builder remove(String name) {
      fields.remove(name);
      return this;
    }

    /** Returns the object; the builder may go on being used. */
    public JsonObject build() {
      return owning(new LinkedHashMap<>(fields));
    }
  }
}
