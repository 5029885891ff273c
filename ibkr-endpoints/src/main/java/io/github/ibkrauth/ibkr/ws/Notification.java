package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A notice of the broker's, which may be a prompt that waits for an answer.
 *
 * @param json the object as the broker sent it
 */
@ApiLevel(ApiLevel.Kind.API)
public record Notification(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public Notification {
    Objects.requireNonNull(json, "json");
  }

  /** Its id. */
  public Optional<String> id() {
    return json.text("id");
  }

  /** Its title. */
  public Optional<String> title() {
    return json.text("title");
  }

  /** What it says. */
  public Optional<String> text() {
    return json.text("text");
  }

  /** Where there is more about it. */
  public Optional<String> url() {
    return json.text("url");
  }

  /** The order that it is about. */
  public OptionalLong orderId() {
    return json.whole("orderId");
  }

  /** The broker's id of the prompt. */
  public Optional<String> requestId() {
    return json.text("reqId");
  }

  /** The answers that the broker takes; empty when it wants none. */
  public List<String> options() {
    return json.texts("options");
  }

  /** Whether it waits for an answer: one of {@link #options}. */
  public boolean isPrompt() {
    return orderId().isPresent() && requestId().isPresent() && !options().isEmpty();
  }
}
