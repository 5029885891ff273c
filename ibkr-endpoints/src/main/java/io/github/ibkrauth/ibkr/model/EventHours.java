package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * A span in which an event contract trades.
 *
 * @param json the object as the broker sent it
 */
public record EventHours(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public EventHours {
    Objects.requireNonNull(json, "json");
  }

  /** The start, such as {@code "12:00 AM"}. */
  public Optional<String> opens() {
    return json.text("open");
  }

  /** The end. */
  public Optional<String> closes() {
    return json.text("close");
  }
}
