package io.github.ibkrauth.ibkr.simulator;

import static io.github.ibkrauth.ibkr.simulator.TradingClient.API;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ibkrauth.ibkr.simulator.PriceProcess.Bar;
import io.github.ibkrauth.ibkr.simulator.PriceProcess.Quote;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MarketDataTest {
  private static final Instant NOW = Instant.parse("2026-07-01T14:00:00Z");
  private static final String DATA = API + "/marketdata";

  private static IbkrSimulator simulator;
  private static TradingClient client;
  private static int stock;

  @BeforeAll
  static void start() {
    simulator = IbkrSimulator.builder().clock(SimulatorClock.fixedAt(NOW)).start();
    client = new TradingClient(simulator);
    stock = listedTwice();
  }

  /** The stock that two accounts hold and two exchanges list. */
  private static int listedTwice() {
    for (JsonNode row : client.get("/v1/api/portfolio/" + client.account + "/positions/0")) {
      String symbol = row.path("ticker").asText();
      JsonNode companies = client.get("/v1/api/trsrv/stocks?symbols=" + symbol).path(symbol);
      if (row.path("assetClass").asText().equals("STK")
          && companies.get(0).path("contracts").size() == 2) {
        return row.path("conid").asInt();
      }
    }
    throw new AssertionError("no stock is listed twice");
  }

  @AfterAll
  static void close() {
    simulator.close();
  }

  @BeforeEach
  void unsubscribe() {
    client.get(DATA + "/unsubscribeall");
  }

  private static JsonNode snapshot(String fields) {
    return client.get(DATA + "/snapshot?conids=" + stock + "&fields=" + fields).get(0);
  }

  private static JsonNode history(String query) {
    return client.get(DATA + "/history?conid=" + stock + "&" + query);
  }

  private static String symbol() {
    snapshot("55");
    return snapshot("55").path("55").asText();
  }

  @Test
  void snapshot_whenFirstAsked_onlySubscribes() {
    JsonNode first = snapshot("31,84,86");
    assertThat(first.properties()).hasSize(2);
    assertThat(first.path("conid").asInt()).isEqualTo(stock);
    JsonNode second = snapshot("31,84,86,85,88,82,83,70,71,7295,7296,87,55,7051,76,6509,9999");
    Quote quote = client.quote(stock);
    assertThat(second.path("31").asText()).isEqualTo(quote.last().toPlainString());
    assertThat(second.path("84").asText()).isEqualTo(quote.bid().toPlainString());
    assertThat(second.path("86").asText()).isEqualTo(quote.ask().toPlainString());
    Bar day =
        simulator
            .prices()
            .bar(stock, Instant.parse("2026-07-01T00:00:00Z"), NOW.plus(PriceProcess.TICK));
    assertThat(second.path("70").asText()).isEqualTo(day.high().toPlainString());
    assertThat(second.path("71").asText()).isEqualTo(day.low().toPlainString());
    assertThat(new BigDecimal(second.path("82").asText()))
        .isEqualByComparingTo(quote.last().subtract(new BigDecimal(second.path("7296").asText())));
    assertThat(second.path("87_raw").decimalValue()).isPositive();
    assertThat(second.path("76").asText()).isNotEmpty();
    assertThat(second.has("9999")).isFalse();
  }

  @Test
  void snapshot_whenTheConidIsUnknown_staysEmpty() {
    String path = DATA + "/snapshot?conids=12&fields=31";
    client.get(path);
    assertThat(client.get(path).get(0).has("31")).isFalse();
  }

  @Test
  void unsubscribe_whenSubscribed_startsAnew() {
    snapshot("31");
    String body = "{\"conid\":" + stock + "}";
    assertThat(client.posted(DATA + "/unsubscribe", body).path("success").asBoolean()).isTrue();
    assertThat(client.post(DATA + "/unsubscribe", body).body())
        .isEqualTo("{\"error\":\"unknown\"}");
    assertThat(client.post(DATA + "/unsubscribe", body).statusCode()).isEqualTo(500);
    assertThat(snapshot("31").has("31")).isFalse();
  }

  @Test
  void regulatorySnapshot_whenAsked_needsNoSubscription() {
    assertThat(client.get("/v1/api/md/regsnapshot?conid=" + stock).path("31").asText())
        .isEqualTo(client.quote(stock).last().toPlainString());
  }

  @Test
  void history_whenRead_agreesWithThePrices() {
    JsonNode history = history("period=1d&bar=1h");
    JsonNode bars = history.path("data");
    assertThat(bars).hasSize(24);
    for (JsonNode bar : bars) {
      Instant start = Instant.ofEpochMilli(bar.path("t").asLong());
      Bar expected = simulator.prices().bar(stock, start, start.plus(Duration.ofHours(1)));
      assertThat(bar.path("o").decimalValue()).isEqualByComparingTo(expected.open());
      assertThat(bar.path("h").decimalValue()).isEqualByComparingTo(expected.high());
      assertThat(bar.path("l").decimalValue()).isEqualByComparingTo(expected.low());
      assertThat(bar.path("c").decimalValue()).isEqualByComparingTo(expected.close());
      assertThat(bar.path("v").decimalValue()).isEqualByComparingTo(expected.volume() + "");
    }
    assertThat(history.path("symbol").asText()).isEqualTo(symbol());
    assertThat(history.path("startTime").asText()).isEqualTo("20260630-14:00:00");
    assertThat(history.path("high").asText()).matches("\\d+/\\d+/\\d+");
  }

  @Test
  void history_whenAnchored_endsOrStartsThere() {
    JsonNode before = history("period=2h&bar=1h&startTime=20260629-12:00:00").path("data");
    assertThat(before).hasSize(2);
    assertThat(before.get(0).path("t").asLong())
        .isEqualTo(Instant.parse("2026-06-29T10:00:00Z").toEpochMilli());
    JsonNode after =
        history("period=2h&bar=1h&startTime=20260629-12:00:00&direction=1").path("data");
    assertThat(after.get(0).path("t").asLong())
        .isEqualTo(Instant.parse("2026-06-29T12:00:00Z").toEpochMilli());
    JsonNode whole = history("period=2h&bar=1h&startTime=20260629-12:30:00").path("data").get(1);
    Instant noon = Instant.parse("2026-06-29T12:00:00Z");
    assertThat(whole.path("t").asLong()).isEqualTo(noon.toEpochMilli());
    assertThat(whole.path("c").decimalValue())
        .isEqualByComparingTo(
            simulator.prices().bar(stock, noon, noon.plus(Duration.ofHours(1))).close());
    assertThat(history("period=6m&bar=1m").path("data")).hasSize(6);
    JsonNode many = history("period=2d&bar=1min").path("data");
    assertThat(many).hasSize(1_000);
    assertThat(many.get(999).path("t").asLong())
        .isEqualTo(NOW.minus(Duration.ofMinutes(1)).toEpochMilli());
  }

  @Test
  void history_whenOfBidAndAsk_spansBoth() {
    JsonNode trades = history("period=1h&bar=1h").path("data").get(0);
    JsonNode quotes = history("period=1h&bar=1h&source=Bid_Ask").path("data").get(0);
    assertThat(quotes.path("h").decimalValue()).isGreaterThan(trades.path("h").decimalValue());
    assertThat(quotes.path("l").decimalValue()).isLessThan(trades.path("l").decimalValue());
  }

  @Test
  void history_whenItMakesNoSense_isRefused() {
    for (String query :
        List.of(
            "period=1d", "period=x&bar=1h", "period=1d&bar=h", "period=1d&bar=1h&startTime=x")) {
      assertThat(
              client
                  .http
                  .get(DATA + "/history?conid=" + stock + "&" + query, client.token)
                  .statusCode())
          .as(query)
          .isEqualTo(400);
    }
    assertThat(
            client.http.get(DATA + "/history?conid=12&period=1d&bar=1h", client.token).statusCode())
        .isEqualTo(500);
    assertThat(
            client
                .http
                .get(DATA + "/history?conid=" + stock + "&period=9y&bar=5S", client.token)
                .statusCode())
        .isEqualTo(500);
  }

  @Test
  void archive_whenNotOpened_isNotFound() {
    client.token = client.http.brokerageToken();
    client.get(API + "/accounts");
    String path = "/v1/api/hmds/history?conid=" + stock + "&period=1d&bar=1h";
    assertThat(client.http.get(path, client.token).statusCode()).isEqualTo(404);
    client.posted("/v1/api/hmds/auth/init", "{}");
    assertThat(client.get(path).path("data")).hasSize(24);
  }

  @Test
  void search_whenASymbolIsListedTwice_findsBoth() {
    String symbol = symbol();
    JsonNode found = client.get(API + "/secdef/search?symbol=" + symbol);
    assertThat(found).hasSize(2);
    assertThat(found.get(0).path("conid").asText()).isEqualTo(Integer.toString(stock));
    assertThat(found.get(0).at("/sections/1/months").asText()).isEqualTo("JUL26;AUG26;SEP26;DEC28");
    assertThat(found.get(1).path("description").asText()).isEqualTo("MEXI");
    String name = found.get(0).path("companyName").asText();
    JsonNode byName =
        client.posted(API + "/secdef/search", "{\"symbol\":\"" + name + "\",\"name\":true}");
    assertThat(byName).hasSizeGreaterThanOrEqualTo(2);
    assertThat(client.get(API + "/secdef/search?symbol=NOSUCH")).isEmpty();
    assertThat(client.http.get(API + "/secdef/search", client.token).statusCode()).isEqualTo(400);
  }

  @Test
  void chain_whenWalked_leadsToOptionsThatCanBeTraded() {
    client.token = client.http.brokerageToken();
    client.get(API + "/accounts");
    String query = "conid=" + stock + "&sectype=OPT&month=SEP26";
    assertThat(client.get(API + "/secdef/strikes?" + query).path("call")).isEmpty();
    String info = API + "/secdef/info?" + query;
    assertThat(client.http.get(info, client.token).statusCode()).isEqualTo(500);
    client.get(API + "/secdef/search?symbol=" + symbol());
    JsonNode strikes = client.get(API + "/secdef/strikes?" + query).path("call");
    assertThat(strikes).hasSizeGreaterThan(5);
    String strike = strikes.get(strikes.size() / 2).decimalValue().toPlainString();
    JsonNode both = client.get(info + "&strike=" + strike);
    assertThat(both).hasSize(2);
    JsonNode call = client.get(info + "&strike=" + strike + "&right=C").get(0);
    assertThat(call.path("right").asText()).isEqualTo("C");
    assertThat(call.path("maturityDate").asText()).isEqualTo("20260918");
    int conid = call.path("conid").asInt();
    assertThat(client.get(API + "/secdef/info?conid=" + conid).get(0)).isEqualTo(call);
    assertThat(client.get(info + "&strike=1.5&right=C")).isEmpty();
    simulator.book().askByItself(false);
    long id = client.placed(TradingClient.market(conid, "BUY", "1", "option"));
    assertThat(client.booked(id).status()).isEqualTo("Filled");
    assertThat(client.booked(id).averagePrice()).isEqualByComparingTo(client.quote(conid).ask());
  }

  @Test
  void contracts_whenAsked_areDescribed() {
    JsonNode info = client.get(API + "/contract/" + stock + "/info-and-rules");
    assertThat(info.path("con_id").asInt()).isEqualTo(stock);
    assertThat(info.at("/rules/orderTypes")).hasSize(5);
    JsonNode rules =
        client.posted(API + "/contract/rules", "{\"conid\":" + stock + ",\"isBuy\":false}");
    assertThat(rules.path("limitPrice").decimalValue())
        .isEqualByComparingTo(client.quote(stock).bid());
    JsonNode definitions = client.get("/v1/api/trsrv/secdef?conids=" + stock + ",12");
    assertThat(definitions.path("secdef")).hasSize(1);
    JsonNode stocks = client.get("/v1/api/trsrv/stocks?symbols=" + symbol() + ",NOSUCH");
    assertThat(stocks.path(symbol()).get(0).path("contracts")).hasSize(2);
    assertThat(stocks.path("NOSUCH")).isEmpty();
    assertThat(client.get("/v1/api/trsrv/all-conids?exchange=NYSE")).hasSizeGreaterThan(200);
    assertThat(client.get("/v1/api/contract/trading-schedule?conid=" + stock).path("schedules"))
        .hasSize(6);
    assertThat(client.get("/v1/api/trsrv/secdef/schedule?assetClass=STK&symbol=" + symbol()))
        .hasSize(2);
    assertThat(client.get(API + "/exchangerate?source=EUR&target=USD").path("rate").decimalValue())
        .isGreaterThan(BigDecimal.ONE);
    assertThat(client.http.get(API + "/contract/12/info", client.token).statusCode())
        .isEqualTo(500);
  }
}
