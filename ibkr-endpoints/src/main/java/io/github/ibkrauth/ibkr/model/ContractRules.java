package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How an instrument may be traded.
 *
 * @param json the object as the broker sent it
 */
public record ContractRules(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public ContractRules {
    Objects.requireNonNull(json, "json");
  }

  /** Whether algorithms may trade it. */
  public boolean algoEligible() {
    return json.flag("algoEligible");
  }

  /** Whether it trades overnight. */
  public boolean overnightEligible() {
    return json.flag("overnightEligible");
  }

  /** Whether an order may insist on being filled whole. */
  public boolean allOrNoneEligible() {
    return json.flag("allOrNoneEligible");
  }

  /** Whether a cost report was asked for. */
  public boolean costReport() {
    return json.flag("costReport");
  }

  /** The accounts that may trade it. */
  public List<String> tradingAccounts() {
    return json.texts("canTradeAcctIds");
  }

  /** Why there are no rules. */
  public Optional<String> error() {
    return json.text("error");
  }

  /** The order types for whole quantities. */
  public List<String> orderTypes() {
    return json.texts("orderTypes");
  }

  /** The order types for algorithms. */
  public List<String> algoTypes() {
    return json.texts("ibAlgoTypes");
  }

  /** The order types for fractions. */
  public List<String> fractionTypes() {
    return json.texts("fraqTypes");
  }

  /** The order types for amounts of cash. */
  public List<String> cashTypes() {
    return json.texts("cqtTypes");
  }

  /** Whether a preview must come first. */
  public boolean forcePreview() {
    return json.flag("forceOrderPreview");
  }

  /** Values to begin with, by order type. */
  public Optional<JsonObject> orderDefaults() {
    return json.object("orderDefaults");
  }

  /** The order types outside regular trading hours. */
  public List<String> typesOutsideRegularHours() {
    return json.texts("orderTypesOutside");
  }

  /** The quantity to begin with. */
  public Num defaultSize() {
    return json.num("defaultSize");
  }

  /** The amount of cash to begin with. */
  public Num cashSize() {
    return json.num("cashSize");
  }

  /** The step between quantities. */
  public Num sizeIncrement() {
    return json.num("sizeIncrement");
  }

  /** The times in force; each a name, a stroke, and the order types it goes with. */
  public List<String> timesInForce() {
    return json.texts("tifTypes");
  }

  /** The times in force to begin with. */
  public Optional<JsonObject> timeInForceDefaults() {
    return json.object("tifDefaults");
  }

  /** The limit price to begin with. */
  public Num limitPrice() {
    return json.num("limitPrice");
  }

  /** The stop price to begin with. */
  public Num stopPrice() {
    return json.num("stopprice");
  }

  /** The origin of orders in options. */
  public Optional<String> origin() {
    return json.text("orderOrigination");
  }

  /** Whether a preview is due. */
  public boolean preview() {
    return json.flag("preview");
  }

  /** The step between quantities to show. */
  public Num displaySize() {
    return json.num("displaySize");
  }

  /** How many decimals a fraction may have. */
  public OptionalLong fractionDigits() {
    return json.whole("fraqInt");
  }

  /** The currency of amounts of cash. */
  public Optional<String> cashCurrency() {
    return json.text("cashCcy");
  }

  /** The step between amounts of cash. */
  public Num cashIncrement() {
    return json.num("cashQtyIncr");
  }

  /** By what prices are multiplied for display. */
  public Num priceMagnifier() {
    return json.num("priceMagnifier");
  }

  /** Whether its price may be below zero. */
  public boolean negativeCapable() {
    return json.flag("negativeCapable");
  }

  /** The kind of price step. */
  public OptionalLong incrementType() {
    return json.whole("incrementType");
  }

  /** The price steps. */
  public List<IncrementRule> incrementRules() {
    return json.objects("incrementRules", IncrementRule::new);
  }

  /** Not documented by the broker. */
  public boolean hasSecondary() {
    return json.flag("hasSecondary");
  }

  /** The order types to which an order may be changed. */
  public List<String> modifiableTypes() {
    return json.texts("modTypes");
  }

  /** The price step. */
  public Num increment() {
    return json.num("increment");
  }

  /** How many decimals the price step has. */
  public OptionalLong incrementDigits() {
    return json.whole("incrementDigits");
  }
}
