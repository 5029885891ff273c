package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An execution.
 *
 * @param json the object as the broker sent it
 */
public record Trade(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public Trade {
    Objects.requireNonNull(json, "json");
  }

  /** The broker's id of the execution. */
  public String executionId() {
    return json.requireText("execution_id");
  }

  /** The symbol. */
  public Optional<String> symbol() {
    return json.text("symbol");
  }

  /** Whether tax lots can be chosen. */
  public boolean supportsTaxOptimizer() {
    return json.flag("supports_tax_opt");
  }

  /** The execution in words. */
  public Optional<String> description() {
    return json.text("order_description");
  }

  /** When it happened, to the millisecond. */
  public Optional<Instant> time() {
    return json.time("trade_time_r");
  }

  /** When it happened, to the second. */
  public Optional<Instant> timeText() {
    return json.time("trade_time");
  }

  /** How many units. */
  public Num size() {
    return json.num("size");
  }

  /** The price of one. */
  public Num price() {
    return json.num("price");
  }

  /** The id that whoever placed the order gave it. */
  public Optional<String> clientOrderId() {
    return json.text("order_ref");
  }

  /** The user who placed the order. */
  public Optional<String> submitter() {
    return json.text("submitter");
  }

  /** Where it happened. */
  public Optional<String> exchange() {
    return json.text("exchange");
  }

  /** The commission. */
  public Num commission() {
    return json.num("commission");
  }

  /** Size times price, without commission. */
  public Num netAmount() {
    return json.num("net_amount");
  }

  /** The account. */
  public Optional<String> account() {
    return json.text("account");
  }

  /** The account, under another name. */
  public Optional<String> accountCode() {
    return json.text("accountCode");
  }

  /** The account to which it was allocated. */
  public Optional<String> allocationName() {
    return json.text("account_allocation_name");
  }

  /** The name of the instrument. */
  public Optional<String> companyName() {
    return json.text("company_name");
  }

  /** The instrument in words. */
  public Optional<String> contractDescription() {
    return json.text("contract_description_1");
  }

  /** The expiry, strike and right of a derivative, in words. */
  public Optional<String> derivative() {
    return json.text("contract_description_2");
  }

  /** The kind of instrument. */
  public Optional<AssetClass> assetClass() {
    return json.text("sec_type").map(AssetClass::new);
  }

  /** The exchange that lists the instrument. */
  public Optional<String> listingExchange() {
    return json.text("listing_exchange");
  }

  /** The broker's contract id. */
  public OptionalLong conid() {
    return json.whole("conid");
  }

  /** The contract id and where it was routed. */
  public Optional<String> contract() {
    return json.text("conidEx");
  }

  /** Who clears it. */
  public Optional<String> clearingId() {
    return json.text("clearing_id");
  }

  /** Who clears it, by name. */
  public Optional<String> clearingName() {
    return json.text("clearing_name");
  }

  /** Whether the broker liquidated a position. */
  public boolean liquidation() {
    return json.flag("liquidation_trade");
  }

  /** Whether it is in an event contract. */
  public boolean eventTrading() {
    return json.flag("is_event_trading");
  }

  /** The broker's order id. */
  public OptionalLong orderId() {
    return json.whole("order_id");
  }

  /** Whether it bought or sold. */
  public Optional<OrderSide> side() {
    return json.text("side").map(OrderSide::of);
  }
}
