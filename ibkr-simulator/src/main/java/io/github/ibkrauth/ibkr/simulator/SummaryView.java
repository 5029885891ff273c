package io.github.ibkrauth.ibkr.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An account's summary: amounts for the whole account, its securities segment (-s) and its
 * commodities segment (-c).
 */
final class SummaryView {
  private static final BigDecimal REG_T_MARGIN = new BigDecimal("0.50");
  static final BigDecimal BUYING_POWER = new BigDecimal("4");
  private static final List<String> ZERO_AMOUNTS =
      List.of(
          "accrueddividend",
          "billable",
          "guarantee",
          "indianstockhaircut",
          "pasharesvalue",
          "physicalcertificatevalue",
          "postexpirationexcess",
          "postexpirationmargin",
          "totaldebitcardpendingcharges");

  private final AccountBook account;
  private final long timestamp;
  private final JsonObject summary = new JsonObject();

  private SummaryView(AccountBook account, Instant now) {
    this.account = account;
    this.timestamp = now.toEpochMilli();
  }

  static JsonObject of(AccountBook account, Instant now) {
    SummaryView view = new SummaryView(account, now);
    view.facts();
    view.amounts();
    return view.summary;
  }

  private void facts() {
    text("accountcode", account.id());
    text("accountready", "true");
    text("accounttype", account.profile().customerType());
    text("columnprio-c", "2");
    text("columnprio-s", "1");
    text("daytradesremaining", "-1");
    for (int day = 1; day <= 4; day++) {
      text("daytradesremainingt+" + day, "-1");
    }
    text("depositoncredithold", null);
    text("highestseverity", null);
    text("lookaheadnextchange", "0");
    text("nlvandmargininreview", "false");
    text("segmenttitle-c", "US Commodities");
    text("segmenttitle-s", "US Securities");
    text("tradingtype-s", "STKNOPT");
    text("whatifpmenabled", "true");
  }

  private void amounts() {
    CurrencyLine base = account.base();
    BigDecimal gross = account.grossPositionValue();
    BigDecimal equity = base.cash().add(base.stock());
    BigDecimal initial = Numbers.cents(gross.multiply(OrderChecks.INITIAL_MARGIN));
    BigDecimal maintenance = Numbers.cents(gross.multiply(OrderChecks.MAINTENANCE_MARGIN));
    BigDecimal available = equity.subtract(initial);
    BigDecimal excess = equity.subtract(maintenance);
    segments("accruedcash", base.interest());
    segments("netliquidation", base.netLiquidation());
    segments("totalcashvalue", base.cash());
    segments("equitywithloanvalue", equity);
    for (String prefix : List.of("", "full", "lookahead")) {
      segments(prefix + "initmarginreq", initial);
      segments(prefix + "maintmarginreq", maintenance);
      segments(prefix + "availablefunds", available);
      segments(prefix + "excessliquidity", excess);
    }
    segments("availabletotrade", available);
    segments("availabletowithdraw", available.min(base.cash()).max(BigDecimal.ZERO));
    securities("grosspositionvalue", gross);
    securities("previousdayequitywithloanvalue", equity);
    securities("regtequity", equity);
    securities("regtmargin", Numbers.cents(gross.multiply(REG_T_MARGIN)));
    securities("sma", equity);
    amount("buyingpower", available.max(BigDecimal.ZERO).multiply(BUYING_POWER));
    amount("netliquidationuncertainty", BigDecimal.ZERO);
    ZERO_AMOUNTS.forEach(name -> segments(name, BigDecimal.ZERO));
    text("cushion", ratio(excess, base.netLiquidation(), 6));
    text("leverage-s", ratio(gross, base.netLiquidation(), 2));
    text(
        "daytradingstatus-s",
        String.format(Locale.ROOT, " : : false: %s: :false", Numbers.cents(available)));
  }

  private static String ratio(BigDecimal part, BigDecimal whole, int scale) {
    return whole.signum() == 0
        ? "0"
        : part.divide(whole, scale, RoundingMode.HALF_UP).toPlainString();
  }

  /**
   * The whole account and both segments; everything the simulator holds is in the securities
   * segment.
   */
  private void segments(String name, BigDecimal value) {
    amount(name, value);
    amount(name + "-c", BigDecimal.ZERO);
    amount(name + "-s", value);
  }

  private void securities(String name, BigDecimal value) {
    amount(name, value);
    amount(name + "-s", value);
  }

  private void amount(String name, BigDecimal value) {
    entry(name, Numbers.wire(value), account.profile().currency(), null);
  }

  private void text(String name, @Nullable String value) {
    entry(name, Numbers.ZERO, null, value);
  }

  private void entry(
      String name, BigDecimal amount, @Nullable String currency, @Nullable String value) {
    summary.put(
        name,
        new JsonObject()
            .put("amount", amount)
            .put("currency", currency)
            .put("isNull", false)
            .put("timestamp", timestamp)
            .put("value", value)
            .put("severity", 0));
  }
}
