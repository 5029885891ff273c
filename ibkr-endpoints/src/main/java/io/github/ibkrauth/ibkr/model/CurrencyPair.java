package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * A currency pair that can be traded.
 *
 * @param json the object as the broker sent it
 */
public record CurrencyPair(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public CurrencyPair {
    Objects.requireNonNull(json, "json");
  }

  /** The broker's contract id. */
  public long conid() {
    return json.requireWhole("conid");
  }

  /** The pair, such as {@code "EUR.USD"}. */
  public Optional<String> symbol() {
    return json.text("symbol");
  }

  /** The other currency. */
  public Optional<String> counterpart() {
    return json.text("ccyPair");
  }
}
