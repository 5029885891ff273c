package io.github.ibkrauth.ibkr.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finding instruments, and what they are. Strikes and derivatives are known for underlyings that
 * were searched for in the same brokerage session.
 */
final class ContractEndpoints {
  private static final String API = "/v1/api";
  private static final int MOST_DEFINITIONS = 200;

  private final Instruments instruments;
  private final ContractViews views;
  private final Ledgers ledgers;
  private final InstantSource time;

  ContractEndpoints(
      Instruments instruments, PriceProcess prices, Ledgers ledgers, InstantSource time) {
    this.instruments = instruments;
    this.views = new ContractViews(instruments, prices);
    this.ledgers = ledgers;
    this.time = time;
  }

  void addTo(RouteTable routes, SessionGate gate) {
    routes
        .get(API + "/iserver/secdef/search", gate.tradingEarly(this::searchByQuery))
        .post(API + "/iserver/secdef/search", gate.tradingEarly(this::searchByBody))
        .get(API + "/iserver/secdef/strikes", gate.tradingEarly(this::strikes))
        .get(API + "/iserver/secdef/info", gate.tradingEarly(this::info))
        .post(API + "/iserver/contract/rules", gate.tradingEarly(this::rules))
        .get(
            API + "/iserver/contract/{conid}/info",
            gate.tradingEarly((call, trader) -> Answer.json(views.full(instrument(call)))))
        .get(
            API + "/iserver/contract/{conid}/info-and-rules",
            gate.tradingEarly(
                (call, trader) ->
                    Answer.json(
                        views
                            .full(instrument(call))
                            .put("rules", rules(instrument(call), true, trader)))))
        .get(
            API + "/iserver/contract/{conid}/algos",
            gate.tradingEarly(
                (call, trader) -> {
                  instrument(call);
                  return Answer.json(ContractViews.algos());
                }))
        .get(API + "/iserver/exchangerate", gate.tradingEarly((call, trader) -> rate(call)))
        .get(
            API + "/iserver/currency/pairs",
            gate.tradingEarly(
                (call, trader) ->
                    Answer.json(
                        new JsonObject()
                            .put(call.queryParameter("currency").orElse("USD"), List.of()))))
        .get(API + "/trsrv/secdef", gate.open((call, session) -> definitions(call)))
        .get(API + "/trsrv/stocks", gate.open((call, session) -> stocks(call)))
        .get(API + "/trsrv/futures", gate.open((call, session) -> futures(call)))
        .get(API + "/trsrv/all-conids", gate.open((call, session) -> listedAt(call)))
        .get(
            API + "/trsrv/secdef/schedule", gate.open((call, session) -> Answer.json(venues(call))))
        .get(
            API + "/contract/trading-schedule",
            gate.open(
                (call, session) -> {
                  known(call.queryParameter("conid").orElse(""));
                  return Answer.json(ScheduleViews.days(time.instant()));
                }));
  }

  private Answer searchByQuery(Call call, Trader trader) {
    return search(
        call.queryParameter("symbol").orElse(""),
        call.queryParameter("name").filter("true"::equals).isPresent(),
        call.queryParameter("secType").orElse(""),
        trader);
  }

  private Answer searchByBody(Call call, Trader trader) {
    JsonNode body =
        Json.object(call.body())
            .orElseThrow(() -> OrderRefusals.malformed("the body is not a JSON object"));
    return search(
        body.path("symbol").asText(""),
        body.path("name").asBoolean(),
        body.path("secType").asText(""),
        trader);
  }

  private Answer search(String text, boolean byName, String kind, Trader trader) {
    if (text.isBlank()) {
      throw OrderRefusals.malformed("symbol");
    }
    String wanted = text.strip().toUpperCase(Locale.ROOT);
    boolean stocks = kind.isEmpty() || kind.equals("STK");
    List<Instrument> found =
        (stocks ? instruments.stocks().stream() : Stream.<Instrument>empty())
            .filter(stock -> byName ? stock.name().contains(wanted) : stock.symbol().equals(wanted))
            .toList();
    found.forEach(stock -> trader.session().searched().add(stock.conid()));
    return Answer.json(found.stream().map(stock -> views.match(stock, time.instant())).toList());
  }

  private Answer strikes(Call call, Trader trader) {
    List<BigDecimal> strikes =
        underlying(call, trader)
            .filter(stock -> Instruments.hasOptions(stock) && isOption(call))
            .map(stock -> instruments.strikes(stock, month(call)))
            .orElse(List.of())
            .stream()
            .map(Numbers::wire)
            .toList();
    return Answer.json(new JsonObject().put("call", strikes).put("put", strikes));
  }

  private Answer info(Call call, Trader trader) {
    if (call.queryParameter("sectype").filter(kind -> !kind.equals("STK")).isEmpty()) {
      Instrument instrument = known(call.queryParameter("conid").orElse(""));
      return Answer.json(List.of(views.details(instrument)));
    }
    Instrument underlying =
        underlying(call, trader)
            .orElseThrow(
                () ->
                    new Refusal(
                        Answer.error(500, "No contracts retrieved")
                            .because("the underlying was not searched for in this session")));
    BigDecimal strike =
        call.queryParameter("strike").map(ContractEndpoints::number).orElse(BigDecimal.ZERO);
    List<String> rights =
        call.queryParameter("right")
            .filter(right -> !right.isEmpty())
            .map(List::of)
            .orElse(List.of("C", "P"));
    List<JsonObject> found = new ArrayList<>();
    if (isOption(call)) {
      for (String right : rights) {
        instruments
            .option(underlying, month(call), right, strike)
            .map(views::details)
            .ifPresent(found::add);
      }
    }
    return Answer.json(found);
  }

  private static boolean isOption(Call call) {
    return call.queryParameter("sectype").filter("OPT"::equals).isPresent();
  }

  /** The underlying of a query, if it was searched for. */
  private Optional<Instrument> underlying(Call call, Trader trader) {
    Instrument known = known(call.queryParameter("conid").orElse(""));
    return Optional.of(known).filter(stock -> trader.session().searched().contains(stock.conid()));
  }

  private static YearMonth month(Call call) {
    YearMonth month = Instruments.month(call.queryParameter("month").orElse(""));
    if (month == null) {
      throw OrderRefusals.malformed("month");
    }
    return month;
  }

  private Answer rules(Call call, Trader trader) {
    JsonNode body =
        Json.object(call.body())
            .orElseThrow(() -> OrderRefusals.malformed("the body is not a JSON object"));
    Instrument instrument = known(body.path("conid").asText(""));
    return Answer.json(rules(instrument, body.path("isBuy").asBoolean(true), trader));
  }

  private JsonObject rules(Instrument instrument, boolean buy, Trader trader) {
    return views.rules(instrument, buy, trader.user(), time.instant());
  }

  private Answer rate(Call call) {
    BigDecimal source = ledgers.rateToBase(call.queryParameter("source").orElse("USD"));
    BigDecimal target = ledgers.rateToBase(call.queryParameter("target").orElse("USD"));
    return Answer.json(
        new JsonObject().put("rate", source.divide(target, 8, java.math.RoundingMode.HALF_UP)));
  }

  private Answer definitions(Call call) {
    String[] conids = call.queryParameter("conids").orElse("").split(",");
    if (conids.length > MOST_DEFINITIONS) {
      throw OrderRefusals.malformed("at most " + MOST_DEFINITIONS + " conids");
    }
    List<JsonObject> found = new ArrayList<>();
    for (String text : conids) {
      instruments.find(conid(text)).map(PositionViews::shortDefinition).ifPresent(found::add);
    }
    return Answer.json(new JsonObject().put("secdef", found));
  }

  private Answer stocks(Call call) {
    JsonObject bySymbol = new JsonObject();
    for (String symbol : call.queryParameter("symbols").orElse("").split(",")) {
      bySymbol.put(symbol, ContractViews.companies(instruments.stocks(symbol)));
    }
    return Answer.json(bySymbol);
  }

  private static Answer futures(Call call) {
    JsonObject bySymbol = new JsonObject();
    for (String symbol : call.queryParameter("symbols").orElse("").split(",")) {
      bySymbol.put(symbol, List.of());
    }
    return Answer.json(bySymbol);
  }

  private Answer listedAt(Call call) {
    String exchange = call.queryParameter("exchange").orElse("");
    return Answer.json(
        instruments.stocks().stream()
            .filter(stock -> stock.exchange().equals(exchange))
            .map(
                stock ->
                    new JsonObject()
                        .put("ticker", stock.symbol())
                        .put("conid", stock.conid())
                        .put("exchange", stock.exchange()))
            .toList());
  }

  private List<JsonObject> venues(Call call) {
    String filter = call.queryParameter("exchangeFilter").orElse("");
    return instruments.stocks(call.queryParameter("symbol").orElse("")).stream()
        .filter(stock -> filter.isEmpty() || stock.exchange().equals(filter))
        .map(stock -> ScheduleViews.venue(stock, time.instant()))
        .toList();
  }

  private Instrument instrument(Call call) {
    return known(call.variable("conid"));
  }

  private Instrument known(String text) {
    return instruments
        .find(conid(text))
        .orElseThrow(
            () -> new Refusal(Answer.error(500, "No contracts retrieved").because("conid")));
  }

  private static int conid(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw OrderRefusals.malformed("conid");
    }
  }

  private static BigDecimal number(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw OrderRefusals.malformed("strike");
    }
  }
}
