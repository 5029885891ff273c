package io.github.ibkrauth.ibkr.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The orders group, executions included. */
final class OrderEndpoints {
  private static final String API = "/v1/api/iserver";
  private static final String ACCOUNT = API + "/account/{accountId}";
  private static final String SORT = "sortbytime";
  private static final int MOST_DAYS = 7;
  private static final Set<String> FILTERS =
      Set.of(
          "inactive",
          "pendingsubmit",
          "presubmitted",
          "submitted",
          "filled",
          "pendingcancel",
          "cancelled",
          "warnstate",
          SORT);

  private final OrderBook book;
  private final OrderDesk desk;
  private final OrderChecks checks;
  private final Instruments instruments;
  private final InstantSource time;

  OrderEndpoints(
      OrderBook book,
      OrderDesk desk,
      OrderChecks checks,
      Instruments instruments,
      InstantSource time) {
    this.book = book;
    this.desk = desk;
    this.checks = checks;
    this.instruments = instruments;
    this.time = time;
  }

  void addTo(RouteTable routes, SessionGate gate) {
    routes
        .get(API + "/account/orders", gate.trading(this::orders))
        .get(API + "/account/trades", gate.trading(this::trades))
        .get(API + "/account/order/status/{orderId}", gate.trading(this::status))
        .post(ACCOUNT + "/orders", gate.trading(desk::place))
        .post(ACCOUNT + "/orders/whatif", gate.trading(this::preview))
        .post(ACCOUNT + "/order/{orderId}", gate.trading(this::change))
        .delete(ACCOUNT + "/order/{orderId}", gate.trading(this::cancel))
        .post(API + "/reply/{replyId}", gate.trading(this::reply))
        .post(API + "/questions/suppress", gate.tradingEarly(OrderEndpoints::suppress))
        .post(
            API + "/questions/suppress/reset",
            gate.tradingEarly(
                (call, trader) -> {
                  trader.session().forgetSuppressed();
                  return submitted();
                }))
        .post(
            API + "/notification",
            gate.tradingEarly((call, trader) -> Answer.json("Request was submitted")));
  }

  private Answer change(Call call, Trader trader) {
    return desk.change(call, trader, orderId(call));
  }

  private Answer cancel(Call call, Trader trader) {
    BookedOrder order = desk.cancel(call, trader, orderId(call));
    return Answer.json(
        new JsonObject()
            .put("msg", "Request was submitted")
            .put("order_id", order.orderId())
            .put("conid", order.conid())
            .put("account", order.account()));
  }

  private Answer preview(Call call, Trader trader) {
    OrderTicket ticket = desk.preview(call, trader);
    return Answer.json(
        OrderViews.preview(ticket, checks.effect(ticket, time.instant()), desk.wouldAsk(ticket)));
  }

  private Answer reply(Call call, Trader trader) {
    JsonNode confirmed =
        Json.object(call.body())
            .map(body -> body.path("confirmed"))
            .filter(JsonNode::isBoolean)
            .orElseThrow(() -> OrderRefusals.malformed("confirmed"));
    return desk.reply(call.variable("replyId"), confirmed.asBoolean(), trader);
  }

  private static Answer suppress(Call call, Trader trader) {
    List<String> ids = new ArrayList<>();
    Json.object(call.body())
        .map(body -> body.path("messageIds"))
        .filter(JsonNode::isArray)
        .orElseThrow(() -> OrderRefusals.malformed("messageIds"))
        .forEach(id -> ids.add(id.asText()));
    if (!trader.session().suppress(ids)) {
      throw OrderRefusals.malformed(
          "at most " + TradingSession.MOST_SUPPRESSED + " message ids can be suppressed");
    }
    return submitted();
  }

  private static Answer submitted() {
    return Answer.json(new JsonObject().put("status", "submitted"));
  }

  /** The first list of a session is empty, and so is the answer that clears the cache. */
  private Answer orders(Call call, Trader trader) {
    TradingSession session = trader.session();
    List<String> filters = filters(call);
    boolean force = call.queryParameter("force").filter("true"::equals).isPresent();
    if (force || !session.ordersListed()) {
      session.ordersListed(true);
      session.orderFilters(force ? List.of() : filters);
      return Answer.json(new JsonObject().put("orders", List.of()).put("snapshot", false));
    }
    session.orderFilters(filters);
    String only = call.queryParameter("accountId").orElse("");
    Stream<BookedOrder> orders =
        listed(trader).stream()
            .filter(order -> only.isEmpty() || order.account().equals(only))
            .filter(order -> passes(order, filters));
    if (filters.contains(SORT)) {
      orders = orders.sorted(Comparator.comparing(BookedOrder::changedAt).reversed());
    }
    return Answer.json(
        new JsonObject()
            .put("orders", orders.map(order -> OrderViews.live(order, instrument(order))).toList())
            .put("snapshot", true));
  }

  /** Orders that work, and those that ended since the brokerage session began. */
  private List<BookedOrder> listed(Trader trader) {
    return book.orders(
        order ->
            trader.user().account(order.account()).isPresent()
                && isListed(order, trader.session()));
  }

  private static boolean isListed(BookedOrder order, TradingSession session) {
    return order.isWorking() || !order.changedAt().isBefore(session.openedAt);
  }

  private static List<String> filters(Call call) {
    List<String> filters = new ArrayList<>();
    for (String filter : call.queryParameter("filters").orElse("").split(",")) {
      String name = filter.strip().toLowerCase(Locale.ROOT).replace("_", "");
      if (FILTERS.contains(name)) {
        filters.add(name);
      } else if (!name.isEmpty()) {
        throw OrderRefusals.malformed("filters");
      }
    }
    return filters;
  }

  private static boolean passes(BookedOrder order, List<String> filters) {
    return filters.stream().allMatch(SORT::equals)
        || filters.contains(order.status().toLowerCase(Locale.ROOT));
  }

  /** Only of the selected account, and only when this session knows the order. */
  private Answer status(Call call, Trader trader) {
    long orderId = orderId(call);
    BookedOrder order =
        book.order(orderId)
            .filter(found -> trader.user().account(found.account()).isPresent())
            .orElseThrow(() -> OrderRefusals.unavailable("there is no order " + orderId));
    TradingSession session = trader.session();
    if (!order.account().equals(session.selectedAccount(trader.user()))) {
      throw OrderRefusals.unavailable("the order is of another account than the selected one");
    }
    if (!isListed(order, session) || !session.ordersListed() && !book.isOf(orderId, session)) {
      throw OrderRefusals.unavailable("the order is not in the cache of this session");
    }
    return Answer.json(OrderViews.status(order, instrument(order)));
  }

  private Answer trades(Call call, Trader trader) {
    int days = days(call.queryParameter("days").orElse("1"));
    Instant since =
        Ledgers.day(time.instant()).minusDays(days - 1L).atStartOfDay(Ledgers.ZONE).toInstant();
    String only = call.queryParameter("accountId").orElse("");
    return Answer.json(
        book
            .trades(
                trade ->
                    trader.user().account(trade.account()).isPresent()
                        && (only.isEmpty() || trade.account().equals(only))
                        && !trade.time().isBefore(since))
            .stream()
            .map(
                trade ->
                    OrderViews.trade(
                        trade, instruments.find(trade.conid()).orElseThrow(), trader.user().name()))
            .toList());
  }

  private static int days(String text) {
    if (!text.matches("\\d") || text.equals("0") || Integer.parseInt(text) > MOST_DAYS) {
      throw OrderRefusals.malformed("days");
    }
    return Integer.parseInt(text);
  }

  private Instrument instrument(BookedOrder order) {
    return instruments.find(order.conid()).orElseThrow();
  }

  private static long orderId(Call call) {
    try {
      return Long.parseLong(call.variable("orderId"));
    } catch (NumberFormatException e) {
      throw OrderRefusals.malformed("orderId");
    }
  }
}
