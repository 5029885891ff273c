package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.JsonValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A rejected order with the choices that the broker offers. Choosing one may bring the order to
 * life after all.
 *
 * @param json the object as the broker sent it
 */
public record OrderPrompt(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public OrderPrompt {
    Objects.requireNonNull(json, "json");
  }

  /** The broker's order id. */
  public OptionalLong orderId() {
    return json.whole("orderId");
  }

  /** The broker's id of the prompt. */
  public Optional<String> requestId() {
    return json.text("reqId");
  }

  /** What can be dismissed, in the broker's notation. */
  public List<JsonValue> dismissable() {
    return json.values("dismissable");
  }

  /** The words. */
  public Optional<String> text() {
    return json.text("text");
  }

  /** What can be chosen. */
  public List<String> options() {
    return json.texts("options");
  }

  /** The kind of message, in the broker's notation. */
  public Optional<String> type() {
    return json.text("type");
  }

  /** What the message is about, such as {@code "p12"}. */
  public Optional<String> messageId() {
    return json.text("messageId");
  }

  /** Whether one of the options may bring the order to life. */
  public boolean isPrompt() {
    return json.flag("prompt");
  }
}
