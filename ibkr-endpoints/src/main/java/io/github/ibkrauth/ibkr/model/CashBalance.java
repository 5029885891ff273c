package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.util.Objects;
import java.util.Optional;

/**
 * Cash in one currency.
 *
 * @param json the object as the broker sent it
 */
public record CashBalance(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public CashBalance {
    Objects.requireNonNull(json, "json");
  }

  /** The currency, or words such as {@code "Total (in USD)"}. */
  public Optional<String> currency() {
    return json.text("currency");
  }

  /** The balance in that currency. */
  public Num balance() {
    return json.num("balance");
  }

  /** The part of it that is settled. */
  public Num settledCash() {
    return json.num("settledCash");
  }
}
