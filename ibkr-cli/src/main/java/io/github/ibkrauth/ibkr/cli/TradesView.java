package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.ibkr.model.OrderSide;
import io.github.ibkrauth.ibkr.model.Trade;
import java.time.ZoneId;
import java.util.List;

/** Shows executions. */
final class TradesView {

  private TradesView() {}

  static Answer answer(List<Trade> trades, ZoneId zone) {
    ObjectNode document = Json.object();
    document.set("trades", json(trades));
    return Answer.of(document, table(trades, zone), "There are no such executions.");
  }

  static ArrayNode json(List<Trade> trades) {
    ArrayNode list = Json.array();
    for (Trade trade : trades) {
      ObjectNode node = list.addObject();
      node.put("executionId", trade.executionId());
      Json.putTime(node, "time", trade.time().or(trade::timeText));
      Json.put(node, "account", trade.account());
      Json.put(node, "side", trade.side().map(OrderSide::code));
      Json.put(node, "size", trade.size());
      Json.put(node, "price", trade.price());
      Json.put(node, "commission", trade.commission());
      Json.put(node, "netAmount", trade.netAmount());
      Json.put(node, "conid", trade.conid());
      Json.put(node, "symbol", trade.symbol());
      Json.put(node, "exchange", trade.exchange());
      Json.put(node, "orderId", trade.orderId());
      Json.put(node, "clientOrderId", trade.clientOrderId());
      node.set("broker", Json.of(trade));
    }
    return list;
  }

  static Table table(List<Trade> trades, ZoneId zone) {
    Table table =
        new Table()
            .text("TIME")
            .text("ACCOUNT")
            .text("SIDE")
            .number("SIZE")
            .elasticText("INSTRUMENT")
            .number("PRICE")
            .number("NET")
            .number("COMMISSION")
            .text("EXCHANGE")
            .text("CLIENT ORDER ID");
    for (Trade trade : trades) {
      String symbol = trade.contractDescription().or(trade::symbol).orElse("-");
      table.row(
          ZoneOption.shown(trade.time().or(trade::timeText), zone),
          trade.account().orElse("-"),
          trade.side().map(OrderSide::code).orElse("-"),
          Figures.number(trade.size()),
          trade.derivative().map(more -> symbol + " " + more).orElse(symbol),
          Figures.money(trade.price()),
          Figures.money(trade.netAmount()),
          Figures.money(trade.commission()),
          trade.exchange().orElse("-"),
          trade.clientOrderId().orElse("-"));
    }
    return table;
  }
}
