package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lists of orders and executions, and the profit and loss. */
class OrderListsTest {

  private static final String ORDERS = "/iserver/account/orders";
  private static final String TRADES = "/iserver/account/trades";
  private static final String PNL = "/iserver/account/pnl/partitioned";

  private static final String TWO_ORDERS =
      """
      {"snapshot":true,"orders":[
        {"orderId":1001,"acct":"DU1","account":"DU1","conid":265598,"ticker":"AAPL","side":"BUY",
         "description1":"AAPL","secType":"STK","totalSize":10.0,"filledQuantity":4.0,
         "remainingQuantity":6.0,"orderType":"Limit","price":"228.40","timeInForce":"GTC",
         "status":"Submitted","order_ref":"mine-1","stranger":"x"},
        {"orderId":1002,"acct":"DU2","account":"DU2","conid":756733,"ticker":"SPY","side":"SELL",
         "secType":"STK","totalSize":1.0,"filledQuantity":1.0,"orderType":"Market","price":"0.0",
         "timeInForce":"DAY","status":"Filled"}]}
      """;

  @TempDir private static Path directory;
  private static ScriptedBroker broker;

  @BeforeAll
  static void open() {
    broker = new ScriptedBroker(directory);
  }

  @BeforeEach
  void start() {
    broker.forget();
  }

  @AfterAll
  static void close() {
    broker.close();
  }

  @Test
  void orders_whenThereAreSome_showsThemWithTheirClientOrderIds() {
    broker.says("GET", ORDERS, TWO_ORDERS);

    CommandRun run = broker.run("orders");

    assertThat(run.out())
        .containsPattern("1001 +DU1 +BUY +10 +4 +AAPL +Limit +228\\.40 +- +GTC +Submitted +mine-1")
        .containsPattern("1002 +DU2 +SELL +1 +1 +SPY +Market +- +- +DAY +Filled +-");
  }

  @Test
  void orders_whenNarrowedDown_isSoHereAndNotAtTheBroker() {
    broker.says("GET", ORDERS, TWO_ORDERS);

    assertThat(broker.json("orders", "--state", "open").get("orders")).hasSize(1);
    assertThat(broker.json("orders", "--state", "filled,cancelled").at("/orders/0/orderId"))
        .hasToString("1002");
    assertThat(broker.json("orders", "--symbol", "aapl", "--account", "DU2").get("orders"))
        .isEmpty();
    assertThat(broker.simulator().requests().entries())
        .noneMatch(entry -> entry.toString().contains("filters"));
  }

  @Test
  void orders_whenTheFirstAnswerIsNotWhole_asksAgain() {
    broker.saysOnce("GET", ORDERS, "{\"orders\":[],\"snapshot\":false}");
    broker.says("GET", ORDERS, TWO_ORDERS);

    JsonNode document = broker.json("orders");

    assertThat(document.get("whole").asBoolean()).isTrue();
    assertThat(document.get("orders")).hasSize(2);
    assertThat(document.at("/orders/0/broker/stranger").asText()).isEqualTo("x");
  }

  @Test
  void orders_whenTheListStaysInDoubt_saysSo() {
    broker.says("GET", ORDERS, "{\"orders\":[],\"snapshot\":false}");

    CommandRun run = broker.run("orders");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("There are no such orders.", "may not be whole");
    assertThat(broker.count("GET", ORDERS)).isEqualTo(2);
  }

  @Test
  void trades_whenThereAreSome_showsThemInTheGivenZone() {
    broker.says(
        "GET",
        TRADES,
        """
        [{"execution_id":"0000e0d5.1","symbol":"SPY","side":"S","size":5.0,"price":"647.09",
          "trade_time_r":1795617000000,"commission":"1.01","net_amount":3235.45,"account":"DU1",
          "exchange":"NYSE","conid":756733,"order_id":7,"order_ref":"mine","sec_type":"STK"}]
        """);

    CommandRun run = broker.run("trades", "--days", "3", "--zone", "America/New_York");

    assertThat(run.out())
        .containsPattern(
            "2026-11-25 09:30:00 +DU1 +SELL +5 +SPY +647\\.09 +3,235\\.45 +1\\.01 +NYSE +mine");
    assertThat(broker.json("trades").at("/trades/0/time").asText())
        .isEqualTo("2026-11-25T14:30:00Z");
    assertThat(broker.run("trades", "--symbol", "AAPL").out())
        .contains("There are no such executions.");
  }

  @Test
  void pnl_whenTheFirstAnswerIsEmpty_asksAgain() {
    broker.saysOnce("GET", PNL, "{\"upnl\":{}}");
    broker.says(
        "GET",
        PNL,
        "{\"upnl\":{\"DU1.Core\":{\"rowType\":1,\"dpl\":-12.50,\"nl\":1000000.1,\"upl\":7,"
            + "\"uel\":5,\"mv\":0}}}");

    assertThat(broker.run("pnl").out())
        .containsPattern("DU1 +Core +-12\\.50 +7\\.00 +1,000,000\\.10 +5\\.00 +0\\.00");
    assertThat(broker.run("pnl", "--json").out()).contains("\"dailyPnl\" : -12.50,");
  }

  @Test
  void pnl_whenAskedAtTheSimulator_showsEachAccount() {
    assertThat(broker.json("pnl").get("rows")).hasSameSizeAs(broker.accounts());
  }
}
