package io.github.ibkrauth.ibkr.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** An account's ledger: one entry for each currency, and BASE for all of them together. */
final class LedgerView {
  private static final List<String> ALWAYS_ZERO =
      List.of(
          "commoditymarketvalue",
          "futuremarketvalue",
          "corporatebondsmarketvalue",
          "warrantsmarketvalue",
          "moneyfunds",
          "funds",
          "issueroptionsmarketvalue",
          "futuresonlypnl",
          "tbondsmarketvalue",
          "futureoptionmarketvalue",
          "cashbalancefxsegment",
          "tbillsmarketvalue",
          "dividends",
          "cryptocurrencyvalue");

  private LedgerView() {}

  static JsonObject of(AccountBook account, Instant now) {
    JsonObject ledger = new JsonObject();
    List<CurrencyLine> lines = account.lines();
    lines.forEach(line -> ledger.put(line.currency(), entry(account, line, now)));
    return ledger.put("BASE", entry(account, account.base(), now));
  }

  private static JsonObject entry(AccountBook account, CurrencyLine line, Instant now) {
    JsonObject entry =
        new JsonObject()
            .put("acctcode", account.id())
            .put("key", "LedgerList")
            .put("currency", line.currency())
            .put("secondkey", line.currency())
            .put("exchangerate", rate(line.rateToBase()))
            .put("cashbalance", Numbers.wire(line.cash()))
            .put("settledcash", Numbers.wire(line.cash()))
            .put("interest", Numbers.wire(line.interest()))
            .put("stockmarketvalue", Numbers.wire(line.stock()))
            .put("stockoptionmarketvalue", Numbers.wire(line.options()))
            .put("netliquidationvalue", Numbers.wire(line.netLiquidation()))
            .put("unrealizedpnl", Numbers.wire(line.unrealizedPnl()))
            .put("realizedpnl", Numbers.wire(line.realizedPnl()))
            .put("sessionid", 1)
            .put("severity", 0)
            .put("timestamp", now.getEpochSecond());
    ALWAYS_ZERO.forEach(name -> entry.put(name, Numbers.ZERO));
    return line.rateToBase().compareTo(BigDecimal.ONE) == 0 ? entry.put("endofbundle", 1) : entry;
  }

  /** The rate is printed as an integer when it is one. */
  private static BigDecimal rate(BigDecimal rate) {
    return rate.compareTo(BigDecimal.ONE) == 0 ? BigDecimal.ONE : rate;
  }
}
