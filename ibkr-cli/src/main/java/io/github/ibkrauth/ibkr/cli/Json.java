package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.Num;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes and writes JSON. Numbers keep their digits and never get an exponent. */
final class Json {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /** Puts a number: as one where it is one, as text where it is not, null where there is none. */
  static void put(ObjectNode node, String name, Num number) {
    if (number.isPresent()) {
      node.put(name, number.value());
    } else if (number.isInvalid()) {
      node.put(name, number.toString());
    } else {
      node.putNull(name);
    }
  }

  /** Puts a text, or null. */
  static void put(ObjectNode node, String name, Optional<String> text) {
    node.put(name, text.orElse(null));
  }

  /** Puts a number, or null. */
  static void put(ObjectNode node, String name, OptionalLong number) {
    if (number.isPresent()) {
      node.put(name, number.getAsLong());
    } else {
      node.putNull(name);
    }
  }

  /** Puts a time, or null. */
  static void putTime(ObjectNode node, String name, Optional<Instant> time) {
    put(node, name, time.map(Instant::toString));
  }

  /** Returns what the broker sent, whole. */
  static JsonNode of(JsonModel model) {
    return parse(model.json().toJson())
        .orElseThrow(() -> new IllegalStateException("a model is always JSON"));
  }

  /** Returns what a text holds, if it is JSON and nothing else. */
  static Optional<JsonNode> parse(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node.isMissingNode() ? Optional.empty() : Optional.of(node);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Returns the document over several lines. */
  static String pretty(JsonNode node) {
    return write(node, true);
  }

  /** Returns the document on one line. */
  static String line(JsonNode node) {
    return write(node, false);
  }

  private static String write(JsonNode node, boolean indented) {
    try {
      return indented
          ? MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(node)
          : MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can always be written", e);
    }
  }
}
