package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.util.Objects;

/**
 * A figure under a key.
 *
 * @param json the object as the broker sent it
 */
public record KeyedFigure(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public KeyedFigure {
    Objects.requireNonNull(json, "json");
  }

  /** The key, such as {@code "AvailableEquity"}. */
  public String key() {
    return json.requireText("key");
  }

  /** The figure. */
  public Num value() {
    return json.num("value");
  }
}
