package io.github.ibkrauth.ibkr.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Reads the broker's bodies and writes requests. Numbers become exact decimals and never pass
 * through a double; every field is kept; anything that is not exactly one JSON value is refused
 * with an {@link UnreadableBodyException} that says what it was.
 *
 * <p>A model is named by its constructor: {@code IbkrJson.list(body, Position::new)}. Safe for use
 * by many threads.
 */
public final class IbkrJson {

  private static final int DEEPEST = 200;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private IbkrJson() {}

  /**
   * Reads a body of any shape.
   *
   * @param body the bytes, in UTF-8 (UTF-16 and UTF-32 are recognized)
   * @throws UnreadableBodyException when it is not exactly one JSON value
   */
  public static JsonValue read(byte[] body) {
    return readWith(
        () -> FACTORY.createParser(body), () -> new String(body, StandardCharsets.UTF_8));
  }

  /**
   * Reads a body of any shape.
   *
   * @throws UnreadableBodyException when it is not exactly one JSON value
   */
  public static JsonValue read(String body) {
    Objects.requireNonNull(body, "body");
    return readWith(() -> FACTORY.createParser(body), () -> body);
  }

  /**
   * Reads a body that is one object.
   *
   * @throws UnreadableBodyException when it is not
   */
  public static <T> T object(byte[] body, Function<JsonObject, T> model) {
    return object(read(body), model);
  }

  /**
   * Reads a body that is a list of objects.
   *
   * @return an unmodifiable list
   * @throws UnreadableBodyException when it is not
   */
  public static <T> List<T> list(byte[] body, Function<JsonObject, T> model) {
    return list(read(body), model);
  }

  /**
   * Reads a body that is one object whose fields are objects.
   *
   * @return an unmodifiable map, in the order of the wire
   * @throws UnreadableBodyException when it is not
   */
  public static <T> Map<String, T> map(byte[] body, Function<JsonObject, T> model) {
    return map(read(body), model);
  }

  /** As {@link #object(byte[], Function)}, of a body already read. */
  public static <T> T object(JsonValue body, Function<JsonObject, T> model) {
    return model.apply(body.asObject().orElseThrow(() -> wrongShape("an object", body)));
  }

  /** As {@link #list(byte[], Function)}, of a body already read. */
  public static <T> List<T> list(JsonValue body, Function<JsonObject, T> model) {
    List<JsonValue> values = body.asArray().orElseThrow(() -> wrongShape("a list", body)).values();
    List<T> models = new ArrayList<>(values.size());
    for (JsonValue value : values) {
      models.add(
          model.apply(value.asObject().orElseThrow(() -> wrongShape("a list of objects", value))));
    }
    return Collections.unmodifiableList(models);
  }

  /**
   * Reads a body that is a list of objects, or one object, which counts as a list of one.
   *
   * @return an unmodifiable list
   * @throws UnreadableBodyException when it is neither
   */
  public static <T> List<T> listOrOne(JsonValue body, Function<JsonObject, T> model) {
    return body.asObject().map(one -> List.of(model.apply(one))).orElseGet(() -> list(body, model));
  }

  /** As {@link #map(byte[], Function)}, of a body already read. */
  public static <T> Map<String, T> map(JsonValue body, Function<JsonObject, T> model) {
    Map<String, T> models = new LinkedHashMap<>();
    for (Map.Entry<String, JsonValue> field : object(body, JsonObject::fields).entrySet()) {
      JsonValue value = field.getValue();
      JsonObject object =
          value.asObject().orElseThrow(() -> wrongShape("an object of objects", value));
      models.put(field.getKey(), model.apply(object));
    }
    return Collections.unmodifiableMap(models);
  }

  /** Returns the bytes of a value in UTF-8, for a request body. */
  public static byte[] write(JsonValue value) {
    return value.toJson().getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the list of the values behind models, as they were read. */
  public static JsonArray toJson(List<? extends JsonModel> models) {
    return JsonArray.of(models.stream().map(JsonModel::json).toList());
  }

  /** Returns the object of the values behind models, as they were read. */
  public static JsonObject toJson(Map<String, ? extends JsonModel> models) {
    JsonObject.Builder builder = JsonObject.builder();
    models.forEach((name, model) -> builder.put(name, model.json()));
    return builder.build();
  }

  private static JsonValue readWith(Source source, BodyCheck.Text text) {
    try (JsonParser parser = source.open()) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw BodyCheck.notJson(text, null);
      }
      JsonValue value = value(parser, first);
      if (parser.nextToken() != null) {
        throw BodyCheck.trailing();
      }
      return value;
    } catch (IOException | NumberFormatException e) {
      throw BodyCheck.notJson(text, e);
    }
  }

  private static JsonValue value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> JsonScalar.text(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          JsonScalar.number(new BigDecimal(parser.getText()));
      case VALUE_TRUE -> JsonScalar.bool(true);
      case VALUE_FALSE -> JsonScalar.bool(false);
      case VALUE_NULL -> JsonScalar.NULL;
      default -> throw new IllegalStateException("a JSON value cannot start with " + token);
    };
  }

  private static JsonObject object(JsonParser parser) throws IOException {
    LinkedHashMap<String, JsonValue> fields = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      fields.put(name, value(parser, parser.nextToken()));
    }
    return JsonObject.owning(fields);
  }

  private static JsonArray array(JsonParser parser) throws IOException {
    ArrayList<JsonValue> values = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      values.add(value(parser, token));
    }
    return JsonArray.owning(values);
  }

  private static UnreadableBodyException wrongShape(String expected, JsonValue found) {
    return new UnreadableBodyException(
        UnreadableBodyException.Reason.WRONG_SHAPE,
        "The answer should be " + expected + " but holds " + found.kind().words() + ".");
  }

  /** Opens the body. */
  private interface Source {
    JsonParser open() throws IOException;
  }
}
