package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.ibkr.model.AssetClass;
import io.github.ibkrauth.ibkr.model.Position;
import java.util.List;

/** Shows the positions of an account. */
final class PositionsView {

  private PositionsView() {}

  static Answer answer(String account, List<Position> positions) {
    ObjectNode document = Json.object();
    document.put("account", account);
    document.set("positions", json(positions));
    return Answer.of(document, table(positions), account + " holds no positions.");
  }

  static ArrayNode json(List<Position> positions) {
    ArrayNode list = Json.array();
    for (Position position : positions) {
      ObjectNode node = list.addObject();
      node.put("conid", position.conid());
      Json.put(node, "ticker", position.ticker());
      Json.put(node, "description", position.description());
      Json.put(node, "assetClass", position.assetClass().map(AssetClass::code));
      Json.put(node, "currency", position.currency());
      Json.put(node, "quantity", position.quantity());
      Json.put(node, "marketPrice", position.marketPrice());
      Json.put(node, "marketValue", position.marketValue());
      Json.put(node, "averageCost", position.averageCost());
      Json.put(node, "averagePrice", position.averagePrice());
      Json.put(node, "realizedPnl", position.realizedPnl());
      Json.put(node, "unrealizedPnl", position.unrealizedPnl());
    }
    return list;
  }

  static Table table(List<Position> positions) {
    Table table =
        new Table()
            .number("CONID")
            .elasticText("INSTRUMENT")
            .text("CLASS")
            .number("QUANTITY")
            .number("PRICE")
            .number("VALUE")
            .number("AVG COST")
            .number("UNREALIZED")
            .text("CURRENCY");
    for (Position position : positions) {
      table.row(
          Long.toString(position.conid()),
          position.description().or(position::ticker).orElse("-"),
          position.assetClass().map(AssetClass::code).orElse("-"),
          Figures.number(position.quantity()),
          Figures.money(position.marketPrice()),
          Figures.money(position.marketValue()),
          Figures.money(position.averageCost()),
          Figures.money(position.unrealizedPnl()),
          position.currency().orElse("-"));
    }
    return table;
  }
}
