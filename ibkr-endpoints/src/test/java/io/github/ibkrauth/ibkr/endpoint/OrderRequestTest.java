package io.github.ibkrauth.ibkr.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.ibkr.model.OrderSide;
import io.github.ibkrauth.ibkr.model.TimeInForce;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What orders look like on the wire, and which cannot be made. */
class OrderRequestTest {

  private static final long AAPL = 265598;
  private static final BigDecimal TEN = BigDecimal.TEN;

  private static BigDecimal n(String digits) {
    return new BigDecimal(digits);
  }

  private static String wire(OrderPlan plan) {
    String body = Tickets.of(plan, "U1", () -> "id").body().toJson();
    return body.substring("{\"orders\":[".length(), body.length() - 2);
  }

  static Stream<Arguments> kinds() {
    TrailingOffset amount = TrailingOffset.amount(n("0.50"));
    TrailingOffset percent = TrailingOffset.percent(n("5"));
    return Stream.of(
        kind(OrderRequest.market(AAPL, OrderSide.BUY, TEN), "MKT", "\"quantity\":10"),
        kind(OrderRequest.marketForCash(AAPL, OrderSide.BUY, TEN), "MKT", "\"cashQty\":10"),
        kind(
            OrderRequest.limit(AAPL, OrderSide.BUY, TEN, n("150.00")),
            "LMT",
            "\"quantity\":10,\"price\":150.00"),
        kind(
            OrderRequest.limit(AAPL, OrderSide.BUY, TEN, n("-0.05")),
            "LMT",
            "\"quantity\":10,\"price\":-0.05"),
        kind(
            OrderRequest.limitForCash(AAPL, OrderSide.BUY, n("1E+3"), n("7")),
            "LMT",
            "\"cashQty\":1000,\"price\":7"),
        kind(
            OrderRequest.limit(AAPL, OrderSide.BUY, n("1E-8"), n("0.0000001")),
            "LMT",
            "\"quantity\":0.00000001,\"price\":0.0000001"),
        kind(
            OrderRequest.stop(AAPL, OrderSide.BUY, TEN, n("160")),
            "STP",
            "\"quantity\":10,\"price\":160"),
        kind(
            OrderRequest.stopLimit(AAPL, OrderSide.BUY, TEN, n("160"), n("161")),
            "STOP_LIMIT",
            "\"quantity\":10,\"price\":161,\"auxPrice\":160"),
        kind(
            OrderRequest.trailing(AAPL, OrderSide.BUY, TEN, amount),
            "TRAIL",
            "\"quantity\":10,\"trailingType\":\"amt\",\"trailingAmt\":0.50"),
        kind(
            OrderRequest.trailing(AAPL, OrderSide.BUY, TEN, percent, n("140")),
            "TRAIL",
            "\"quantity\":10,\"trailingType\":\"%\",\"trailingAmt\":5,\"price\":140"),
        kind(
            OrderRequest.trailingLimit(AAPL, OrderSide.BUY, TEN, amount, n("140"), n("139")),
            "TRAILLMT",
            "\"quantity\":10,\"trailingType\":\"amt\",\"trailingAmt\":0.50,\"price\":139,\"auxPrice\":140"),
        kind(OrderRequest.midprice(AAPL, OrderSide.BUY, TEN), "MIDPRICE", "\"quantity\":10"),
        kind(
            OrderRequest.midprice(AAPL, OrderSide.BUY, TEN, n("151")),
            "MIDPRICE",
            "\"quantity\":10,\"price\":151"),
        kind(OrderRequest.marketOnClose(AAPL, OrderSide.BUY, TEN), "MOC", "\"quantity\":10"),
        kind(
            OrderRequest.limitOnClose(AAPL, OrderSide.BUY, TEN, n("150")),
            "LOC",
            "\"quantity\":10,\"price\":150"));
  }

  private static Arguments kind(OrderRequest order, String type, String rest) {
    return Arguments.of(order, type, rest);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void order_whenMade_hasExactlyThePricesOfItsKind(OrderRequest order, String type, String rest) {
    assertThat(wire(order))
        .isEqualTo(
            "{\"conid\":265598,\"side\":\"BUY\",\"orderType\":\""
                + type
                + "\",\"tif\":\"DAY\","
                + rest
                + ",\"acctId\":\"U1\",\"cOID\":\"id\"}");
    assertThat(order.toString()).startsWith("BUY ").contains(type).endsWith(" DAY");
  }

  @Test
  void order_whenRefined_carriesEverything() {
    OrderRequest order =
        OrderRequest.limit(AAPL, OrderSide.SELL, n("0.5"), n("150"))
            .goodTillCancelled()
            .outsideRegularHours()
            .clientOrderId("mine-1")
            .account("U2")
            .at("NYSE")
            .allOrNone()
            .priceManagement(false)
            .currencyConversion()
            .algo("Adaptive", Map.of("adaptivePriority", "Normal"))
            .enteredBy(true, "me");
    assertThat(wire(order))
        .isEqualTo(
            "{\"conid\":265598,\"side\":\"SELL\",\"orderType\":\"LMT\",\"tif\":\"GTC\","
                + "\"quantity\":0.5,\"price\":150,\"outsideRTH\":true,\"cOID\":\"mine-1\","
                + "\"acctId\":\"U2\",\"conidex\":\"265598@NYSE\",\"allOrNone\":true,"
                + "\"useAdaptive\":false,\"isCcyConv\":true,\"strategy\":\"Adaptive\","
                + "\"strategyParameters\":{\"adaptivePriority\":\"Normal\"},"
                + "\"manualIndicator\":true,\"extOperator\":\"me\"}");
    assertThat(order.clientOrderId()).contains("mine-1");
    assertThat(order.timeInForce()).isEqualTo(TimeInForce.GOOD_TILL_CANCELLED);
    assertThat(order).isEqualTo(order.account("U2")).isNotEqualTo(order.account("U3"));
  }

  static Stream<Arguments> refusals() {
    OrderRequest limit = OrderRequest.limit(AAPL, OrderSide.BUY, TEN, n("150"));
    return Stream.of(
        refusal("conid", () -> OrderRequest.market(0, OrderSide.BUY, TEN)),
        refusal("side", () -> OrderRequest.market(AAPL, new OrderSide("HOLD"), TEN)),
        refusal("quantity", () -> OrderRequest.market(AAPL, OrderSide.BUY, BigDecimal.ZERO)),
        refusal("quantity", () -> OrderRequest.market(AAPL, OrderSide.BUY, n("-1"))),
        refusal("quantity", () -> OrderRequest.market(AAPL, OrderSide.BUY, n("1E-90"))),
        refusal("cash", () -> OrderRequest.marketForCash(AAPL, OrderSide.BUY, n("-1"))),
        refusal("limitPrice", () -> OrderRequest.limit(AAPL, OrderSide.BUY, TEN, n("1E+99"))),
        refusal("stopPrice", () -> OrderRequest.stop(AAPL, OrderSide.BUY, TEN, n("0"))),
        refusal("stopPrice", () -> OrderRequest.stopLimit(AAPL, OrderSide.BUY, TEN, n("-1"), TEN)),
        refusal("amount", () -> TrailingOffset.amount(n("0"))),
        refusal("percent", () -> TrailingOffset.percent(n("100"))),
        refusal("timeInForce", () -> limit.timeInForce(TimeInForce.GOOD_TILL_DATE)),
        refusal("timeInForce", () -> limit.timeInForce(TimeInForce.AT_THE_CLOSE)),
        refusal(
            "timeInForce",
            () -> OrderRequest.marketOnClose(AAPL, OrderSide.BUY, TEN).goodTillCancelled()),
        refusal(
            "timeInForce",
            () ->
                OrderRequest.stop(AAPL, OrderSide.BUY, TEN, TEN)
                    .timeInForce(TimeInForce.AT_THE_OPENING)),
        refusal(
            "outsideRegularHours",
            () -> OrderRequest.marketOnClose(AAPL, OrderSide.BUY, TEN).outsideRegularHours()),
        refusal(
            "outsideRegularHours",
            () -> limit.outsideRegularHours().timeInForce(TimeInForce.AT_THE_OPENING)),
        refusal("clientOrderId", () -> limit.clientOrderId("")),
        refusal("clientOrderId", () -> limit.clientOrderId("with a blank")),
        refusal("clientOrderId", () -> limit.clientOrderId("x".repeat(41))),
        refusal("accountId", () -> limit.account("U1/../U2")),
        refusal("exchange", () -> limit.at("NY SE")),
        refusal("name", () -> limit.algo(" ", Map.of())),
        refusal("operator", () -> limit.enteredBy(false, "")),
        refusal("takeProfit", () -> Bracket.takeProfit(limit, n("150"))),
        refusal("stopLoss", () -> Bracket.of(limit, n("170"), n("151"))),
        refusal(
            "stopLoss",
            () -> Bracket.of(OrderRequest.market(AAPL, OrderSide.SELL, TEN), n("10"), n("9"))),
        refusal(
            "entry",
            () -> Bracket.stopLoss(OrderRequest.marketForCash(AAPL, OrderSide.BUY, TEN), n("9"))),
        refusal("orders", () -> OneCancelsAll.of(limit)),
        refusal("orders", OneCancelsAll::of),
        refusal(
            "clientOrderId",
            () -> wire(OneCancelsAll.of(limit.clientOrderId("a"), limit.clientOrderId("a")))),
        refusal("messageIds", () -> QuestionPolicy.allow("*")),
        refusal("messageIds", QuestionPolicy::allow));
  }

  private static Arguments refusal(String parameter, ThrowingCallable making) {
    return Arguments.of(parameter, making);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void order_whenItMakesNoSense_isRefusedWithTheParametersName(
      String parameter, ThrowingCallable making) {
    assertThatThrownBy(making)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(parameter)
        .hasMessageEndingWith(".");
  }

  @Test
  void bracket_whenMade_tiesTheExitsToTheEntry() {
    OrderRequest entry =
        OrderRequest.limit(AAPL, OrderSide.SELL, TEN, n("150")).clientOrderId("entry");
    assertThat(wire(Bracket.of(entry, n("140"), n("155")).exits(TimeInForce.DAY)))
        .isEqualTo(
            "{\"conid\":265598,\"side\":\"SELL\",\"orderType\":\"LMT\",\"tif\":\"DAY\",\"quantity\":10,"
                + "\"price\":150,\"cOID\":\"entry\",\"acctId\":\"U1\"},"
                + "{\"conid\":265598,\"side\":\"BUY\",\"orderType\":\"LMT\",\"tif\":\"DAY\",\"quantity\":10,"
                + "\"price\":140,\"acctId\":\"U1\",\"parentId\":\"entry\"},"
                + "{\"conid\":265598,\"side\":\"BUY\",\"orderType\":\"STP\",\"tif\":\"DAY\",\"quantity\":10,"
                + "\"price\":155,\"acctId\":\"U1\",\"parentId\":\"entry\"}");
    assertThatCode(() -> Bracket.stopLoss(OrderRequest.market(AAPL, OrderSide.BUY, TEN), n("1")))
        .doesNotThrowAnyException();
    assertThat(Bracket.takeProfit(entry, n("1")).orders().get(1).timeInForce())
        .isEqualTo(TimeInForce.GOOD_TILL_CANCELLED);
  }

  @Test
  void group_whenMade_marksEveryOrderAndGivesEachItsOwnId() {
    ClientOrderIds ids = new ClientOrderIds(new Random(1));
    OrderRequest one = OrderRequest.limit(AAPL, OrderSide.BUY, TEN, n("150"));
    Tickets tickets = Tickets.of(OneCancelsAll.of(one, one), "U1", ids::next);
    assertThat(tickets.clientOrderIds()).hasSize(2).doesNotHaveDuplicates();
    assertThat(tickets.body().toJson().split("\"isSingleGroup\":true", -1)).hasSize(3);
  }

  @Test
  void preview_whenMade_usesUpNoClientOrderId() {
    OrderRequest entry =
        OrderRequest.limit(AAPL, OrderSide.BUY, TEN, n("150")).clientOrderId("entry");
    assertThat(Tickets.forPreview(entry, "U1", () -> "x").body().toJson())
        .doesNotContain("cOID")
        .doesNotContain("entry");
    assertThat(
            Tickets.forPreview(Bracket.takeProfit(entry, n("160")), "U1", () -> "x")
                .body()
                .toJson())
        .contains("\"cOID\":\"x\"", "\"parentId\":\"x\"")
        .doesNotContain("entry");
  }

  @Test
  void ids_whenMadeByTheThousand_areDifferentAndFit() {
    ClientOrderIds ids = new ClientOrderIds(new Random(1));
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      made.add(Check.clientOrderId("id", ids.next()));
    }
    assertThat(made).hasSize(10_000).allMatch(id -> id.length() == 20);
  }
}
