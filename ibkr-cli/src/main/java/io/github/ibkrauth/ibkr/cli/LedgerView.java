package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.ibkr.model.Ledger;
import io.github.ibkrauth.ibkr.model.LedgerEntry;

/** Shows the balances of an account by currency. */
final class LedgerView {

  private LedgerView() {}

  static Answer answer(String account, Ledger ledger) {
    ObjectNode document = Json.object();
    document.put("account", account);
    document.set("ledger", json(ledger));
    return Answer.of(document, table(ledger), "The broker sent no balances for " + account + ".");
  }

  static ObjectNode json(Ledger ledger) {
    ObjectNode node = Json.object();
    ledger.entries().forEach((currency, entry) -> node.set(currency, json(entry)));
    return node;
  }

  private static ObjectNode json(LedgerEntry entry) {
    ObjectNode node = Json.object();
    Json.put(node, "cashBalance", entry.cashBalance());
    Json.put(node, "settledCash", entry.settledCash());
    Json.put(node, "stockMarketValue", entry.stockMarketValue());
    Json.put(node, "stockOptionMarketValue", entry.stockOptionMarketValue());
    Json.put(node, "futureMarketValue", entry.futureMarketValue());
    Json.put(node, "futureOptionMarketValue", entry.futureOptionMarketValue());
    Json.put(node, "corporateBondsMarketValue", entry.corporateBondsMarketValue());
    Json.put(node, "treasuryBondsMarketValue", entry.treasuryBondsMarketValue());
    Json.put(node, "treasuryBillsMarketValue", entry.treasuryBillsMarketValue());
    Json.put(node, "warrantsMarketValue", entry.warrantsMarketValue());
    Json.put(node, "issuerOptionsMarketValue", entry.issuerOptionsMarketValue());
    Json.put(node, "commodityMarketValue", entry.commodityMarketValue());
    Json.put(node, "cryptoValue", entry.cryptoValue());
    Json.put(node, "funds", entry.funds());
    Json.put(node, "moneyFunds", entry.moneyFunds());
    Json.put(node, "interest", entry.interest());
    Json.put(node, "dividends", entry.dividends());
    Json.put(node, "realizedPnl", entry.realizedPnl());
    Json.put(node, "unrealizedPnl", entry.unrealizedPnl());
    Json.put(node, "netLiquidationValue", entry.netLiquidationValue());
    Json.put(node, "exchangeRate", entry.exchangeRate());
    return node;
  }

  static Table table(Ledger ledger) {
    Table table =
        new Table()
            .text("CURRENCY")
            .number("CASH")
            .number("SETTLED")
            .number("STOCKS")
            .number("INTEREST")
            .number("REALIZED")
            .number("UNREALIZED")
            .number("NET LIQUIDATION")
            .number("RATE");
    ledger
        .entries()
        .forEach(
            (currency, entry) ->
                table.row(
                    currency,
                    Figures.money(entry.cashBalance()),
                    Figures.money(entry.settledCash()),
                    Figures.money(entry.stockMarketValue()),
                    Figures.money(entry.interest()),
                    Figures.money(entry.realizedPnl()),
                    Figures.money(entry.unrealizedPnl()),
                    Figures.money(entry.netLiquidationValue()),
                    Figures.number(entry.exchangeRate())));
    return table;
  }
}
