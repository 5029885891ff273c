package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An order in full.
 *
 * @param json the object as the broker sent it
 */
public record OrderStatus(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public OrderStatus {
    Objects.requireNonNull(json, "json");
  }

  /** The broker's order id. */
  public long orderId() {
    return json.requireWhole("order_id");
  }

  /** Internal to the broker. */
  public Optional<String> requestId() {
    return json.text("request_id");
  }

  /** By which the broker tells a resubmitted order from the one before. */
  public Optional<String> serverId() {
    return json.text("server_id");
  }

  /** Internal to the broker. */
  public Optional<String> subType() {
    return json.text("sub_type");
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
    return json.text("symbol");
  }

  /** The instrument in words. */
  public Optional<String> contractDescription() {
    return json.text("contract_description_1");
  }

  /** The exchange that lists the instrument. */
  public Optional<String> listingExchange() {
    return json.text("listing_exchange");
  }

  /** Internal to the broker. */
  public Optional<String> optionAccount() {
    return json.text("option_acct");
  }

  /** The name of the instrument. */
  public Optional<String> companyName() {
    return json.text("company_name");
  }

  /** What remains to be filled, or the size that was asked for; compare with the total. */
  public Num size() {
    return json.num("size");
  }

  /** What it is for, in units. */
  public Num totalSize() {
    return json.num("total_size");
  }

  /** The currency it trades in. */
  public Optional<String> currency() {
    return json.text("currency");
  }

  /** The account it is for. */
  public Optional<String> account() {
    return json.text("account");
  }

  /** The order type. */
  public Optional<String> type() {
    return json.text("order_type");
  }

  /** What is filled, in units. */
  public Num cumulativeFill() {
    return json.num("cum_fill");
  }

  /** What is filled, in units. */
  public Num filledQuantity() {
    return json.num("filled_quantity");
  }

  /** What is not, in units. */
  public Num remainingQuantity() {
    return json.num("remaining_quantity");
  }

  /** The price of its fills. */
  public Num fillPrice() {
    return json.num("fill_price");
  }

  /** The average price of its fills. */
  public Num averagePrice() {
    return json.num("average_price");
  }

  /** The average price of its fills, under another name. */
  public Num averageFillPrice() {
    return json.num("avg_fill_price");
  }

  /** The price of the last fill. */
  public Num lastFillPrice() {
    return json.num("last_fill_price");
  }

  /** What it is for, in cash. */
  public Num totalCashSize() {
    return json.num("total_cash_size");
  }

  /** The limit price. */
  public Num price() {
    return json.num("price");
  }

  /** The limit price, under another name. */
  public Num limitPrice() {
    return json.num("limit_price");
  }

  /** The stop price. */
  public Num stopPrice() {
    return json.num("stop_price");
  }

  /** Where it stands. */
  public Optional<OrderState> state() {
    return json.text("order_status").map(OrderState::new);
  }

  /** Internal to the broker. */
  public Optional<String> clearingState() {
    return json.text("order_ccp_status");
  }

  /** Where it stands, in words. */
  public Optional<String> stateDescription() {
    return json.text("order_status_description");
  }

  /** How long it lives. */
  public Optional<TimeInForce> timeInForce() {
    return json.text("tif").map(TimeInForce::new);
  }

  /** A colour for display. */
  public Optional<String> foreground() {
    return json.text("fg_color");
  }

  /** A colour for display. */
  public Optional<String> background() {
    return json.text("bg_color");
  }

  /** Whether it cannot be changed. */
  public boolean notEditable() {
    return json.flag("order_not_editable");
  }

  /** What of it can be changed, in the broker's notation. */
  public Optional<String> editableFields() {
    return json.text("editable_fields");
  }

  /** Whether it cannot be cancelled. */
  public boolean cannotCancel() {
    return json.flag("cannot_cancel_order");
  }

  /** Whether it works outside regular trading hours. */
  public boolean outsideRegularHours() {
    return json.flag("outside_rth");
  }

  /** Whether it insists on being filled whole. */
  public boolean allOrNone() {
    return json.flag("all_or_none");
  }

  /** Whether it can be put to rest. */
  public boolean canDeactivate() {
    return json.flag("deactivate_order");
  }

  /** Whether the broker's price management is used. */
  public boolean usesPriceManagement() {
    return json.flag("use_price_mgmt_algo");
  }

  /** The kind of instrument. */
  public Optional<AssetClass> assetClass() {
    return json.text("sec_type").map(AssetClass::new);
  }

  /** Whether it is for an event contract. */
  public boolean eventTrading() {
    return json.flag("is_event_trading");
  }

  /** Internal to the broker. */
  public Optional<String> chartPeriods() {
    return json.text("available_chart_periods");
  }

  /** The order in words. */
  public Optional<String> shortDescription() {
    return json.text("order_desc");
  }

  /** The order in words. */
  public Optional<String> description() {
    return json.text("order_description");
  }

  /** The order and the instrument in words. */
  public Optional<String> descriptionWithContract() {
    return json.text("order_description_with_contract");
  }

  /** Who clears it. */
  public Optional<String> clearingId() {
    return json.text("clearing_id");
  }

  /** Who clears it, by name. */
  public Optional<String> clearingName() {
    return json.text("clearing_name");
  }

  /** Whether an alert watches it. */
  public boolean alertActive() {
    return json.flag("alert_active");
  }

  /** {@code "0"} alone, {@code "A"} attached, {@code "B"} hedging by beta. */
  public Optional<String> childType() {
    return json.text("child_order_type");
  }

  /** The account to which it is cleared. */
  public Optional<String> clearingAccount() {
    return json.text("order_clearing_account");
  }

  /** Filled and total size in words. */
  public Optional<String> sizeAndFills() {
    return json.text("size_and_fills");
  }

  /** For display. */
  public Num exitPrice() {
    return json.num("exit_strategy_display_price");
  }

  /** For display. */
  public Optional<String> exitDescription() {
    return json.text("exit_strategy_chart_description");
  }

  /** For display. */
  public Optional<String> exitTool() {
    return json.text("exit_strategy_tool_availability");
  }

  /** Whether the same order may be placed on the other side. */
  public boolean allowsOpposite() {
    return json.flag("allowed_duplicate_opposite");
  }

  /** When it was placed. */
  public Optional<Instant> placedAt() {
    return json.time("order_time");
  }

  /** Whether it buys or sells. */
  public Optional<OrderSide> side() {
    return json.text("side").map(OrderSide::of);
  }
}
