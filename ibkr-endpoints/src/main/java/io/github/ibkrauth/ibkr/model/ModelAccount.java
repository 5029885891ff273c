package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An account in a model portfolio.
 *
 * @param json the object as the broker sent it
 */
public record ModelAccount(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public ModelAccount {
    Objects.requireNonNull(json, "json");
  }

  /** The account, or {@code "TOTAL"}. */
  public Optional<String> accountId() {
    return json.text("account");
  }

  /** Another name for it. */
  public Optional<String> alias() {
    return json.text("alias");
  }

  /** Its base currency. */
  public Optional<String> currency() {
    return json.text("baseCcyAccount");
  }

  /** How far it differs from the model. */
  public Num imbalance() {
    return json.num("acctImbalance");
  }

  /** What its positions cost. */
  public Num costBasis() {
    return json.num("costBasis");
  }

  /** What one unit of its currency is worth in the adviser's. */
  public Num exchangeRate() {
    return json.num("exrt");
  }

  /** Its cash outside models. */
  public Num independentCash() {
    return json.num("indCash");
  }

  /** What it has in the model. */
  public Num netLiquidation() {
    return json.num("nlv");
  }

  /** How many instruments are out of tolerance. */
  public OptionalLong outsideRange() {
    return json.whole("numInstrOutsideRange");
  }

  /** Profit and loss of open positions. */
  public Num unrealizedPnl() {
    return json.num("unrealPnL");
  }

  /** Profit and loss of closed positions. */
  public Num realizedPnl() {
    return json.num("realPnL");
  }
}
