package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Profit and loss of an account or model today, in the base currency.
 *
 * @param json the object as the broker sent it
 */
public record PnlRow(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public PnlRow {
    Objects.requireNonNull(json, "json");
  }

  /** The position of the row; 1 for single accounts. */
  public OptionalLong rowType() {
    return json.whole("rowType");
  }

  /** Profit and loss of the day. */
  public Num dailyPnl() {
    return json.num("dpl");
  }

  /** Net liquidity. */
  public Num netLiquidity() {
    return json.num("nl");
  }

  /** Unrealized profit and loss. */
  public Num unrealizedPnl() {
    return json.num("upl");
  }

  /** Excess liquidity, as the broker names it elsewhere. */
  public Num unrealizedExcessLiquidity() {
    return json.num("uel");
  }

  /** Excess liquidity. */
  public Num excessLiquidity() {
    return json.num("el");
  }

  /** Margin value. */
  public Num marginValue() {
    return json.num("mv");
  }
}
