package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The answer to a change that an adviser asked for.
 *
 * @param json the object as the broker sent it
 */
public record AdvisorResult(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public AdvisorResult {
    Objects.requireNonNull(json, "json");
  }

  /** Whether it was done. */
  public boolean success() {
    return json.flag("success");
  }

  /** What went wrong; {@code "None"} when nothing did. */
  public Optional<String> error() {
    return json.text("error");
  }

  /** The number of the request. */
  public OptionalLong requestId() {
    return json.whole("reqID");
  }

  /** As far as is known 1 when the answer is whole, and 0 when it is to be asked for again. */
  public OptionalLong subscriptionStatus() {
    return json.whole("subscriptionStatus");
  }

  /** By which to ask again while it is being made. */
  public Optional<String> subscriptionKey() {
    return json.text("subscriptionKey");
  }
}
