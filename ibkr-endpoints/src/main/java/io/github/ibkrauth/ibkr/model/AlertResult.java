package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What became of a request about an alert.
 *
 * @param json the object as the broker sent it
 */
public record AlertResult(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public AlertResult {
    Objects.requireNonNull(json, "json");
  }

  /** The broker's number of the request. */
  public OptionalLong requestId() {
    return json.whole("request_id");
  }

  /** The alert's id. */
  public OptionalLong alertId() {
    return json.whole("order_id");
  }

  /** Whether it was done. */
  public boolean success() {
    return json.flag("success");
  }

  /** The broker's words. */
  public Optional<String> text() {
    return json.text("text");
  }

  /** The state of the order behind the alert. */
  public Optional<String> state() {
    return json.text("order_status");
  }

  /** A warning. */
  public Optional<String> warning() {
    return json.text("warning_message");
  }

  /** What failed. */
  public Optional<String> failures() {
    return json.text("failure_list");
  }
}
