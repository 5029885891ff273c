package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a model portfolio holds.
 *
 * @param json the object as the broker sent it
 */
public record ModelPositions(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public ModelPositions {
    Objects.requireNonNull(json, "json");
  }

  /** The number of the request. */
  public OptionalLong requestId() {
    return json.whole("reqID");
  }

  /** As far as is known 1 when the answer is whole, and 0 when it is to be asked for again. */
  public OptionalLong subscriptionStatus() {
    return json.whole("subscriptionStatus");
  }

  /** By which to ask again while it is being made. */
  public Optional<String> subscriptionKey() {
    return json.text("subscriptionKey");
  }

  /** The model. */
  public Optional<String> model() {
    return json.text("model");
  }

  /** What it is worth. */
  public Num netLiquidation() {
    return json.num("nlv");
  }

  /** Whether what it holds differs from its targets. */
  public boolean mismatched() {
    return json.flag("mismatched");
  }

  /** Its cash by currency. */
  public List<ModelCash> cash() {
    return json.objects("cash", ModelCash::new);
  }

  /** Its positions. */
  public List<ModelPosition> positions() {
    return json.objects("positionList", ModelPosition::new);
  }

  /** When they were looked up. */
  public Optional<Instant> time() {
    return json.time("positionTs");
  }

  /** Whether it holds stocks only. */
  public boolean stocksOnly() {
    return json.flag("stkOnly");
  }

  /** The liquidation value of all positions. */
  public Num totalLiquidation() {
    return json.num("totalDlv");
  }

  /** The market value of all positions. */
  public Num totalMarketValue() {
    return json.num("totalMv");
  }
}
