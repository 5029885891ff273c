package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A contract as orders and quotes mean it.
 *
 * @param json the object as the broker sent it
 */
public record ContractDetails(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public ContractDetails {
    Objects.requireNonNull(json, "json");
  }

  /** The broker's contract id. */
  public long conid() {
    return json.requireWhole("conid");
  }

  /** The symbol. */
  public Optional<String> symbol() {
    return json.text("ticker");
  }

  /** The kind. */
  public Optional<AssetClass> assetClass() {
    return json.text("secType").map(AssetClass::new);
  }

  /** The exchange that lists it. */
  public Optional<String> listingExchange() {
    return json.text("listingExchange");
  }

  /** The exchange that was asked for. */
  public Optional<String> exchange() {
    return json.text("exchange");
  }

  /** The name. */
  public Optional<String> companyName() {
    return json.text("companyName");
  }

  /** The currency it trades in. */
  public Optional<String> currency() {
    return json.text("currency");
  }

  /** All exchanges that trade it. */
  public List<String> validExchanges() {
    return json.commaSeparated("validExchanges");
  }

  /** How to show its prices. */
  public Optional<String> priceRendering() {
    return json.text("priceRendering");
  }

  /** The day it expires. */
  public Optional<LocalDate> maturity() {
    return json.date("maturityDate");
  }

  /** Put or call; {@code "?"} where it is neither. */
  public Optional<OptionRight> right() {
    return json.text("right").map(OptionRight::new);
  }

  /** The strike price; 0 where there is none. */
  public Num strike() {
    return json.num("strike");
  }

  /** Units per contract. */
  public Num multiplier() {
    return json.num("multiplier");
  }

  /** The class by which the exchange tells options apart. */
  public Optional<String> tradingClass() {
    return json.text("tradingClass");
  }

  /** The contract in words. */
  public Optional<String> description() {
    return json.text("desc1");
  }

  /** More words. */
  public Optional<String> longDescription() {
    return json.text("desc2");
  }
}
