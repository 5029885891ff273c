package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How an event contract is decided.
 *
 * @param json the object as the broker sent it
 */
public record EventRules(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public EventRules {
    Objects.requireNonNull(json, "json");
  }

  /** The kind. */
  public Optional<AssetClass> assetClass() {
    return json.text("asset_class").map(AssetClass::new);
  }

  /** The event in words. */
  public Optional<String> description() {
    return json.text("description");
  }

  /** The name of the market. */
  public Optional<String> marketName() {
    return json.text("market_name");
  }

  /** The period that is measured. */
  public Optional<String> measuredPeriod() {
    return json.text("measured_period");
  }

  /** The threshold. */
  public Optional<String> threshold() {
    return json.text("threshold");
  }

  /** Who publishes the result. */
  public Optional<String> source() {
    return json.text("source_agency");
  }

  /** Where the result is published. */
  public Optional<String> sourceLink() {
    return json.text("data_and_resolution_link");
  }

  /** When trading ends. */
  public Optional<Instant> lastTrade() {
    return json.time("last_trade_time");
  }

  /** The symbol. */
  public Optional<String> productCode() {
    return json.text("product_code");
  }

  /** Where the full rules are. */
  public Optional<String> rulesLink() {
    return json.text("market_rules_link");
  }

  /** When the result is published. */
  public Optional<Instant> release() {
    return json.time("release_time");
  }

  /** When it pays. */
  public Optional<Instant> payoutAt() {
    return json.time("payout_time");
  }

  /** What a contract pays, with a currency sign. */
  public Optional<String> payout() {
    return json.text("payout");
  }

  /** The price step, with a currency sign. */
  public Optional<String> priceIncrement() {
    return json.text("price_increment");
  }

  /** The exchange's time zone. */
  public Optional<String> timeZone() {
    return json.text("exchange_timezone");
  }
}
