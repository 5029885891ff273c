package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What holds for all model portfolios.
 *
 * @param json the object as the broker sent it
 */
public record ModelPresets(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public ModelPresets {
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

  /** Whether negative cash outside models is avoided. */
  public boolean avoidsNegativeCash() {
    return json.flag("avoidNegativeCashInCore");
  }

  /** The factor by which whole units are reckoned when trading for cash. */
  public Num cashEstimateFactor() {
    return json.num("cashQtyEstimateFactor");
  }

  /** Whether divesting closes whole positions. */
  public boolean closesDivested() {
    return json.flag("closeDivestCorePosition");
  }

  /** Whether all funds go into present long positions. */
  public boolean investsLongPositions() {
    return json.flag("fullyInvestExistingLongPositions");
  }

  /** Whether a model stays open for accounts that left it. */
  public boolean keepsModelOpen() {
    return json.flag("keepModelOpen");
  }

  /** Whether positions are moved out of models instead of sold. */
  public boolean prefersCross() {
    return json.flag("preferCrossWithIndependent");
  }

  /** Whether positions are moved into models instead of bought. */
  public boolean prefersTransfer() {
    return json.flag("preferTransferFromIndependent");
  }

  /** Whether quantities are rounded to lots. */
  public boolean roundsToLots() {
    return json.flag("roundAllocExchBoardLot");
  }

  /** Whether other currencies than the base currency are used. */
  public boolean usesOtherCurrencies() {
    return json.flag("useNonBaseCcy");
  }

  /** Whether a range of tolerance holds when rebalancing. */
  public boolean usesToleranceRange() {
    return json.flag("useToleranceRange");
  }
}
