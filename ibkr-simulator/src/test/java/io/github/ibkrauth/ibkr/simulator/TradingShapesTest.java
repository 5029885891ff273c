package io.github.ibkrauth.ibkr.simulator;

import static io.github.ibkrauth.ibkr.simulator.TestClient.json;
import static io.github.ibkrauth.ibkr.simulator.TradingClient.API;
import static io.github.ibkrauth.ibkr.simulator.TradingClient.limit;
import static io.github.ibkrauth.ibkr.simulator.TradingClient.market;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares what the trading calls answer with the broker's bodies, when those lie next to us. */
class TradingShapesTest {
  private static final Map<String, JsonNode> OURS = new HashMap<>();
  private static @Nullable Path material;

  @BeforeAll
  static void trade() {
    material = PublishedShapesTest.material();
    SimulatorClock clock = SimulatorClock.fixedAt(Instant.parse("2026-07-01T14:00:00Z"));
    try (IbkrSimulator simulator = IbkrSimulator.builder().clock(clock).start()) {
      TradingClient client = new TradingClient(simulator);
      orders(client);
      contracts(client);
      tools(client);
    }
  }

  @AfterAll
  static void forget() {
    OURS.clear();
  }

  private static void orders(TradingClient client) {
    int stock = client.stock();
    JsonNode placed = client.place(market(stock, "BUY", "1", "shape"));
    OURS.put("place", placed);
    String account = API + "/account/" + client.account;
    JsonNode resting = client.place(limit(stock, "BUY", "1", new BigDecimal("1.00"), "rest"));
    String rest = account + "/order/" + resting.at("/0/order_id").asText();
    OURS.put("modify", client.posted(rest, "{\"quantity\":2}"));
    OURS.put("cancel", json(client.delete(rest)));
    OURS.put("empty", client.get(API + "/account/orders"));
    OURS.put("orders", client.get(API + "/account/orders"));
    String status = API + "/account/order/status/" + placed.at("/0/order_id").asText();
    OURS.put("status", client.get(status));
    OURS.put("trades", client.get(API + "/account/trades"));
    OURS.put(
        "whatif", client.posted(account + "/orders/whatif", market(stock, "BUY", "1", "look")));
    client.simulator.book().askNext("o354");
    OURS.put("question", client.place(market(stock, "BUY", "1", "asked")));
    String transactions =
        "{\"acctIds\":[\"" + client.account + "\"],\"conids\":[" + stock + "],\"days\":5}";
    OURS.put("transactions", client.posted("/v1/api/pa/transactions", transactions));
  }

  private static void contracts(TradingClient client) {
    int stock = client.stock();
    String symbol =
        client.get("/v1/api/trsrv/secdef?conids=" + stock).at("/secdef/0/ticker").asText();
    OURS.put("search", client.get(API + "/secdef/search?symbol=" + symbol));
    OURS.put("info", client.get(API + "/contract/" + stock + "/info"));
    OURS.put("info-and-rules", client.get(API + "/contract/" + stock + "/info-and-rules"));
    OURS.put("details", client.get(API + "/secdef/info?conid=" + stock).get(0));
    OURS.put("secdef", client.get("/v1/api/trsrv/secdef?conids=" + stock));
    OURS.put("stocks", client.get("/v1/api/trsrv/stocks?symbols=" + symbol).path(symbol));
    OURS.put("all-conids", client.get("/v1/api/trsrv/all-conids?exchange=NYSE"));
    String venues = "/v1/api/trsrv/secdef/schedule?assetClass=STK&symbol=" + symbol;
    OURS.put("venues", client.get(venues));
    OURS.put("rate", client.get(API + "/exchangerate?source=EUR&target=USD"));
    String history = "/history?conid=" + stock + "&period=1d&bar=1min";
    OURS.put("history", client.get(API + "/marketdata" + history));
    OURS.put("unsubscribeall", client.get(API + "/marketdata/unsubscribeall"));
  }

  private static void tools(TradingClient client) {
    int stock = client.stock();
    OURS.put("scanner", client.get(API + "/scanner/params"));
    OURS.put(
        "scan",
        client.posted(
            API + "/scanner/run",
            "{\"instrument\":\"STK\",\"type\":\"TOP_PERC_GAIN\",\"location\":\"STK.US.MAJOR\"}"));
    String account = API + "/account/" + client.account;
    String wish =
        """
        {"alertName":"a","alertMessage":"m","conditions":[{"type":1,"conidex":"%d@SMART",
        "operator":">=","triggerMethod":"0","value":"1000000"}]}"""
            .formatted(stock);
    JsonNode alert = client.posted(account + "/alert", wish);
    String id = alert.path("order_id").asText();
    OURS.put("alert", alert);
    OURS.put("alerts", client.get(account + "/alerts"));
    OURS.put("alert-details", client.get(API + "/account/alert/" + id));
    OURS.put("alert-deleted", json(client.delete(account + "/alert/" + id)));
    OURS.put("mta", client.get(API + "/account/mta"));
    String list = "{\"id\":\"1\",\"name\":\"w\",\"rows\":[{\"C\":" + stock + "}]}";
    OURS.put("watchlist-created", client.posted(API + "/watchlist", list));
    OURS.put("watchlist", client.get(API + "/watchlist?id=1"));
    OURS.put("watchlists", client.get(API + "/watchlists"));
    OURS.put("watchlist-deleted", json(client.delete(API + "/watchlist?id=1")));
    OURS.put("notices", client.get("/v1/api/fyi/notifications"));
    OURS.put("unread", client.get("/v1/api/fyi/unreadnumber"));
    OURS.put("settings", client.get("/v1/api/fyi/settings"));
    OURS.put("delivery", client.get("/v1/api/fyi/deliveryoptions"));
    OURS.put("summary", client.get(account + "/summary"));
    String performance = "{\"acctIds\":[\"" + client.account + "\"],\"period\":\"7D\"}";
    OURS.put("performance", client.posted("/v1/api/pa/performance", performance));
  }

  @ParameterizedTest
  @CsvSource({
    "Orders/POST-place-order-submitted, place",
    "Orders/POST-modify-order-submitted, modify",
    "Orders/DELETE-cancel-order, cancel",
    "Orders/GET-live-orders-empty, empty",
    "Orders/GET-order-status, status",
    "Contracts/GET-secdef-search, search",
    "Contracts/GET-contract-info, info",
    "Contracts/GET-contract-info-and-rules, info-and-rules",
    "Contracts/GET-trsrv-secdef, secdef",
    "Contracts/GET-trsrv-all-conids, all-conids",
    "Contracts/GET-exchangerate, rate",
    "MarketData/GET-history, history",
    "MarketData/GET-unsubscribeall, unsubscribeall",
    "MarketData/GET-scanner-params, scanner",
    "MarketData/POST-scanner-run, scan",
    "Alerts/GET-alerts-list, alerts",
    "Watchlists/POST-create-watchlist, watchlist-created",
    "Watchlists/GET-watchlist-by-id, watchlist",
    "Watchlists/DELETE-watchlist, watchlist-deleted",
    "Fyi/GET-notifications, notices",
    "Fyi/GET-unread-count, unread",
    "Portfolio/POST-pa-performance, performance",
    "Portfolio/POST-pa-transactions, transactions",
    "Accounts/GET-account-summary, summary",
  })
  void body_whenOneWasRecorded_hasItsFields(String recording, String ours) throws IOException {
    assumeTrue(material != null);
    Path file = material.resolve("recorded").resolve(recording + ".json");
    assumeTrue(Files.isReadable(file));
    JsonNode theirs = TestClient.MAPPER.readTree(file.toFile()).path("Response").path("Body");
    check(theirs, ours);
  }

  @ParameterizedTest
  @CsvSource({
    "/iserver/account/trades, get, tradesResponseExample, trades",
    "/iserver/account/{accountId}/orders, post, orderReplyMessageExample, question",
    "/iserver/account/{accountId}/orders/whatif, post, orderPreview, whatif",
    "/iserver/account/order/status/{orderId}, get, orderStatusExample, status",
    "/iserver/secdef/info, get, infoBy-symbol-exchange-conid, details",
    "/trsrv/secdef/schedule, get, ibm-nyse, venues",
    "/iserver/account/{accountId}/alert, post, successfully-created, alert",
    "/iserver/account/alert/{alertId}, get, found-alert, alert-details",
    "/iserver/watchlists, get, watchlistDataExample, watchlists",
    "/fyi/settings, get, settings, settings",
  })
  void body_whenAnExampleIsPublished_hasItsFields(
      String operation, String method, String example, String ours) throws IOException {
    assumeTrue(material != null);
    Path file = material.resolve("openapi").resolve("ibkr-web-api-2.28.0.json");
    assumeTrue(Files.isReadable(file));
    check(PublishedShapesTest.example(file, operation, method, example), ours);
  }

  private static void check(JsonNode theirs, String name) {
    JsonNode ours = OURS.get(name);
    assertThat(ours).as(name).isNotNull();
    List<String> differences = PublishedShapesTest.differences(theirs, ours);
    assertThat(differences).isEmpty();
  }
}
