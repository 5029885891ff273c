package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.util.Map;
import java.util.Objects;

/**
 * Market values by name, long and short apart, in the base currency.
 *
 * @param json the object as the broker sent it
 */
public record AllocationSplit(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public AllocationSplit {
    Objects.requireNonNull(json, "json");
  }

  /** Returns the values of long positions. */
  public Map<String, Num> longs() {
    return side("long");
  }

  /** Returns the values of short positions; below zero. */
  public Map<String, Num> shorts() {
    return side("short");
  }

  private Map<String, Num> side(String name) {
    return json.object(name).map(JsonObject::mapOfNums).orElse(Map.of());
  }
}
