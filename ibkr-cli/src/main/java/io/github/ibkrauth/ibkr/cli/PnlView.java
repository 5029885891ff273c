package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.ibkr.model.PartitionedPnl;

/** Shows profit and loss. */
final class PnlView {

  private PnlView() {}

  static Answer answer(PartitionedPnl pnl) {
    ObjectNode document = Json.object();
    ArrayNode list = document.putArray("rows");
    Table table =
        new Table()
            .text("ACCOUNT")
            .text("MODEL")
            .number("DAY")
            .number("UNREALIZED")
            .number("NET LIQUIDITY")
            .number("EXCESS LIQUIDITY")
            .number("MARGIN VALUE");
    pnl.rows()
        .forEach(
            (key, row) -> {
              int dot = key.indexOf('.');
              String account = dot < 0 ? key : key.substring(0, dot);
              String model = dot < 0 ? "" : key.substring(dot + 1);
              ObjectNode node = list.addObject();
              node.put("account", account);
              node.put("model", model);
              Json.put(node, "dailyPnl", row.dailyPnl());
              Json.put(node, "unrealizedPnl", row.unrealizedPnl());
              Json.put(node, "netLiquidity", row.netLiquidity());
              Json.put(node, "excessLiquidity", row.excessLiquidity());
              Json.put(node, "marginValue", row.marginValue());
              node.set("broker", Json.of(row));
              table.row(
                  account,
                  model,
                  Figures.money(row.dailyPnl()),
                  Figures.money(row.unrealizedPnl()),
                  Figures.money(row.netLiquidity()),
                  Figures.money(
                      row.excessLiquidity().isMissing()
                          ? row.unrealizedExcessLiquidity()
                          : row.excessLiquidity()),
                  Figures.money(row.marginValue()));
            });
    return Answer.of(document, table, "The broker gives no profit and loss.");
  }
}
