package io.github.ibkrauth.ibkr.simulator;

import static io.github.ibkrauth.ibkr.simulator.TestClient.json;
import static io.github.ibkrauth.ibkr.simulator.TradingClient.API;
import static io.github.ibkrauth.ibkr.simulator.TradingClient.market;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Scanners, alerts, watchlists, notices, profit and loss, and the portfolio analyst. */
class ToolsTest {
  private static final SimulatorClock CLOCK =
      SimulatorClock.fixedAt(Instant.parse("2026-07-01T14:00:00Z"));

  private static IbkrSimulator simulator;
  private static TradingClient client;
  private static int stock;

  @BeforeAll
  static void start() {
    simulator = IbkrSimulator.builder().clock(CLOCK).start();
    client = new TradingClient(simulator);
    stock = client.stock();
  }

  @AfterAll
  static void close() {
    simulator.close();
  }

  private static JsonNode scan(String type, String filter) {
    return client
        .posted(
            API + "/scanner/run",
            """
            {"instrument":"STK","type":"%s","location":"STK.US.MAJOR","filter":[%s]}"""
                .formatted(type, filter))
        .path("contracts");
  }

  private static double change(int conid) {
    double before =
        simulator.prices().at(conid, Instant.parse("2026-06-30T23:59:59Z")).last().doubleValue();
    return client.quote(conid).last().doubleValue() / before;
  }

  @Test
  void scanner_whenRun_sortsByItsColumn() {
    JsonNode parameters = client.get(API + "/scanner/params");
    for (JsonNode scan : parameters.path("scan_type_list")) {
      assertThat(scan(scan.path("code").asText(), "")).hasSize(50);
    }
    List<Double> changes = new ArrayList<>();
    scan("TOP_PERC_GAIN", "").forEach(row -> changes.add(change(row.path("con_id").asInt())));
    assertThat(changes).isSortedAccordingTo(Comparator.reverseOrder());
    JsonNode dear = scan("MOST_ACTIVE", "{\"code\":\"priceAbove\",\"value\":300}");
    assertThat(dear).isNotEmpty();
    for (JsonNode row : dear) {
      assertThat(client.quote(row.path("con_id").asInt()).last())
          .isGreaterThan(new BigDecimal("300"));
    }
    assertThat(client.post(API + "/scanner/run", "{\"type\":\"NO\"}").statusCode()).isEqualTo(400);
  }

  @Test
  void alerts_whenSavedChangedAndDeleted_areKept() {
    String path = API + "/account/" + client.accounts.get(1);
    String wish =
        """
        {"alertName":"%s","alertMessage":"m","alertRepeatable":0,"outsideRth":0,"tif":"GTC",
        "conditions":[{"type":1,"conidex":"%d@SMART","operator":"%s","triggerMethod":"0",
        "value":"%s"}]%s}""";
    String last = client.quote(stock).last().toPlainString();
    JsonNode saved =
        client.posted(path + "/alert", wish.formatted("far", stock, ">=", "1000000", ""));
    assertThat(saved.path("success").asBoolean()).isTrue();
    String id = saved.path("order_id").asText();
    client.posted(path + "/alert", wish.formatted("near", stock, "<=", last, ""));
    assertThat(client.get(path + "/alerts"))
        .extracting(alert -> alert.path("alert_triggered").asBoolean())
        .containsExactly(false, true);
    client.posted(
        path + "/alert", wish.formatted("changed", stock, ">=", "9", ",\"orderId\":" + id));
    JsonNode details = client.get(API + "/account/alert/" + id + "?type=Q");
    assertThat(details.path("alert_name").asText()).isEqualTo("changed");
    assertThat(details.at("/conditions/0/condition_value").asText()).isEqualTo("9");
    client.posted(path + "/alert/activate", "{\"alertId\":" + id + ",\"alertActive\":0}");
    assertThat(client.get(path + "/alerts").get(0).path("alert_active").asInt()).isZero();
    assertThat(json(client.delete(path + "/alert/" + id)).path("success").asBoolean()).isTrue();
    assertThat(client.get(path + "/alerts")).hasSize(1);
    client.delete(path + "/alert/0");
    assertThat(client.get(path + "/alerts")).isEmpty();
    assertThat(client.delete(path + "/alert/" + id).statusCode()).isEqualTo(500);
    assertThat(client.post(path + "/alert", "{}").statusCode()).isEqualTo(400);
    assertThat(client.get(API + "/account/mta").path("alert_name").asText()).startsWith("MTA");
  }

  @Test
  void watchlists_whenSavedAndDeleted_areKept() {
    String rows = "[{\"C\":" + stock + "},{\"H\":\"\"}]";
    client.posted(API + "/watchlist", "{\"id\":\"77\",\"name\":\"Mine\",\"rows\":" + rows + "}");
    JsonNode lists = client.get(API + "/watchlists?SC=USER_WATCHLIST").at("/data/user_lists");
    assertThat(lists).hasSize(1);
    assertThat(lists.get(0).path("id").asText()).isEqualTo("77");
    JsonNode list = client.get(API + "/watchlist?id=77");
    assertThat(list.path("name").asText()).isEqualTo("Mine");
    assertThat(list.at("/instruments/0/conid").asInt()).isEqualTo(stock);
    assertThat(list.path("instruments")).hasSize(2);
    assertThat(json(client.delete(API + "/watchlist?id=77")).at("/data/deleted").asText())
        .isEqualTo("77");
    assertThat(client.delete(API + "/watchlist?id=77").statusCode()).isEqualTo(404);
    assertThat(client.http.get(API + "/watchlist?id=77", client.token).statusCode()).isEqualTo(404);
    String unknown = "{\"id\":\"78\",\"name\":\"Bad\",\"rows\":[{\"C\":12}]}";
    assertThat(client.post(API + "/watchlist", unknown).statusCode()).isEqualTo(400);
  }

  @Test
  void notices_whenRead_areCounted() {
    String fyi = "/v1/api/fyi";
    int unread = client.get(fyi + "/unreadnumber").path("BN").asInt();
    JsonNode first = client.get(fyi + "/notifications?max=5");
    assertThat(first).hasSize(5);
    String id = first.get(4).path("ID").asText();
    JsonNode more = client.get(fyi + "/notifications/more?id=" + id);
    assertThat(more).hasSize(7);
    assertThat(client.put(fyi + "/notifications/" + id, "{}").statusCode()).isEqualTo(200);
    assertThat(client.get(fyi + "/unreadnumber").path("BN").asInt()).isEqualTo(unread - 1);
    client.posted(fyi + "/settings/PF", "{\"enabled\":false}");
    for (JsonNode setting : client.get(fyi + "/settings")) {
      assertThat(setting.path("A").asInt())
          .isEqualTo(setting.path("FC").asText().equals("PF") ? 0 : 1);
    }
    assertThat(client.get(fyi + "/disclaimer/BA").path("DT").asText()).isNotEmpty();
    assertThat(client.put(fyi + "/disclaimer/BA", "{}").statusCode()).isEqualTo(200);
    client.posted(
        fyi + "/deliveryoptions/device",
        "{\"deviceId\":\"d1\",\"deviceName\":\"n\",\"uiName\":\"u\",\"enabled\":true}");
    client.put(fyi + "/deliveryoptions/email?enabled=false", "{}");
    JsonNode delivery = client.get(fyi + "/deliveryoptions");
    assertThat(delivery.path("M").asInt()).isZero();
    assertThat(delivery.at("/E/0/I").asText()).isEqualTo("d1");
    client.delete(fyi + "/deliveryoptions/d1");
    assertThat(client.get(fyi + "/deliveryoptions").path("E")).isEmpty();
    assertThat(client.http.get(fyi + "/disclaimer/XX", client.token).statusCode()).isEqualTo(400);
  }

  @Test
  void profitAndLoss_whenTraded_isTheCostOfTrading() {
    String other = client.accounts.get(3);
    String core = "/upnl/" + other + ".Core";
    BigDecimal before =
        client.get(API + "/account/pnl/partitioned").at(core + "/nl").decimalValue();
    client.posted(API + "/account/" + other + "/orders", market(stock, "BUY", "1", "pnl"));
    JsonNode after = client.get(API + "/account/pnl/partitioned").at(core);
    PriceProcess.Quote quote = client.quote(stock);
    BigDecimal cost = quote.ask().subtract(quote.last()).add(BigDecimal.ONE);
    assertThat(after.path("nl").decimalValue()).isEqualByComparingTo(before.subtract(cost));
    assertThat(after.path("dpl").decimalValue()).isEqualByComparingTo(cost.negate());
    client.posted("/v1/api/portfolio/" + other + "/positions/invalidate", "{}");
    JsonNode summary = client.get(API + "/account/" + other + "/summary");
    assertThat(summary.path("netLiquidationValue").decimalValue())
        .isEqualByComparingTo(after.path("nl").decimalValue());
    JsonNode rows =
        client.posted(
            "/v1/api/pa/transactions",
            "{\"acctIds\":[\"" + other + "\"],\"conids\":[" + stock + "],\"days\":5}");
    assertThat(rows.path("transactions")).hasSize(1);
    assertThat(rows.at("/transactions/0/amt").decimalValue())
        .isEqualByComparingTo(quote.ask().negate());
  }

  @Test
  void performance_whenAsked_endsWithWhatTheAccountIsWorth() {
    String id = client.accounts.get(2);
    JsonNode performance =
        client.posted("/v1/api/pa/performance", "{\"acctIds\":[\"" + id + "\"],\"period\":\"1M\"}");
    JsonNode nav = performance.path("nav");
    int days = nav.path("dates").size();
    assertThat(days).isEqualTo(30);
    assertThat(nav.at("/data/0/navs")).hasSize(days);
    assertThat(performance.at("/tpps/dates")).hasSize(2);
    assertThat(performance.at("/tpps/data/0/returns")).hasSize(2);
    BigDecimal worth =
        client.get(API + "/account/pnl/partitioned").at("/upnl/" + id + ".Core/nl").decimalValue();
    assertThat(nav.at("/data/0/navs/" + (days - 1)).decimalValue()).isEqualByComparingTo(worth);
    double start = nav.at("/data/0/startNAV/val").asDouble();
    assertThat(performance.at("/cps/data/0/returns/" + (days - 1)).asDouble())
        .isCloseTo(worth.doubleValue() / start - 1, within(1e-6));
    JsonNode all = client.posted("/v1/api/pa/allperiods", "{\"acctIds\":[\"" + id + "\"]}");
    assertThat(all.path(id).path("7D").path("nav")).hasSize(7);
    assertThat(client.post("/v1/api/pa/performance", "{}").statusCode()).isEqualTo(400);
    assertThat(
            client
                .post("/v1/api/pa/performance", "{\"acctIds\":[\"" + id + "\"],\"period\":\"2M\"}")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void ledgers_whenDaysPass_rememberWhatWasHeldThen() {
    AccountMaker maker = new AccountMaker(5);
    BrokerUser user = maker.user();
    Instruments instruments = new Instruments(maker.instruments());
    SimulatorClock clock = SimulatorClock.fixedAt(Instant.parse("2026-07-01T14:00:00Z"));
    Ledgers ledgers =
        new Ledgers(
            List.of(user),
            id -> Optional.empty(),
            new PriceProcess(5, instruments),
            maker.euroRate(),
            clock);
    String id = user.accounts().get(0).id();
    Instrument held = user.accounts().get(0).positions().get(0).instrument();
    BigDecimal before = ledgers.live(id).position(held.conid()).orElseThrow().quantity();
    ledgers.trade(id, held, BigDecimal.TEN, BigDecimal.ONE, BigDecimal.ONE, clock.instant());
    clock.advance(Duration.ofDays(2));
    ledgers.trade(id, held, BigDecimal.TEN, BigDecimal.ONE, BigDecimal.ONE, clock.instant());
    assertThat(quantity(ledgers.atEndOf(id, java.time.LocalDate.of(2026, 6, 30)), held))
        .isEqualByComparingTo(before);
    assertThat(quantity(ledgers.atEndOf(id, java.time.LocalDate.of(2026, 7, 2)), held))
        .isEqualByComparingTo(before.add(BigDecimal.TEN));
    assertThat(quantity(ledgers.live(id), held))
        .isEqualByComparingTo(before.add(new BigDecimal("20")));
  }

  private static BigDecimal quantity(AccountBook account, Instrument held) {
    return account.position(held.conid()).orElseThrow().quantity();
  }
}
