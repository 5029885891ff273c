package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * The broker's word that it has taken an order, or a change of one.
 *
 * @param json the object as the broker sent it
 */
public record OrderAcknowledgement(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public OrderAcknowledgement {
    Objects.requireNonNull(json, "json");
  }

  /** The broker's order id. */
  public long orderId() {
    return json.requireWhole("order_id");
  }

  /** Where it stands. */
  public Optional<OrderState> state() {
    return json.text("order_status").map(OrderState::new);
  }

  /** The id that whoever placed it gave it, where the broker repeats it. */
  public Optional<String> clientOrderId() {
    return json.text("local_order_id");
  }

  /** The client order id of the order to which it is attached. */
  public Optional<String> parentId() {
    return json.text("parent_order_id");
  }

  /** A warning that did not hold it up. */
  public Optional<String> warning() {
    return json.text("warning_message");
  }

  /** The broker's words. */
  public Optional<String> text() {
    return json.text("text");
  }

  /** Internal to the broker. */
  public Optional<String> encryptMessage() {
    return json.text("encrypt_message");
  }
}
