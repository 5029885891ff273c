package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.util.Objects;
import java.util.Optional;

/**
 * What one account has in a model portfolio and beside it.
 *
 * @param json the object as the broker sent it
 */
public record ModelInvestment(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public ModelInvestment {
    Objects.requireNonNull(json, "json");
  }

  /** The account. */
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

  /** The smallest unit of that currency. */
  public Num precision() {
    return json.num("baseCcyAccountPrc");
  }

  /** What it has in the model. */
  public Num inModel() {
    return json.num("accountModelNlv");
  }

  /** What it has in other models. */
  public Num inOtherModels() {
    return json.num("accountOtherModelsNlv");
  }

  /** What one unit of its currency is worth in the adviser's. */
  public Num exchangeRate() {
    return json.num("exrt");
  }

  /** Its cash outside models. */
  public Num independentCash() {
    return json.num("indCashNlv");
  }

  /** Its positions outside models. */
  public Num independentPositions() {
    return json.num("indPosNlv");
  }

  /** What it is worth altogether. */
  public Num netLiquidation() {
    return json.num("nlv");
  }
}
