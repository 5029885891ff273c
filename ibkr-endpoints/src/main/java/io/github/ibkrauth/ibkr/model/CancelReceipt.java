package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The broker's word that it has taken the wish to cancel an order. It is not yet cancelled, and may
 * still be filled.
 *
 * @param json the object as the broker sent it
 */
public record CancelReceipt(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public CancelReceipt {
    Objects.requireNonNull(json, "json");
  }

  /** The broker's words. */
  public Optional<String> message() {
    return json.text("msg");
  }

  /** The broker's order id. */
  public OptionalLong orderId() {
    return json.whole("order_id");
  }

  /** The broker's contract id; empty where the broker sends a number below zero. */
  public OptionalLong conid() {
    OptionalLong conid = json.whole("conid");
    return conid.isPresent() && conid.getAsLong() > 0 ? conid : OptionalLong.empty();
  }

  /** The account. */
  public Optional<String> account() {
    return json.text("account");
  }

  /** Where the order stands. */
  public Optional<OrderState> state() {
    return json.text("order_status").map(OrderState::new);
  }

  /** Internal to the broker. */
  public Optional<String> encryptMessage() {
    return json.text("encrypt_message");
  }
}
