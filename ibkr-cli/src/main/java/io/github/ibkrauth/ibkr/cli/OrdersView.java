package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.ibkr.json.Num;
import io.github.ibkrauth.ibkr.model.LiveOrder;
import io.github.ibkrauth.ibkr.model.OrderSide;
import io.github.ibkrauth.ibkr.model.OrderState;
import io.github.ibkrauth.ibkr.model.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows orders. */
final class OrdersView {

  private OrdersView() {}

  static Answer answer(List<LiveOrder> orders, boolean isWhole) {
    ObjectNode document = Json.object();
    document.put("whole", isWhole);
    var list = document.putArray("orders");
    orders.forEach(order -> list.add(json(order)));
    Table table = table(orders);
    return Answer.of(
        document,
        width -> {
          List<String> lines = new ArrayList<>();
          lines.addAll(table.isEmpty() ? List.of("There are no such orders.") : table.lines(width));
          if (!isWhole) {
            lines.add("The broker says that this list may not be whole: ask again.");
          }
          return lines;
        });
  }

  static ObjectNode json(LiveOrder order) {
    ObjectNode node = Json.object();
    node.put("orderId", order.orderId());
    Json.put(node, "clientOrderId", order.clientOrderId());
    Json.put(node, "account", order.accountId().or(order::account));
    Json.put(node, "state", order.state().map(OrderState::code));
    Json.put(node, "conid", order.conid());
    Json.put(node, "symbol", order.symbol());
    Json.put(node, "side", order.side().map(OrderSide::code));
    Json.put(node, "type", order.type());
    Json.put(node, "quantity", order.totalSize());
    Json.put(node, "filled", order.filledQuantity());
    Json.put(node, "remaining", order.remainingQuantity());
    Json.put(node, "price", order.price());
    Json.put(node, "stopPrice", order.auxiliaryPrice());
    Json.put(node, "averagePrice", order.averagePrice());
    Json.put(node, "timeInForce", life(order));
    Json.put(node, "parentId", order.parentId());
    Json.put(node, "reason", order.systemReason());
    Json.putTime(node, "lastChange", order.lastExecution());
    node.set("broker", Json.of(order));
    return node;
  }

  static Table table(List<LiveOrder> orders) {
    Table table =
        new Table()
            .number("ORDER")
            .text("ACCOUNT")
            .text("SIDE")
            .number("QUANTITY")
            .number("FILLED")
            .elasticText("INSTRUMENT")
            .text("TYPE")
            .number("PRICE")
            .number("STOP")
            .text("TIF")
            .text("STATE")
            .text("CLIENT ORDER ID");
    for (LiveOrder order : orders) {
      table.row(
          Long.toString(order.orderId()),
          order.accountId().or(order::account).orElse("-"),
          order.side().map(OrderSide::code).orElse("-"),
          quantity(order),
          Figures.number(order.filledQuantity()),
          instrument(order),
          order.type().orElse("-"),
          price(order.price()),
          price(order.auxiliaryPrice()),
          life(order).orElse("-"),
          order.state().map(OrderState::code).orElse("-"),
          order.clientOrderId().orElse("-"));
    }
    return table;
  }

  /** The list of orders writes CLOSE for an order of the day. */
  private static Optional<String> life(LiveOrder order) {
    return order
        .timeInForce()
        .map(life -> life.equals(TimeInForce.AT_THE_CLOSE) ? TimeInForce.DAY : life)
        .map(TimeInForce::code);
  }

  private static String quantity(LiveOrder order) {
    boolean inCash = order.totalCashSize().toOptional().filter(n -> n.signum() > 0).isPresent();
    return inCash
        ? Figures.money(order.totalCashSize()) + order.cashCurrency().map(c -> " " + c).orElse("")
        : Figures.number(order.totalSize());
  }

  /** Where there is no price the broker may send a zero. */
  private static String price(Num price) {
    return price.toOptional().filter(value -> value.signum() == 0).isPresent()
        ? "-"
        : Figures.money(price);
  }

  private static String instrument(LiveOrder order) {
    String symbol = order.description().or(order::symbol).orElse("-");
    return order.derivative().map(more -> symbol + " " + more).orElse(symbol);
  }
}
