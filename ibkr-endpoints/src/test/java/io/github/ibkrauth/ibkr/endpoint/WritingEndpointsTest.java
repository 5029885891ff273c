package io.github.ibkrauth.ibkr.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ibkrauth.auth.testkit.Reply;
import io.github.ibkrauth.ibkr.AccessRefusedException;
import io.github.ibkrauth.ibkr.RequestRefusedException;
import io.github.ibkrauth.ibkr.ServerTroubleException;
import io.github.ibkrauth.ibkr.UnreadableAnswerException;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.model.AllocationMethod;
import io.github.ibkrauth.ibkr.model.ModelPresets;
import io.github.ibkrauth.ibkr.model.NoticeType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Alerts, watchlists, notices, advisers, and the reads of orders: what exactly is sent. */
class WritingEndpointsTest {

  private final Script script = new Script();

  @Test
  void createAlert_whenBuilt_hasTheBrokersFormAndIsSentOnce() {
    script.replies("POST", "/iserver/account/U1/alert", Reply.json(503, "{}"));
    AlertEndpoints alerts = new AlertEndpoints(script.calls);
    AlertRequest alert =
        AlertRequest.of(
                "High", "too high", AlertTrigger.priceAtLeast(7, "SMART", new BigDecimal("12.50")))
            .and(AlertTrigger.volumeAtLeast(7, "SMART", new BigDecimal("1000")))
            .or(AlertTrigger.of(4, "*@*", "<=", "10"))
            .repeatable()
            .outsideRegularHours()
            .popup()
            .email("a@example.com")
            .until(Instant.parse("2026-12-31T12:00:00Z"))
            .build();

    ServerTroubleException e =
        catchThrowableOfType(ServerTroubleException.class, () -> alerts.create("U1", alert));

    assertThat(e.outcomeUnknown()).isTrue();
    assertThat(script.sent()).containsExactly("POST /iserver/account/U1/alert");
    assertThat(script.body())
        .isEqualTo(
            "{\"alertName\":\"High\",\"alertMessage\":\"too high\",\"alertRepeatable\":1,"
                + "\"outsideRth\":1,\"sendMessage\":1,\"showPopup\":1,\"iTWSOrdersOnly\":0,"
                + "\"tif\":\"GTD\",\"expireTime\":\"20261231-12:00:00\",\"email\":\"a@example.com\","
                + "\"conditions\":["
                + "{\"type\":1,\"conidex\":\"7@SMART\",\"operator\":\">=\",\"triggerMethod\":\"0\",\"value\":\"12.50\",\"logicBind\":\"a\"},"
                + "{\"type\":6,\"conidex\":\"7@SMART\",\"operator\":\">=\",\"triggerMethod\":\"0\",\"value\":\"1000\",\"logicBind\":\"o\"},"
                + "{\"type\":4,\"conidex\":\"*@*\",\"operator\":\"<=\",\"triggerMethod\":\"0\",\"value\":\"10\",\"logicBind\":\"n\"}]}");
  }

  @Test
  void alerts_whenChanged_nameTheAlert() {
    script
        .on("POST", "/iserver/account/U1/alert", "{\"success\":true,\"order_id\":5}")
        .on("POST", "/iserver/account/U1/alert/activate", "{\"success\":true}")
        .on("DELETE", "/iserver/account/U1/alert/5", "{\"success\":false,\"text\":\"gone\"}");
    AlertEndpoints alerts = new AlertEndpoints(script.calls);
    AlertRequest alert =
        AlertRequest.of("Low", "low", AlertTrigger.priceAtMost(7, "SMART", BigDecimal.ONE)).build();

    assertThat(alerts.modify("U1", 5, alert).alertId()).hasValue(5);
    assertThat(script.body()).endsWith("\"orderId\":5}").contains("\"tif\":\"GTC\"");
    assertThat(alerts.deactivate("U1", 5).success()).isTrue();
    assertThat(script.body()).isEqualTo("{\"alertId\":5,\"alertActive\":0}");
    alerts.activate("U1", 5);
    assertThat(script.body()).isEqualTo("{\"alertId\":5,\"alertActive\":1}");
    assertThatThrownBy(() -> alerts.delete("U1", 5))
        .isInstanceOf(RequestRefusedException.class)
        .hasMessageContaining("gone");
    assertThat(script.body()).isEqualTo("{}");
  }

  @Test
  void watchlists_whenWritten_haveRowsAndAreSentOnce() {
    script
        .on("POST", "/iserver/watchlist", "{\"id\":\"5\",\"instruments\":[]}")
        .on("DELETE", "/iserver/watchlist", "{\"data\":{\"deleted\":\"5\"}}")
        .on("GET", "/iserver/watchlists", "{\"data\":{\"user_lists\":[{\"id\":\"5\"}]}}");
    WatchlistEndpoints watchlists = new WatchlistEndpoints(script.calls);

    assertThat(watchlists.create("5", "Mine", List.of(7L, 8L)).id()).isEqualTo("5");
    assertThat(script.body())
        .isEqualTo("{\"id\":\"5\",\"name\":\"Mine\",\"rows\":[{\"C\":7},{\"C\":8}]}");
    assertThat(watchlists.delete("5").deletedId()).contains("5");
    assertThat(watchlists.list().data().orElseThrow().lists()).hasSize(1);
    watchlists.listWithSystems();
    assertThat(script.sent())
        .containsExactly(
            "POST /iserver/watchlist",
            "DELETE /iserver/watchlist?id=5",
            "GET /iserver/watchlists?SC=USER_WATCHLIST",
            "GET /iserver/watchlists");
    assertThatThrownBy(() -> watchlists.create("five", "Mine", List.of(7L)))
        .hasMessage("id must be digits, not 'five'.");
    script.replies("POST", "/iserver/watchlist", Reply.status(401));
    assertThatThrownBy(() -> watchlists.create("5", "Mine", List.of(7L)))
        .isInstanceOf(AccessRefusedException.class)
        .hasMessageContaining("not sent a second time");
    assertThat(script.sent()).hasSize(5);
  }

  @Test
  void notices_whenReadAndSet_goWhereTheyShould() {
    script
        .on("GET", "/fyi/notifications", "[]")
        .on("GET", "/fyi/notifications/more", "[]")
        .on("PUT", "/fyi/deliveryoptions/email", "{\"V\":1,\"T\":10}")
        .on("POST", "/fyi/settings/EA", "{\"V\":1,\"T\":10}");
    NotificationEndpoints notices = new NotificationEndpoints(script.calls);

    notices.list(
        NoticeQuery.latest(5)
            .only(NoticeType.UPCOMING_EARNINGS, NoticeType.TAKEOVER)
            .after("2026010112345678"));
    notices.list(NoticeQuery.latest(10).without(NoticeType.MILESTONES));
    notices.more("2026010112345678");
    assertThat(notices.email(false).accepted()).isTrue();
    notices.enable(NoticeType.UPCOMING_EARNINGS, true);

    assertThat(script.body()).isEqualTo("{\"enabled\":true}");
    assertThat(script.sent())
        .containsExactly(
            "GET /fyi/notifications?max=5&include=EA,TO&id=2026010112345678",
            "GET /fyi/notifications?max=10&exclude=MS",
            "GET /fyi/notifications/more?id=2026010112345678",
            "PUT /fyi/deliveryoptions/email?enabled=false",
            "POST /fyi/settings/EA");
    assertThatThrownBy(() -> NoticeQuery.latest(11))
        .hasMessage("max must be from 1 to 10, not 11.");
  }

  @Test
  void deleteDevice_whenTheAnswerIsEmpty_isDone() {
    script.replies(
        "DELETE",
        "/fyi/deliveryoptions/d%2F1",
        Reply.status(200),
        Reply.json(200, "\"\""),
        Reply.status(200).body("text/html", "<html><title>Sorry</title></html>"));
    NotificationEndpoints notices = new NotificationEndpoints(script.calls);

    notices.deleteDevice("d/1");
    notices.deleteDevice("d/1");
    assertThatThrownBy(() -> notices.deleteDevice("d/1"))
        .isInstanceOf(UnreadableAnswerException.class)
        .hasMessageContaining("web page");
  }

  @Test
  void allocationGroups_whenWritten_haveAmountsOnlyWhereTheMethodNeedsThem() {
    script
        .on("POST", "/iserver/account/allocation/group", "{\"success\":true}")
        .on("PUT", "/iserver/account/allocation/group", "{\"success\":true}");
    AdvisorEndpoints advisor = new AdvisorEndpoints(script.calls);

    advisor.addGroup(
        AllocationRequest.of("G", AllocationMethod.NET_LIQUIDATION, List.of("U1", "U2")));
    assertThat(script.body())
        .isEqualTo(
            "{\"name\":\"G\",\"accounts\":[{\"name\":\"U1\"},{\"name\":\"U2\"}],\"default_method\":\"N\"}");
    advisor.changeGroup(
        AllocationRequest.of("H", AllocationMethod.SHARES, Map.of("U1", new BigDecimal("4")))
            .renaming("G"));
    assertThat(script.body())
        .isEqualTo(
            "{\"name\":\"H\",\"accounts\":[{\"name\":\"U1\",\"amount\":4}],\"default_method\":\"S\",\"prev_name\":\"G\"}");
    assertThatThrownBy(() -> AllocationRequest.of("G", AllocationMethod.SHARES, List.of("U1")))
        .hasMessage("method 'S' needs an amount for each account.");
    assertThatThrownBy(
            () -> AllocationRequest.of("G", AllocationMethod.EQUAL, Map.of("U1", BigDecimal.ONE)))
        .hasMessage("method 'E' takes no amounts.");
    assertThatThrownBy(
            () -> AllocationRequest.of("G", AllocationMethod.RATIOS, Map.of("U1", BigDecimal.ZERO)))
        .hasMessage("amounts must be above zero, not 0.");
  }

  @Test
  void models_whenAsked_numberTheirRequests() {
    script
        .on("POST", "/fa/model/list", "{\"models\":[{\"model\":\"M\"}],\"subscriptionStatus\":1}")
        .on("POST", "/fa/model/positions", "{\"positionList\":[]}")
        .on("POST", "/fa/fa-preset/save", "{\"error\":\"None\",\"success\":true}");
    ModelEndpoints models = new AdvisorEndpoints(script.calls).models();

    assertThat(models.list().models().get(0).name()).isEqualTo("M");
    assertThat(script.body()).isEqualTo("{\"reqID\":1}");
    models.positions("M", 10);
    assertThat(script.body()).isEqualTo("{\"reqID\":2,\"model\":\"M\",\"limit\":10}");
    assertThat(
            models
                .setPresets(
                    new ModelPresets(JsonObject.builder().put("keepModelOpen", true).build()))
                .success())
        .isTrue();
    assertThat(script.body()).isEqualTo("{\"keepModelOpen\":true,\"reqID\":3}");
    assertThatThrownBy(() -> models.invest(JsonObject.builder().put("model", "M").build()))
        .hasMessage("investment has no field 'accountList'.");
    script.on("POST", "/fa/fa-preset/save", "{\"error\":\"refused\",\"success\":true}");
    assertThatThrownBy(() -> models.setPresets(new ModelPresets(JsonObject.empty())))
        .isInstanceOf(RequestRefusedException.class);
  }

  @Test
  void orders_whenRead_areAskedForByState() {
    script
        .on(
            "GET",
            "/iserver/account/orders",
            "{\"orders\":[{\"orderId\":5,\"side\":\"BUY\"}],\"snapshot\":true}")
        .on("GET", "/iserver/account/order/status/5", "{\"order_id\":5,\"side\":\"S\"}")
        .on("GET", "/iserver/account/trades", "[{\"execution_id\":\"x\",\"side\":\"B\"}]");
    OrderEndpoints orders = new OrderEndpoints(script.calls, script.runtime);
    TradeEndpoints trades = new TradeEndpoints(script.calls);

    assertThat(orders.live().orders().get(0).side()).hasToString("Optional[BUY]");
    orders.live(OrderEndpoints.Filter.PRE_SUBMITTED, OrderEndpoints.Filter.SORT_BY_TIME);
    orders.refresh();
    assertThat(orders.status(5).side()).hasToString("Optional[SELL]");
    assertThat(trades.today().get(0).side()).hasToString("Optional[BUY]");
    trades.days(7);

    assertThat(script.sent())
        .containsExactly(
            "GET /iserver/account/orders",
            "GET /iserver/account/orders?filters=pre_submitted,sort_by_time",
            "GET /iserver/account/orders?force=true",
            "GET /iserver/account/order/status/5",
            "GET /iserver/account/trades",
            "GET /iserver/account/trades?days=7");
    assertThatThrownBy(() -> trades.days(8)).hasMessage("days must be from 1 to 7, not 8.");
  }

  @Test
  void analyst_whenAsked_namesAccountsAndPeriod() {
    script
        .on("POST", "/pa/performance", "{}")
        .on("POST", "/pa/transactions", "{\"transactions\":[]}");
    AnalystEndpoints analyst = new AnalystEndpoints(script.calls);

    analyst.performance(List.of("U1"), "MTD");
    assertThat(script.body()).isEqualTo("{\"acctIds\":[\"U1\"],\"period\":\"MTD\"}");
    analyst.transactions(List.of("U1", "U2"), 7, "USD", 30);
    assertThat(script.body())
        .isEqualTo("{\"acctIds\":[\"U1\",\"U2\"],\"conids\":[7],\"currency\":\"USD\",\"days\":30}");
    assertThatThrownBy(() -> analyst.performance(List.of("U1"), "1d"))
        .hasMessage("period must be 1D, 7D, MTD, 1M, 3M, 6M, 12M or YTD, not '1d'.");
  }

  @Test
  void scanner_whenRun_sendsItsFilters() {
    script
        .on("POST", "/iserver/scanner/run", "{\"contracts\":[{\"con_id\":7,\"server_id\":\"0\"}]}")
        .on("POST", "/hmds/auth/init", "{}")
        .on("POST", "/hmds/scanner/run", "{\"total\":1}");
    ScannerEndpoints scanner = new ScannerEndpoints(script.calls);

    assertThat(
            scanner
                .run(
                    ScannerQuery.of("STK", "STK.US.MAJOR", "TOP_PERC_GAIN")
                        .filter("priceAbove", new BigDecimal("5.5"))
                        .filter("volumeAbove", 1000)
                        .filter("sector", "Tech"))
                .contracts())
        .singleElement()
        .satisfies(found -> assertThat(found.rank()).hasValue(0));
    assertThat(script.body())
        .isEqualTo(
            "{\"instrument\":\"STK\",\"location\":\"STK.US.MAJOR\",\"type\":\"TOP_PERC_GAIN\","
                + "\"filter\":[{\"code\":\"priceAbove\",\"value\":5.5},"
                + "{\"code\":\"volumeAbove\",\"value\":1000},{\"code\":\"sector\",\"value\":\"Tech\"}]}");
    assertThat(scanner.runArchived(JsonObject.empty()).toJson()).isEqualTo("{\"total\":1}");
  }
}
