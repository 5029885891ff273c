package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * A value of a filter.
 *
 * @param json the object as the broker sent it
 */
public record BondFilterOption(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public BondFilterOption {
    Objects.requireNonNull(json, "json");
  }

  /** The value in words; missing where they are the value itself. */
  public Optional<String> text() {
    return json.text("text");
  }

  /** The value. */
  public String value() {
    return json.requireText("value");
  }
}
