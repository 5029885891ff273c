package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An order in the list of orders.
 *
 * @param json the object as the broker sent it
 */
public record LiveOrder(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public LiveOrder {
    Objects.requireNonNull(json, "json");
  }

  /** The broker's order id. */
  public long orderId() {
    return json.requireWhole("orderId");
  }

  /** The id that whoever placed it gave it. */
  public Optional<String> clientOrderId() {
    return json.text("order_ref");
  }

  /** The account that placed it. */
  public Optional<String> account() {
    return json.text("account");
  }

  /** The account it is for. */
  public Optional<String> accountId() {
    return json.text("acct");
  }

  /** The broker's contract id. */
  public OptionalLong conid() {
    return json.whole("conid");
  }

  /** The contract id and where it is routed. */
  public Optional<String> contract() {
    return json.text("conidex");
  }

  /** The symbol. */
  public Optional<String> symbol() {
    return json.text("ticker");
  }

  /** The kind of instrument. */
  public Optional<AssetClass> assetClass() {
    return json.text("secType").map(AssetClass::new);
  }

  /** The exchange that lists the instrument. */
  public Optional<String> listingExchange() {
    return json.text("listingExchange");
  }

  /** Where it is routed. */
  public Optional<String> exchange() {
    return json.text("exchange");
  }

  /** The name of the instrument. */
  public Optional<String> companyName() {
    return json.text("companyName");
  }

  /** The instrument in words. */
  public Optional<String> description() {
    return json.text("description1");
  }

  /** The expiry, strike and right of a derivative, in words. */
  public Optional<String> derivative() {
    return json.text("description2");
  }

  /** The order in words. */
  public Optional<String> orderDescription() {
    return json.text("orderDesc");
  }

  /** Where it stands. */
  public Optional<OrderState> state() {
    return json.text("status").map(OrderState::new);
  }

  /** Internal to the broker. */
  public Optional<String> clearingState() {
    return json.text("order_ccp_status");
  }

  /** Why the system cancelled or rejected it. */
  public Optional<String> systemReason() {
    return json.text("order_cancellation_by_system_reason");
  }

  /** The order type in words. */
  public Optional<String> type() {
    return json.text("orderType");
  }

  /** The order type with which it was placed. */
  public Optional<String> originalType() {
    return json.text("origOrderType");
  }

  /** How long it lives. */
  public Optional<TimeInForce> timeInForce() {
    return json.text("timeInForce").map(TimeInForce::new);
  }

  /** The limit price. */
  public Num price() {
    return json.num("price");
  }

  /** The stop price, where it has one beside the limit price. */
  public Num auxiliaryPrice() {
    return json.num("auxPrice");
  }

  /** The average price of its fills. */
  public Num averagePrice() {
    return json.num("avgPrice");
  }

  /** What it is for, in units. */
  public Num totalSize() {
    return json.num("totalSize");
  }

  /** What is filled, in units. */
  public Num filledQuantity() {
    return json.num("filledQuantity");
  }

  /** What is not, in units. */
  public Num remainingQuantity() {
    return json.num("remainingQuantity");
  }

  /** What it is for, in cash. */
  public Num totalCashSize() {
    return json.num("totalCashSize");
  }

  /** The currency of that cash. */
  public Optional<String> cashCurrency() {
    return json.text("cashCcy");
  }

  /** Filled and total size in words. */
  public Optional<String> sizeAndFills() {
    return json.text("sizeAndFills");
  }

  /** When it was last filled or changed. */
  public Optional<Instant> lastExecution() {
    return json.time("lastExecutionTime_r");
  }

  /** The same as {@code yyMMddHHmmss}. */
  public Optional<String> lastExecutionText() {
    return json.text("lastExecutionTime");
  }

  /** Whether tax lots can be chosen. */
  public boolean supportsTaxOptimizer() {
    return json.flag("supportsTaxOpt");
  }

  /** The tax lots that were chosen. */
  public Optional<String> taxOptimizerId() {
    return json.text("taxOptimizerId");
  }

  /** Whether it is for an event contract. */
  public boolean eventTrading() {
    return json.flag("isEventTrading");
  }

  /** The order to which it is attached. */
  public OptionalLong parentId() {
    return json.whole("parentId");
  }

  /** A colour for display. */
  public Optional<String> foreground() {
    return json.text("fgColor");
  }

  /** A colour for display. */
  public Optional<String> background() {
    return json.text("bgColor");
  }

  /** Whether it buys or sells. */
  public Optional<OrderSide> side() {
    return json.text("side").map(OrderSide::of);
  }
}
