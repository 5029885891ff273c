package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether a notice was read.
 *
 * @param json the object as the broker sent it
 */
public record NoticeState(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public NoticeState {
    Objects.requireNonNull(json, "json");
  }

  /** The notice. */
  public Optional<String> id() {
    return json.text("ID");
  }

  /** Whether it was read. */
  public boolean read() {
    return json.flag("R");
  }
}
