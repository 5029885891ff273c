package io.github.ibkrauth.ibkr.simulator;

import io.github.ibkrauth.ibkr.simulator.Instrument.OptionTerms;
import io.github.ibkrauth.ibkr.simulator.OrderChecks.Effect;
import io.github.ibkrauth.ibkr.simulator.OrderQuestions.Question;
import io.github.ibkrauth.ibkr.simulator.OrderTicket.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Orders and executions as the endpoints and the streams show them. */
final class OrderViews {
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("uuMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter LONG =
      DateTimeFormatter.ofPattern("uuuuMMdd-HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private OrderViews() {}

  /** The answer that takes orders. */
  static Answer submitted(List<BookedOrder> orders) {
    return Answer.json(
        orders.stream()
            .map(
                order ->
                    new JsonObject()
                        .put("order_id", Long.toString(order.orderId()))
                        .put("order_status", order.status())
                        .put("encrypt_message", "1"))
            .toList());
  }

  /** An element of the list of orders; also what the stream of orders sends. */
  static JsonObject live(BookedOrder order, Instrument instrument) {
    String type = Type.valueOf(order.type()).words;
    OptionTerms option = instrument.option();
    JsonObject json =
        new JsonObject()
            .put("acct", order.account())
            .put("exchange", "SMART")
            .put("conidex", Integer.toString(order.conid()))
            .put("conid", order.conid())
            .put("account", order.account())
            .put("orderId", order.orderId())
            .put("cashCcy", instrument.currency())
            .put("sizeAndFills", sizeAndFills(order))
            .put("orderDesc", describe(order, false, instrument))
            .put("description1", instrument.symbol());
    if (option != null) {
      json.put("description2", PositionViews.fullName("", option).strip());
    }
    json.put("ticker", instrument.symbol())
        .put("secType", instrument.assetClass())
        .put("listingExchange", instrument.exchange())
        .put("remainingQuantity", Numbers.wire(order.remaining()))
        .put("filledQuantity", Numbers.wire(order.filled()))
        .put("totalSize", Numbers.wire(order.quantity()))
        .put("companyName", instrument.name())
        .put("status", order.status())
        .put("order_ccp_status", order.status());
    if (!order.reason().isEmpty()) {
      json.put("order_cancellation_by_system_reason", order.reason());
    }
    if (order.filled().signum() > 0) {
      json.put("avgPrice", Numbers.wire(order.averagePrice()).toPlainString());
    }
    json.put("origOrderType", Type.valueOf(order.type()).words.toUpperCase(Locale.ROOT))
        .put("supportsTaxOpt", "0")
        .put("lastExecutionTime", SHORT.format(order.changedAt()))
        .put("orderType", type)
        .put("bgColor", "#FFFFFF")
        .put("fgColor", "#000000")
        .put("isEventTrading", "0")
        .put("price", text(mainPrice(order)))
        .put("timeInForce", order.timeInForce().equals("DAY") ? "CLOSE" : order.timeInForce())
        .put("lastExecutionTime_r", order.changedAt().toEpochMilli())
        .put("side", order.side());
    if (order.type().equals(Type.STOP_LIMIT.name())) {
      json.put("auxPrice", text(order.stopPrice()));
    }
    if (!order.clientOrderId().isEmpty()) {
      json.put("order_ref", order.clientOrderId());
    }
    return order.parentId() == 0 ? json : json.put("parentId", order.parentId());
  }

  static JsonObject status(BookedOrder order, Instrument instrument) {
    boolean working = order.isWorking();
    BigDecimal last = order.filled().signum() == 0 ? BigDecimal.ZERO : order.averagePrice();
    JsonObject json =
        new JsonObject()
            .put("sub_type", null)
            .put("request_id", Long.toString(order.orderId() % 100_000))
            .put("server_id", "0")
            .put("order_id", order.orderId())
            .put("conidex", Integer.toString(order.conid()))
            .put("conid", order.conid())
            .put("symbol", instrument.symbol())
            .put("side", order.side().substring(0, 1))
            .put("contract_description_1", instrument.symbol())
            .put("listing_exchange", instrument.exchange())
            .put("option_acct", "c")
            .put("company_name", instrument.name())
            .put("size", text(working ? order.remaining() : BigDecimal.ZERO))
            .put("total_size", text(order.quantity()))
            .put("currency", instrument.currency())
            .put("account", order.account())
            .put("order_type", Type.valueOf(order.type()).words)
            .put("cum_fill", text(order.filled()))
            .put("filled_quantity", text(order.filled()))
            .put("remaining_quantity", text(order.remaining()))
            .put("fill_price", text(last))
            .put("average_price", text(last))
            .put("avg_fill_price", text(last))
            .put("last_fill_price", text(last))
            .put("total_cash_size", "0.0")
            .put("price", text(mainPrice(order)));
    if (order.limitPrice() != null) {
      json.put("limit_price", text(order.limitPrice()));
    }
    if (order.stopPrice() != null) {
      json.put("stop_price", text(order.stopPrice()));
    }
    return json.put("order_status", order.status())
        .put("order_ccp_status", order.status().equals("Filled") ? "2" : "0")
        .put("order_status_description", "Order " + order.status())
        .put("tif", order.timeInForce())
        .put("fg_color", "#000000")
        .put("bg_color", "#FFFFFF")
        .put("order_not_editable", !working)
        .put("editable_fields", working ? "\u001e" : "")
        .put("cannot_cancel_order", !working)
        .put("outside_rth", false)
        .put("all_or_none", false)
        .put("deactivate_order", false)
        .put("use_price_mgmt_algo", false)
        .put("sec_type", instrument.assetClass())
        .put("is_event_trading", "0")
        .put("available_chart_periods", "#R|1")
        .put("order_desc", describe(order, false, instrument))
        .put("order_description", describe(order, false, instrument))
        .put("order_description_with_contract", describe(order, true, instrument))
        .put("clearing_id", "IB")
        .put("clearing_name", "IB")
        .put("alert_active", 0)
        .put("child_order_type", order.parentId() == 0 ? "0" : "A")
        .put("order_clearing_account", order.account())
        .put("size_and_fills", sizeAndFills(order))
        .put("exit_strategy_display_price", text(last))
        .put("exit_strategy_chart_description", "")
        .put("exit_strategy_tool_availability", "0")
        .put("allowed_duplicate_opposite", true)
        .put("order_time", SHORT.format(order.receivedAt()));
  }

  /** An element of the list of executions; also what the stream of trades sends. */
  static JsonObject trade(BookedTrade trade, Instrument instrument, String userName) {
    String word = trade.side().equals("BUY") ? "Bought" : "Sold";
    BigDecimal amount = trade.quantity().multiply(trade.price()).multiply(instrument.multiplier());
    JsonObject json =
        new JsonObject()
            .put("execution_id", trade.executionId())
            .put("symbol", instrument.symbol())
            .put("supports_tax_opt", "0")
            .put("side", trade.side().substring(0, 1))
            .put(
                "order_description",
                "%s %s @ %s on SIMX"
                    .formatted(
                        word, trade.quantity().toPlainString(), trade.price().toPlainString()))
            .put("trade_time", LONG.format(trade.time()))
            .put("trade_time_r", trade.time().toEpochMilli())
            .put("size", Numbers.wire(trade.quantity()))
            .put("price", trade.price().toPlainString());
    if (!trade.clientOrderId().isEmpty()) {
      json.put("order_ref", trade.clientOrderId());
    }
    json.put("submitter", userName)
        .put("exchange", "SIMX")
        .put("commission", trade.commission().toPlainString())
        .put("net_amount", Numbers.wire(Numbers.cents(amount)))
        .put("account", trade.account())
        .put("accountCode", trade.account())
        .put("account_allocation_name", trade.account())
        .put("company_name", instrument.name())
        .put("contract_description_1", instrument.symbol());
    OptionTerms option = instrument.option();
    if (option != null) {
      json.put("contract_description_2", PositionViews.fullName("", option).strip());
    }
    return json.put("sec_type", instrument.assetClass())
        .put("listing_exchange", instrument.exchange())
        .put("conid", trade.conid())
        .put("conidEx", Integer.toString(trade.conid()))
        .put("clearing_id", "IB")
        .put("clearing_name", "IB")
        .put("liquidation_trade", "0")
        .put("is_event_trading", "0")
        .put("order_id", trade.orderId());
  }

  static JsonObject preview(OrderTicket ticket, Effect effect, List<Question> questions) {
    String currency = ticket.instrument().currency();
    String unit = ticket.instrument().option() == null ? "Shares" : "Contracts";
    BigDecimal total =
        ticket.buy()
            ? effect.amount().add(effect.commission())
            : effect.amount().subtract(effect.commission());
    JsonObject amount =
        new JsonObject()
            .put(
                "amount",
                "%s %s (%s %s)"
                    .formatted(
                        grouped(effect.amount()),
                        currency,
                        ticket.quantity().toPlainString(),
                        unit))
            .put("commission", grouped(effect.commission()) + " " + currency)
            .put("total", grouped(total) + " " + currency);
    return new JsonObject()
        .put("amount", amount)
        .put("equity", change(effect.equityBefore(), effect.equityAfter()))
        .put("initial", change(effect.initialBefore(), effect.initialAfter()))
        .put("maintenance", change(effect.maintenanceBefore(), effect.maintenanceAfter()))
        .put(
            "position",
            new JsonObject()
                .put("current", plain(effect.positionBefore()))
                .put("change", plain(effect.positionAfter().subtract(effect.positionBefore())))
                .put("after", plain(effect.positionAfter())))
        .put("warn", questions.isEmpty() ? null : questions.get(0).text())
        .put("error", null);
  }

  private static JsonObject change(BigDecimal before, BigDecimal after) {
    return new JsonObject()
        .put("current", grouped(before))
        .put("change", grouped(after.subtract(before)))
        .put("after", grouped(after));
  }

  private static String describe(BookedOrder order, boolean contract, Instrument instrument) {
    boolean filled = order.status().equals("Filled");
    boolean buy = order.side().equals("BUY");
    String verb = filled ? (buy ? "Bought" : "Sold") : (buy ? "Buy" : "Sell");
    StringBuilder text = new StringBuilder(verb);
    text.append(' ').append(plain(order.quantity()));
    if (contract) {
      text.append(' ').append(PositionViews.description(instrument));
    }
    text.append(' ').append(Type.valueOf(order.type()).words);
    if (order.limitPrice() != null) {
      text.append(' ').append(order.limitPrice().toPlainString());
    }
    if (order.stopPrice() != null) {
      text.append(' ').append(order.stopPrice().toPlainString());
    }
    return text.append(", ")
        .append(order.timeInForce().equals("DAY") ? "Day" : order.timeInForce())
        .toString();
  }

  private static String sizeAndFills(BookedOrder order) {
    return plain(order.filled()) + "/" + plain(order.quantity());
  }

  /** The limit price, or the stop price of a stop order. */
  private static @Nullable BigDecimal mainPrice(BookedOrder order) {
    return order.limitPrice() == null ? order.stopPrice() : order.limitPrice();
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  private static String grouped(BigDecimal value) {
    return String.format(Locale.US, "%,.2f", value);
  }

  private static String text(@Nullable BigDecimal value) {
    return value == null ? "" : Numbers.wire(value).toPlainString();
  }

  /** The compact form of a time, {@code yyMMddHHmmss}. */
  static String compact(Instant time) {
    return SHORT.format(time);
  }
}
