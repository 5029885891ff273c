package io.github.ibkrauth.ibkr.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Something about accounts that is sent again and again: profit and loss, figures, balances. */
final class StreamedBalances implements StreamedTopic {
  private final Duration pause;
  private final Function<Instant, JsonObject> message;
  private Instant next;

  private StreamedBalances(Duration pause, Function<Instant, JsonObject> message, Instant now) {
    this.pause = pause;
    this.message = message;
    this.next = now;
  }

  /** Profit and loss of all accounts of a user, every second. */
  static StreamedBalances pnl(TradingDesk desk, BrokerUser user, Instant from) {
    return new StreamedBalances(
        Duration.ofSeconds(1),
        now -> {
          JsonObject rows = new JsonObject();
          desk.ledgers()
              .accounts(user)
              .forEach(account -> rows.put(account.id() + ".Core", pnl(account)));
          return new JsonObject().put("topic", "spl").put("args", rows);
        },
        from);
  }

  /** The figures of an account, every ten seconds. */
  static StreamedBalances summary(TradingDesk desk, String account, Instant from) {
    return new StreamedBalances(
        Duration.ofSeconds(10),
        now ->
            new JsonObject()
                .put("topic", "ssd+" + account)
                .put("result", figures(SummaryView.of(desk.ledgers().account(account), now), now)),
        from);
  }

  /** The balances of an account, every ten seconds. */
  static StreamedBalances ledger(TradingDesk desk, String account, Instant from) {
    return new StreamedBalances(
        Duration.ofSeconds(10),
        now ->
            new JsonObject()
                .put("topic", "sld+" + account)
                .put("result", lines(desk.ledgers().account(account), now)),
        from);
  }

  @Override
  public List<JsonObject> due(Instant now) {
    if (now.isBefore(next)) {
      return List.of();
    }
    next = now.plus(pause);
    return List.of(message.apply(now));
  }

  @Override
  public boolean needsBrokerage() {
    return false;
  }

  private static JsonObject pnl(AccountBook account) {
    CurrencyLine base = account.base();
    return new JsonObject()
        .put("rowType", 1)
        .put("dpl", base.realizedPnl().add(base.unrealizedPnl()))
        .put("nl", base.netLiquidation())
        .put("upl", base.unrealizedPnl())
        .put("uel", base.netLiquidation())
        .put("el", base.netLiquidation())
        .put("mv", account.grossPositionValue());
  }

  private static List<JsonObject> figures(JsonObject summary, Instant now) {
    return summary.members().entrySet().stream()
        .filter(entry -> entry.getValue() instanceof JsonObject)
        .map(entry -> figure(entry.getKey(), (JsonObject) entry.getValue(), now))
        .toList();
  }

  private static JsonObject figure(String key, JsonObject view, Instant now) {
    JsonObject figure =
        new JsonObject().put("key", key).put("timestamp", now.getEpochSecond()).put("severity", 0);
    Optional.ofNullable(view.get("value")).ifPresent(value -> figure.put("value", value));
    Optional.ofNullable(view.get("currency"))
        .ifPresent(
            currency -> figure.put("monetaryValue", view.get("amount")).put("currency", currency));
    return figure;
  }

  private static List<JsonObject> lines(AccountBook account, Instant now) {
    List<JsonObject> lines =
        new java.util.ArrayList<>(
            account.lines().stream().map(line -> line(account, line, now)).toList());
    lines.add(line(account, account.base(), now));
    return lines;
  }

  private static JsonObject line(AccountBook account, CurrencyLine line, Instant now) {
    return new JsonObject()
        .put("acctCode", account.id())
        .put("cashbalance", Numbers.wire(line.cash()))
        .put("exchangeRate", line.rateToBase())
        .put("interest", Numbers.wire(line.interest()))
        .put("key", "LedgerList" + line.currency())
        .put("netLiquidationValue", Numbers.wire(line.netLiquidation()))
        .put("realizedPnl", Numbers.wire(line.realizedPnl()))
        .put("secondKey", line.currency())
        .put("settledCash", Numbers.wire(line.cash()))
        .put("severity", 0)
        .put("stockMarketValue", Numbers.wire(line.stock()))
        .put("stockOptionMarketValue", Numbers.wire(line.options()))
        .put("timestamp", now.getEpochSecond())
        .put("unrealizedPnl", Numbers.wire(line.unrealizedPnl()));
  }
}
