package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The broker's receipt for a request about an account.
 *
 * @param json the object as the broker sent it
 */
public record RequestReceipt(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public RequestReceipt {
    Objects.requireNonNull(json, "json");
  }

  /** The number with which to ask again. */
  public OptionalLong requestId() {
    return json.whole("requestId");
  }

  /** When it was taken in. */
  public Optional<String> submitted() {
    return json.text("dateSubmitted");
  }

  /** When it was taken in, while it is still worked on. */
  public Optional<String> executedAt() {
    return json.text("executedAt");
  }

  /** The answer, where it is there already. */
  public Optional<JsonObject> file() {
    return json.object("fileData");
  }
}
