package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * The short answer to a request that only starts something: dropping cached positions, suppressing
 * order questions, re-authenticating.
 *
 * @param json the object as the broker sent it
 */
public record Acknowledgement(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public Acknowledgement {
    Objects.requireNonNull(json, "json");
  }

  /** The state of the request, such as {@code "submitted"}. */
  public Optional<String> status() {
    return json.text("status");
  }

  /** A word about it, such as {@code "success"} or {@code "triggered"}. */
  public Optional<String> message() {
    return json.text("message");
  }
}
