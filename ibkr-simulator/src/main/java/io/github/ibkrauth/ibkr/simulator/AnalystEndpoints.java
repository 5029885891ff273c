package io.github.ibkrauth.ibkr.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The portfolio analyst: what accounts were worth day by day. Before the first trade they held what
 * they were invented with.
 */
final class AnalystEndpoints {
  private static final String API = "/v1/api/pa";
  private static final List<String> PERIODS =
      List.of("1D", "7D", "MTD", "1M", "3M", "6M", "12M", "YTD");
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuuMM", Locale.ROOT);
  private static final DateTimeFormatter LONG =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss zzz uuuu", Locale.US);

  private final Ledgers ledgers;
  private final OrderBook book;
  private final Instruments instruments;
  private final InstantSource time;

  AnalystEndpoints(Ledgers ledgers, OrderBook book, Instruments instruments, InstantSource time) {
    this.ledgers = ledgers;
    this.book = book;
    this.instruments = instruments;
    this.time = time;
  }

  void addTo(RouteTable routes, SessionGate gate) {
    routes
        .post(API + "/performance", gate.open(this::performance))
        .post(API + "/allperiods", gate.open(this::allPeriods))
        .post(API + "/transactions", gate.open(this::transactions));
  }

  /** What an account was worth on the last day before a period, and on its days. */
  private record Worth(List<LocalDate> days, BigDecimal before, List<BigDecimal> each) {
    /** How much more than before it was worth on each day, as a share. */
    List<BigDecimal> returns() {
      return each.stream().map(worth -> share(worth, before)).toList();
    }
  }

  private static BigDecimal share(BigDecimal worth, BigDecimal before) {
    return before.signum() == 0
        ? BigDecimal.ZERO
        : worth.subtract(before).divide(before.abs(), 8, RoundingMode.HALF_UP);
  }

  private Worth worth(String account, String period) {
    LocalDate today = Ledgers.day(time.instant());
    LocalDate before = before(today, period);
    List<LocalDate> days = new ArrayList<>();
    List<BigDecimal> each = new ArrayList<>();
    for (LocalDate day = before.plusDays(1); !day.isAfter(today); day = day.plusDays(1)) {
      days.add(day);
      each.add(netLiquidation(account, day));
    }
    return new Worth(days, netLiquidation(account, before), each);
  }

  private static LocalDate before(LocalDate today, String period) {
    return switch (period) {
      case "1D" -> today.minusDays(1);
      case "7D" -> today.minusDays(7);
      case "MTD" -> today.withDayOfMonth(1).minusDays(1);
      case "YTD" -> today.withDayOfYear(1).minusDays(1);
      default -> today.minusMonths(Integer.parseInt(period.replace("M", "")));
    };
  }

  /** At the end of a day; today, now. */
  private BigDecimal netLiquidation(String account, LocalDate day) {
    return ledgers.atEndOf(account, day).base().netLiquidation();
  }

  private Answer performance(Call call, OuterSession session) {
    JsonNode body = body(call);
    List<String> accounts = accounts(body, session);
    String period = body.path("period").asText("12M");
    if (!PERIODS.contains(period)) {
      throw OrderRefusals.malformed("period");
    }
    List<JsonObject> navs = new ArrayList<>();
    List<JsonObject> returns = new ArrayList<>();
    List<JsonObject> monthly = new ArrayList<>();
    List<String> days = List.of();
    Set<String> months = new TreeSet<>();
    for (String account : accounts) {
      Worth worth = worth(account, period);
      days = worth.days().stream().map(DAY::format).toList();
      worth.days().forEach(day -> months.add(MONTH.format(day)));
      LocalDate before = worth.days().get(0).minusDays(1);
      navs.add(
          head(account, worth)
              .put(
                  "startNAV",
                  new JsonObject().put("date", DAY.format(before)).put("val", worth.before()))
              .put("navs", worth.each()));
      returns.add(head(account, worth).put("returns", worth.returns()));
      monthly.add(head(account, worth).put("returns", byMonth(worth)));
    }
    return Answer.json(
        new JsonObject()
            .put("currencyType", "base")
            .put("rc", 0)
            .put("nav", series("D", days, navs))
            .put("nd", days.size())
            .put("cps", series("D", days, returns))
            .put("tpps", series("M", List.copyOf(months), monthly))
            .put("id", "getPerformanceData")
            .put("included", accounts)
            .put("pm", "TWR"));
  }

  private static JsonObject head(String account, Worth worth) {
    return new JsonObject()
        .put("id", account)
        .put("idType", "acctid")
        .put("start", DAY.format(worth.days().get(0)))
        .put("end", DAY.format(worth.days().get(worth.days().size() - 1)))
        .put("baseCurrency", "USD");
  }

  private static JsonObject series(String frequency, List<String> dates, List<JsonObject> data) {
    return new JsonObject().put("freq", frequency).put("dates", dates).put("data", data);
  }

  private static List<BigDecimal> byMonth(Worth worth) {
    List<BigDecimal> returns = new ArrayList<>();
    BigDecimal before = worth.before();
    for (int i = 0; i < worth.days().size(); i++) {
      boolean last =
          i + 1 == worth.days().size()
              || !YearMonth.from(worth.days().get(i + 1))
                  .equals(YearMonth.from(worth.days().get(i)));
      if (last) {
        returns.add(share(worth.each().get(i), before));
        before = worth.each().get(i);
      }
    }
    return returns;
  }

  private Answer allPeriods(Call call, OuterSession session) {
    List<String> accounts = accounts(body(call), session);
    JsonObject answer =
        new JsonObject().put("currencyType", "base").put("rc", 0).put("view", accounts);
    for (String account : accounts) {
      JsonObject periods = new JsonObject();
      for (String period : List.of("1D", "7D", "MTD", "1M", "YTD")) {
        Worth worth = worth(account, period);
        LocalDate before = worth.days().get(0).minusDays(1);
        periods.put(
            period,
            new JsonObject()
                .put("cps", worth.returns())
                .put("dates", worth.days().stream().map(DAY::format).toList())
                .put("freq", "D")
                .put("nav", worth.each())
                .put(
                    "startNAV",
                    new JsonObject().put("date", DAY.format(before)).put("val", worth.before())));
      }
      LocalDate today = Ledgers.day(time.instant());
      answer.put(
          account,
          periods
              .put("lastSuccessfulUpdate", today + " 00:00:00")
              .put("start", DAY.format(before(today, "YTD")))
              .put("baseCurrency", "USD"));
    }
    return Answer.json(answer.put("nd", 366).put("id", "getAllPeriods").put("pm", "TWR"));
  }

  private Answer transactions(Call call, OuterSession session) {
    JsonNode body = body(call);
    List<String> accounts = accounts(body, session);
    JsonNode conids = body.path("conids");
    if (!conids.isArray() || conids.size() != 1) {
      throw OrderRefusals.malformed("conids");
    }
    int conid = conids.get(0).asInt();
    Instrument instrument =
        instruments.find(conid).orElseThrow(() -> OrderRefusals.malformed("conids"));
    int days = body.path("days").asInt(90);
    Instant now = time.instant();
    Instant from = Ledgers.day(now).minusDays(days).atStartOfDay(Ledgers.ZONE).toInstant();
    List<JsonObject> rows =
        book
            .trades(
                trade ->
                    accounts.contains(trade.account())
                        && trade.conid() == conid
                        && !trade.time().isBefore(from))
            .stream()
            .map(trade -> row(trade, instrument))
            .toList();
    BigDecimal realized =
        accounts.stream()
            .flatMap(account -> ledgers.live(account).position(conid).stream())
            .map(Position::realizedPnl)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return Answer.json(
        new JsonObject()
            .put("rc", 0)
            .put("nd", days)
            .put(
                "rpnl",
                new JsonObject()
                    .put("data", List.of())
                    .put("amt", Numbers.wire(realized).toPlainString()))
            .put("currency", instrument.currency())
            .put("from", from.toEpochMilli())
            .put("id", "getTransactions")
            .put("to", now.toEpochMilli())
            .put("includesRealTime", true)
            .put("transactions", rows));
  }

  private JsonObject row(BookedTrade trade, Instrument instrument) {
    boolean buy = trade.side().equals("BUY");
    BigDecimal amount =
        Numbers.cents(trade.quantity().multiply(trade.price()).multiply(instrument.multiplier()));
    LocalDate day = Ledgers.day(trade.time());
    return new JsonObject()
        .put("cur", instrument.currency())
        .put("date", LONG.format(day.atStartOfDay(Ledgers.ZONE)))
        .put("rawDate", DAY.format(day))
        .put("fxRate", ledgers.rateToBase(instrument.currency()))
        .put("pr", trade.price())
        .put("qty", Numbers.wire(buy ? trade.quantity() : trade.quantity().negate()))
        .put("acctid", trade.account())
        .put("amt", buy ? amount.negate() : amount)
        .put("conid", trade.conid())
        .put("type", buy ? "Buy" : "Sell")
        .put("desc", instrument.name());
  }

  private static JsonNode body(Call call) {
    return Json.object(call.body())
        .orElseThrow(() -> OrderRefusals.malformed("the body is not a JSON object"));
  }

  private static List<String> accounts(JsonNode body, OuterSession session) {
    List<String> accounts = new ArrayList<>();
    for (JsonNode id : body.path("acctIds")) {
      if (session.user.account(id.asText()).isEmpty()) {
        throw OrderRefusals.malformed("invalid account");
      }
      accounts.add(id.asText());
    }
    if (accounts.isEmpty()) {
      throw OrderRefusals.malformed("acctIds");
    }
    return accounts;
  }
}
