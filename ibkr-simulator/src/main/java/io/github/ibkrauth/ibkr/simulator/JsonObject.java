package io.github.ibkrauth.ibkr.simulator;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object in the making; members keep their order, and null is a value. */
final class JsonObject {
  private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

  JsonObject put(String name, @Nullable Object value) {
    members.put(name, value);
    return this;
  }

  JsonObject putAll(JsonObject other) {
    members.putAll(other.members);
    return this;
  }

  @Nullable Object get(String name) {
    return members.get(name);
  }

  @JsonValue
  Map<String, @Nullable Object> members() {
    return members;
  }
}
