package io.github.ibkrauth.ibkr.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Market scanners over the American stocks and funds. */
final class ScannerEndpoints {
  private static final String API = "/v1/api/iserver/scanner";
  private static final int MOST_RESULTS = 50;
  private static final String STOCKS = "STK";
  private static final String FUNDS = "ETF.EQ.US";

  /** What a scan sorts by. */
  private record Scan(String name, String column, Comparator<Row> order) {}

  /** One candidate with its day so far. */
  private record Row(Instrument stock, double price, double change, long volume) {}

  private static final Map<String, Scan> SCANS =
      Map.of(
          "TOP_PERC_GAIN",
          new Scan("Top % Gainers", "Chg%", Comparator.comparingDouble(Row::change).reversed()),
          "TOP_PERC_LOSE",
          new Scan("Top % Losers", "Chg%", Comparator.comparingDouble(Row::change)),
          "MOST_ACTIVE",
          new Scan("Most Active", "Volume", Comparator.comparingLong(Row::volume).reversed()),
          "HIGH_PRICE",
          new Scan("Highest Price", "Last", Comparator.comparingDouble(Row::price).reversed()));

  private final Instruments instruments;
  private final PriceProcess prices;
  private final InstantSource time;

  ScannerEndpoints(Instruments instruments, PriceProcess prices, InstantSource time) {
    this.instruments = instruments;
    this.prices = prices;
    this.time = time;
  }

  void addTo(RouteTable routes, SessionGate gate) {
    routes
        .get(API + "/params", gate.tradingEarly((call, trader) -> Answer.json(parameters())))
        .post(API + "/run", gate.tradingEarly((call, trader) -> run(call)));
  }

  private static JsonObject parameters() {
    List<String> kinds = List.of(STOCKS, FUNDS);
    List<String> filters =
        List.of("priceAbove", "priceBelow", "changePercAbove", "changePercBelow", "volumeAbove");
    return new JsonObject()
        .put(
            "scan_type_list",
            SCANS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(
                    scan ->
                        new JsonObject()
                            .put("display_name", scan.getValue().name())
                            .put("code", scan.getKey())
                            .put("instruments", kinds))
                .toList())
        .put(
            "instrument_list",
            List.of(
                instrument("US Stocks", STOCKS, filters), instrument("US ETFs", FUNDS, filters)))
        .put(
            "filter_list",
            filters.stream()
                .map(
                    code ->
                        new JsonObject()
                            .put("group", code)
                            .put("display_name", code)
                            .put("code", code)
                            .put("type", "non-range"))
                .toList())
        .put(
            "location_tree",
            List.of(
                new JsonObject()
                    .put("display_name", "US Stocks")
                    .put("type", "STK.US")
                    .put(
                        "locations",
                        List.of(
                            new JsonObject()
                                .put("display_name", "US Major")
                                .put("type", "STK.US.MAJOR")
                                .put("locations", null)))));
  }

  private static JsonObject instrument(String name, String type, List<String> filters) {
    return new JsonObject().put("display_name", name).put("type", type).put("filters", filters);
  }

  private Answer run(Call call) {
    JsonNode body =
        Json.object(call.body())
            .orElseThrow(() -> OrderRefusals.malformed("the body is not a JSON object"));
    Scan scan = SCANS.get(body.path("type").asText());
    if (scan == null) {
      throw OrderRefusals.malformed("type");
    }
    if (!body.path("location").asText().startsWith("STK.US")) {
      throw OrderRefusals.malformed("location");
    }
    boolean funds = body.path("instrument").asText().equals(FUNDS);
    Predicate<Row> wanted = filter(body.path("filter"));
    Instant now = time.instant();
    List<JsonObject> found = new ArrayList<>();
    instruments.stocks().stream()
        .filter(Instruments::hasOptions)
        .filter(stock -> stock.type().equals("ETF") == funds)
        .map(stock -> row(stock, now))
        .filter(wanted)
        .sorted(scan.order().thenComparing(row -> row.stock().conid()))
        .limit(MOST_RESULTS)
        .forEach(row -> found.add(result(row.stock(), found.size(), scan.column())));
    return Answer.json(
        new JsonObject().put("contracts", found).put("scan_data_column_name", scan.column()));
  }

  private Row row(Instrument stock, Instant now) {
    Tape tape = prices.tape(stock.conid());
    long tick = Tape.tick(now);
    long opened = Tape.tick(now.truncatedTo(ChronoUnit.DAYS));
    double last = tape.last(tick);
    double before = tape.last(opened - 1);
    return new Row(stock, last / 100, (last / before - 1) * 100, tape.volume(opened, tick + 1));
  }

  private static Predicate<Row> filter(JsonNode filters) {
    Predicate<Row> all = row -> true;
    for (JsonNode filter : filters) {
      double value = number(filter.path("value"));
      Predicate<Row> next =
          switch (filter.path("code").asText()) {
            case "priceAbove" -> row -> row.price() > value;
            case "priceBelow" -> row -> row.price() < value;
            case "changePercAbove" -> row -> row.change() > value;
            case "changePercBelow" -> row -> row.change() < value;
            case "volumeAbove" -> row -> row.volume() > value;
            default -> throw OrderRefusals.malformed("filter");
          };
      all = all.and(next);
    }
    return all;
  }

  private static double number(JsonNode value) {
    try {
      return new BigDecimal(value.asText()).doubleValue();
    } catch (NumberFormatException e) {
      throw OrderRefusals.malformed("filter");
    }
  }

  private static JsonObject result(Instrument stock, int position, String column) {
    JsonObject row = new JsonObject().put("server_id", Integer.toString(position));
    if (position == 0) {
      row.put("column_name", column);
    }
    return row.put("symbol", stock.symbol())
        .put("conidex", Integer.toString(stock.conid()))
        .put("con_id", stock.conid())
        .put("available_chart_periods", "#R|1")
        .put("company_name", stock.name())
        .put("contract_description_1", stock.symbol())
        .put("listing_exchange", stock.exchange())
        .put("sec_type", "STK");
  }
}
