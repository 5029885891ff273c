package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A position from the call that bypasses the broker's cache. Prices and values are in the
 * instrument's currency.
 *
 * @param json the object as the broker sent it
 */
public record RealTimePosition(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public RealTimePosition {
    Objects.requireNonNull(json, "json");
  }

  /** The broker's contract id. */
  public long conid() {
    return json.requireWhole("conid");
  }

  /** The instrument in words. */
  public Optional<String> description() {
    return json.text("description");
  }

  /** The number of units; below zero when short. */
  public Num quantity() {
    return json.num("position");
  }

  /** Price of one unit. */
  public Num marketPrice() {
    return json.num("marketPrice");
  }

  /** Value of the position. */
  public Num marketValue() {
    return json.num("marketValue");
  }

  /** The instrument's currency. */
  public Optional<String> currency() {
    return json.text("currency");
  }

  /** Average cost of one contract, multiplier and commissions included. */
  public Num averageCost() {
    return json.num("avgCost");
  }

  /** Average price of one unit. */
  public Num averagePrice() {
    return json.num("avgPrice");
  }

  /** Realized profit and loss. */
  public Num realizedPnl() {
    return json.num("realizedPnl");
  }

  /** Unrealized profit and loss. */
  public Num unrealizedPnl() {
    return json.num("unrealizedPnl");
  }

  /** Whether the broker liquidates this position last. */
  public boolean lastToLiquidate() {
    return json.flag("isLastToLoq");
  }

  /** The kind of instrument. */
  public Optional<AssetClass> securityType() {
    return json.text("secType").map(AssetClass::new);
  }

  /** The kind of instrument, as the portfolio calls it. */
  public Optional<AssetClass> assetClass() {
    return json.text("assetClass").map(AssetClass::new);
  }

  /** When the broker took these figures. */
  public Optional<Instant> timestamp() {
    return json.time("timestamp");
  }

  /** The sector. */
  public Optional<String> sector() {
    return json.text("sector");
  }

  /** The industry group. */
  public Optional<String> group() {
    return json.text("group");
  }

  /** The model portfolio that the position belongs to. */
  public Optional<String> model() {
    return json.text("model");
  }
}
