package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * Why an instruction was rejected.
 *
 * @param json the object as the broker sent it
 */
public record InstructionError(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public InstructionError {
    Objects.requireNonNull(json, "json");
  }

  /** A code. */
  public Optional<String> code() {
    return json.text("errorCode");
  }

  /** The reason in words. */
  public Optional<String> message() {
    return json.text("errorMessage");
  }
}
