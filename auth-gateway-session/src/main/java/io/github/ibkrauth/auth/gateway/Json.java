package io.github.ibkrauth.auth.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The gateway's JSON, and what counts as true in it. Stateless. */
final class Json {

  /** Reads what Python's reader takes: NaN and the infinities, but nothing after the value. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /** Returns the JSON value that the text is, if it is one. */
  static Optional<JsonNode> read(String text) {
    try {
      JsonNode node = MAPPER.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
      return node == null || node.isMissingNode() ? Optional.empty() : Optional.of(node);
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }

  /** Returns the JSON object that the text is, if it is one. */
  static Optional<JsonNode> readObject(String text) {
    return read(text).filter(JsonNode::isObject);
  }

  /** Writes plain values: maps, lists, texts, numbers, booleans, null. */
  static String write(Map<String, ?> values) {
    try {
      return MAPPER.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values can be written as JSON", e);
    }
  }

  /**
   * Returns whether Python's {@code bool} takes the value for true: everything but null, false,
   * zero and what is empty. The text {@code "false"} is true.
   */
  static boolean truthy(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return false;
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isNumber()) {
      return node.doubleValue() != 0; // NaN is true, too
    }
    return node.isTextual() ? !node.textValue().isEmpty() : !node.isEmpty();
  }

  /** Returns whether the value says yes in any usual spelling: true, {@code "true"}, 1. */
  static boolean says(JsonNode node) {
    if (node.isTextual()) {
      return node.textValue().strip().toLowerCase(Locale.ROOT).equals("true");
    }
    return node.isBoolean() ? node.booleanValue() : node.isNumber() && node.doubleValue() == 1;
  }
}
