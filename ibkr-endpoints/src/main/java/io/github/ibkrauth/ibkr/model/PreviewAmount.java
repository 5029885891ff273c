package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * What an order would cost, in the broker's words, such as {@code "1,977.60 USD (10 Shares)"}.
 *
 * @param json the object as the broker sent it
 */
public record PreviewAmount(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public PreviewAmount {
    Objects.requireNonNull(json, "json");
  }

  /** Price times quantity. */
  public Optional<String> amount() {
    return json.text("amount");
  }

  /** Commission and fees. */
  public Optional<String> commission() {
    return json.text("commission");
  }

  /** Both together. */
  public Optional<String> total() {
    return json.text("total");
  }
}
