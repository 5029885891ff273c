package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a request about an account stands.
 *
 * @param json the object as the broker sent it
 */
public record ManagedRequest(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public ManagedRequest {
    Objects.requireNonNull(json, "json");
  }

  /** Its number. */
  public OptionalLong requestId() {
    return json.whole("requestId");
  }

  /** What it is about. */
  public Optional<String> type() {
    return json.text("requestType");
  }

  /** Where it stands. */
  public Optional<String> status() {
    return json.text("status");
  }

  /** More words. */
  public Optional<String> message() {
    return json.text("message");
  }

  /** The account. */
  public Optional<String> accountId() {
    return json.text("acctId");
  }

  /** When it was taken in. */
  public Optional<String> submitted() {
    return json.text("dateSubmitted");
  }

  /** The answer, where it is there. */
  public Optional<JsonObject> file() {
    return json.object("fileData");
  }
}
