package io.github.ibkrauth.ibkr.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.testkit.Reply;
import io.github.ibkrauth.ibkr.IbkrException;
import io.github.ibkrauth.ibkr.NoAnswerException;
import io.github.ibkrauth.ibkr.NoBrokerageSessionException;
import io.github.ibkrauth.ibkr.OutcomeUnknownException;
import io.github.ibkrauth.ibkr.OutcomeUnknownException.Intent;
import io.github.ibkrauth.ibkr.RequestRefusedException;
import io.github.ibkrauth.ibkr.endpoint.OrderResult.Declined;
import io.github.ibkrauth.ibkr.endpoint.OrderResult.Placed;
import io.github.ibkrauth.ibkr.endpoint.OrderResult.Refused;
import io.github.ibkrauth.ibkr.endpoint.OrderResult.Unanswered;
import io.github.ibkrauth.ibkr.model.OrderAcknowledgement;
import io.github.ibkrauth.ibkr.model.OrderSide;
import io.github.ibkrauth.ibkr.model.OrderState;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The conversation about an order over a script: who says what, and what the caller is told. */
@Timeout(60)
class OrderConversationTest {

  private static final String PLACE = "/iserver/account/U1/orders";
  private static final String ORDER = "/iserver/account/U1/order/5";
  private static final String TAKEN = "[{\"order_id\":\"5\",\"order_status\":\"Submitted\"}]";
  private static final OrderRequest LIMIT =
      OrderRequest.limit(7, OrderSide.BUY, BigDecimal.TEN, new BigDecimal("150"))
          .clientOrderId("mine");

  private final Script script = new Script();
  private final OrderEndpoints orders = new OrderEndpoints(script.calls, script.runtime);

  private static String question(String id, String... messageIds) {
    return "{\"id\":\""
        + id
        + "\",\"message\":[\"sure?\"],\"isSuppressed\":false,\"messageIds\":[\""
        + String.join("\",\"", messageIds)
        + "\"]}";
  }

  private OutcomeUnknownException unknown(Runnable call) {
    return catchThrowableOfType(OutcomeUnknownException.class, call::run);
  }

  @Test
  void place_whenTaken_saysUnderWhichIds() {
    script.on("POST", PLACE, TAKEN);
    Placed placed = (Placed) orders.place("U1", LIMIT);
    assertThat(placed.placed().get(0).orderId()).isEqualTo(5);
    assertThat(placed.placed().get(0).state()).contains(OrderState.SUBMITTED);
    assertThat(placed.clientOrderIds()).containsExactly("mine");
    assertThat(script.body()).contains("\"cOID\":\"mine\"");
  }

  @Test
  void place_whenNoIdIsGiven_makesOneUpAndSaysWhich() {
    script.on("POST", PLACE, TAKEN);
    OrderRequest bare = OrderRequest.market(7, OrderSide.BUY, BigDecimal.ONE);
    OrderResult first = orders.place("U1", bare);
    assertThat(script.body()).contains("\"cOID\":\"" + first.clientOrderIds().get(0) + "\"");
    assertThat(orders.place("U1", bare).clientOrderIds()).isNotEqualTo(first.clientOrderIds());
  }

  @Test
  void place_whenAskedAndNoPolicyIsGiven_saysNo() {
    script
        .on("POST", PLACE, "[" + question("q1", "o163") + "]")
        .on("POST", "/iserver/reply/q1", "{\"error\":\"Order not confirmed\"}");
    Declined declined = (Declined) orders.place("U1", LIMIT);
    assertThat(declined.told()).isTrue();
    assertThat(declined.question().messageIds()).containsExactly("o163");
    assertThat(declined.placed()).isEmpty();
    assertThat(script.body()).isEqualTo("{\"confirmed\":false}");
    assertThat(script.sent()).hasSize(2);
  }

  @Test
  void place_whenTheNoIsLost_saysThatTheBrokerHasNotHeardIt() {
    script
        .on("POST", PLACE, "[" + question("q1", "o163") + "]")
        .replies("POST", "/iserver/reply/q1", Reply.failure(new SocketException("reset")));
    assertThat(((Declined) orders.place("U1", LIMIT)).told()).isFalse();
  }

  @Test
  void place_whenAskedAgainAndAgain_answersEachQuestion() {
    script
        .on("POST", PLACE, "[" + question("q1", "o163") + "]")
        .on("POST", "/iserver/reply/q1", "[" + question("q2", "o354", "o383") + "]")
        .on("POST", "/iserver/reply/q2", TAKEN);
    Placed placed =
        (Placed) orders.place("U1", LIMIT, QuestionPolicy.allow("o163", "o354", "o383"));
    assertThat(placed.confirmed()).hasSize(2);
    assertThat(script.body()).isEqualTo("{\"confirmed\":true}");
    assertThat(script.sent())
        .containsExactly("POST " + PLACE, "POST /iserver/reply/q1", "POST /iserver/reply/q2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"messageIds\":[\"o163\",\"o999\"]",
        "\"messageIds\":[]",
        "\"message\":[\"o163\"]"
      })
  void place_whenAPartOfAQuestionIsNotAllowed_saysNo(String kinds) {
    script
        .on("POST", PLACE, "[{\"id\":\"q1\"," + kinds + "}]")
        .on("POST", "/iserver/reply/q1", "{\"error\":\"Order not confirmed\"}");
    assertThat(orders.place("U1", LIMIT, QuestionPolicy.allow("o163")))
        .isInstanceOf(Declined.class);
    assertThat(script.body()).isEqualTo("{\"confirmed\":false}");
  }

  @Test
  void place_whenTheBrokerNeverStopsAsking_givesUpWithANo() {
    script
        .on("POST", PLACE, "[" + question("q1", "o163") + "]")
        .on("POST", "/iserver/reply/q1", "[" + question("q1", "o163") + "]");
    assertThat(orders.place("U1", LIMIT, question -> true)).isInstanceOf(Declined.class);
    assertThat(script.sent()).hasSize(22);
    assertThat(script.body()).isEqualTo("{\"confirmed\":false}");
  }

  @Test
  void place_whenThePolicyThrows_saysNoAndPassesItOn() {
    script
        .on("POST", PLACE, "[" + question("q1", "o163") + "]")
        .on("POST", "/iserver/reply/q1", "{\"error\":\"Order not confirmed\"}");
    assertThatThrownBy(
            () ->
                orders.place(
                    "U1",
                    LIMIT,
                    question -> {
                      throw new IllegalArgumentException("no idea");
                    }))
        .hasMessage("no idea");
    assertThat(script.body()).isEqualTo("{\"confirmed\":false}");
    script.on("POST", PLACE, TAKEN);
    assertThat(orders.place("U1", LIMIT)).isInstanceOf(Placed.class);
  }

  @Test
  void place_whenThePolicyPlacesAnother_isToldNotTo() {
    script
        .on("POST", PLACE, "[" + question("q1", "o163") + "]")
        .on("POST", "/iserver/reply/q1", "{\"error\":\"Order not confirmed\"}");
    assertThatThrownBy(
            () ->
                orders.place("U1", LIMIT, question -> orders.place("U1", LIMIT) instanceof Placed))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("would kill the question");
    assertThat(script.sent()).hasSize(2);
  }

  @Test
  void place_whenRefused_saysWhy() {
    script.on(
        "POST",
        PLACE,
        "{\"error\":\"Order couldn't be submitted: Local order ID=mine is already registered.\"}");
    Refused refused = (Refused) orders.place("U1", LIMIT);
    assertThat(refused.reason()).contains("Local order ID=mine");
    assertThat(refused.duplicate()).isTrue();
    script.replies("POST", PLACE, Reply.json(400, "{\"error\":\"bad price\"}"));
    assertThat(((Refused) orders.place("U1", LIMIT)).duplicate()).isFalse();
  }

  @Test
  void place_whenRejectedWithChoices_passesThemOn() {
    script.on(
        "POST",
        PLACE,
        "{\"orderId\":9,\"reqId\":\"77\",\"text\":\"Use it?\",\"options\":[\"Yes\",\"No\"],"
            + "\"messageId\":\"p12\",\"prompt\":true}");
    Refused refused = (Refused) orders.place("U1", LIMIT);
    assertThat(refused.reason()).isEqualTo("Use it?");
    assertThat(refused.choices().orElseThrow().options()).containsExactly("Yes", "No");
  }

  @Test
  void place_whenSomeOfAGroupAreTaken_saysWhichWhateverTheEnd() {
    OneCancelsAll pair = OneCancelsAll.of(LIMIT, LIMIT.clientOrderId("other"));
    String half = "[{\"order_id\":\"5\"}," + question("q1", "o163") + "]";
    script
        .on("POST", PLACE, half)
        .on("POST", "/iserver/reply/q1", "{\"error\":\"Order not confirmed\"}");
    OrderResult declined = orders.place("U1", pair);
    assertThat(declined).isInstanceOf(Declined.class);
    assertThat(declined.placed()).extracting(OrderAcknowledgement::orderId).containsExactly(5L);
    OrderResult refused = orders.place("U1", pair, question -> true);
    assertThat(refused).isInstanceOf(Refused.class);
    assertThat(refused.placed()).hasSize(1);
    assertThat(
            unknown(
                () ->
                    orders.place(
                        "U1",
                        pair,
                        question -> {
                          throw new IllegalStateException("no idea");
                        })))
        .hasMessageContaining("no idea");
  }

  static Stream<Arguments> lostAnswers() {
    return Stream.of(
        lost("cut", Reply.failure(new SocketException("Connection reset"))),
        lost("end of stream", Reply.failure(new IOException("Unexpected end of stream"))),
        lost("silence", Reply.failure(new SocketTimeoutException("Read timed out"))),
        lost("late", Reply.json(200, TAKEN).after(Duration.ofHours(1))),
        lost("half an answer", Reply.json(200, TAKEN).cutAfter(10)),
        lost("web page", Reply.status(200).body("text/html", "<html><title>Sorry</title></html>")),
        lost("empty", Reply.status(200)),
        lost("empty list", Reply.json(200, "[]")),
        lost("empty object", Reply.json(200, "{}")),
        lost("no order id", Reply.json(200, "[{\"order_status\":\"Submitted\"}]")),
        lost("wrong order id", Reply.json(200, "[{\"order_id\":\"five\"}]")),
        lost("list of lists", Reply.json(200, "[[]]")),
        lost("401", Reply.json(401, "{\"error\":\"not authenticated\"}")),
        lost("403", Reply.status(403).body("text/html", "<html></html>")),
        lost("404", Reply.status(404)),
        lost("408", Reply.status(408)),
        lost("410", Reply.status(410)),
        lost("302", Reply.status(302).header("Location", "https://api.test/v1/api/iserver")),
        lost("429", Reply.json(429, "{\"error\":\"Too Many Requests\"}")),
        lost("500", Reply.json(500, "{\"error\":\"internal\"}")),
        lost("502", Reply.status(502).body("text/html", "<html></html>")),
        lost("503", Reply.json(503, "{\"error\":\"Service Unavailable\",\"statusCode\":503}")));
  }

  private static Arguments lost(String name, Reply reply) {
    return Arguments.of(name, reply);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lostAnswers")
  void place_whenTheAnswerSaysNothing_isSentOnceAndUnknown(String name, Reply reply) {
    script.replies("POST", PLACE, reply);
    OutcomeUnknownException e = unknown(() -> orders.place("U1", LIMIT));
    assertThat(e.outcomeUnknown()).isTrue();
    assertThat(e.intent()).isEqualTo(Intent.PLACE);
    assertThat(e.accountId()).isEqualTo("U1");
    assertThat(e.clientOrderIds()).containsExactly("mine");
    assertThat(e.at()).isEqualTo(script.time.instant());
    assertThat(e.getMessage())
        .contains("mine", "U1", "resolve", "Do not send it again")
        .doesNotContain("\n");
    assertThat(script.sent()).containsExactly("POST " + PLACE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lostAnswers")
  void modify_whenTheAnswerSaysNothing_isSentOnceAndUnknown(String name, Reply reply) {
    script.replies("POST", ORDER, reply);
    OutcomeUnknownException e = unknown(() -> orders.modify("U1", 5, LIMIT));
    assertThat(e.intent()).isEqualTo(Intent.MODIFY);
    assertThat(e.orderId()).hasValue(5);
    assertThat(e.ticket().orElseThrow()).contains("\"price\":150");
    assertThat(script.sent()).containsExactly("POST " + ORDER);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lostAnswers")
  void cancel_whenTheAnswerSaysNothing_isSentOnceAndUnknown(String name, Reply reply) {
    script.replies("DELETE", ORDER, reply);
    OutcomeUnknownException e = unknown(() -> orders.cancel("U1", 5));
    assertThat(e.intent()).isEqualTo(Intent.CANCEL);
    assertThat(e.orderId()).hasValue(5);
    assertThat(script.sent()).containsExactly("DELETE " + ORDER);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lostAnswers")
  void reply_whenTheAnswerSaysNothing_isSentOnceAndUnknown(String name, Reply reply) {
    script
        .on("POST", PLACE, "[" + question("q1", "o163") + "]")
        .replies("POST", "/iserver/reply/q1", reply);
    OutcomeUnknownException e =
        unknown(() -> orders.place("U1", LIMIT, QuestionPolicy.allow("o163")));
    assertThat(e.endpoint()).isEqualTo(OrderCatalog.REPLY);
    assertThat(e.clientOrderIds()).containsExactly("mine");
    assertThat(script.sent()).containsExactly("POST " + PLACE, "POST /iserver/reply/q1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":\"reply id not found: 'q1'\"}",
        "[]",
      })
  void reply_whenTheQuestionIsDead_isUnknown(String body) {
    script
        .on("POST", PLACE, "[" + question("q1", "o163") + "]")
        .on("POST", "/iserver/reply/q1", body);
    assertThat(unknown(() -> orders.place("U1", LIMIT, question -> true))).isNotNull();
  }

  static Stream<Arguments> neverSent() {
    return Stream.of(
        Arguments.of("refused", new ConnectException("Connection refused")),
        Arguments.of("no such host", new UnknownHostException("api.test")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("neverSent")
  void place_whenNoConnectionCameAbout_saysThatNothingWasSent(String name, IOException failure) {
    script.replies("POST", PLACE, Reply.failure(failure));
    NoAnswerException e =
        catchThrowableOfType(NoAnswerException.class, () -> orders.place("U1", LIMIT));
    assertThat(e.outcomeUnknown()).isFalse();
    assertThat(e).hasMessageContaining("could not be sent");
  }

  @Test
  void reply_whenNoConnectionCameAbout_saysThatTheQuestionIsOpen() {
    script
        .on("POST", PLACE, "[" + question("q1", "o163") + "]")
        .replies("POST", "/iserver/reply/q1", Reply.failure(new ConnectException("refused")));
    Unanswered open = (Unanswered) orders.place("U1", LIMIT, question -> true);
    assertThat(open.problem()).isInstanceOf(NoAnswerException.class);
    assertThat(open.question().id()).isEqualTo("q1");
    assertThat(open.placed()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"place", "modify", "cancel"})
  void call_whenSigningFails_saysThatNothingWasSent(String what) {
    script.session.refusal = Script.refusal("no credential");
    assertThatThrownBy(() -> call(what))
        .isInstanceOf(AuthException.class)
        .hasMessageStartingWith("no credential");
    assertThat(script.sent()).isEmpty();
  }

  @Test
  void call_whenRecoveryFailsAfterAnAnswer_isUnknown() {
    script.session.lostOnRecovery = Script.refusal("login is gone");
    script
        .replies("POST", PLACE, Reply.status(401))
        .replies("POST", ORDER, Reply.status(401))
        .replies("DELETE", ORDER, Reply.status(401));
    for (String what : List.of("place", "modify", "cancel")) {
      assertThat(unknown(() -> call(what)))
          .hasMessageContaining("login is gone")
          .hasCauseInstanceOf(AuthException.class);
    }
    assertThat(script.sent()).hasSize(3);
  }

  @Test
  void place_whenTheBrokerDidNotLook_saysSo() {
    script.replies("POST", PLACE, Reply.json(400, "{\"error\":\"Bad Request: no bridge\"}"));
    assertThat(
            catchThrowableOfType(NoBrokerageSessionException.class, () -> orders.place("U1", LIMIT))
                .outcomeUnknown())
        .isFalse();
    assertThat(script.sent()).hasSize(1);
  }

  @Test
  void cancel_whenTaken_returnsTheReceiptInEitherForm() {
    script.on(
        "DELETE",
        ORDER,
        "{\"msg\":\"Request was submitted\",\"order_id\":5,\"conid\":-1,\"account\":null}",
        "[{\"msg\":\"Request was submitted\",\"order_id\":\"5\"}]",
        "{\"error\":\"OrderID 5 doesn't exist\"}");
    assertThat(orders.cancel("U1", 5).orderId()).hasValue(5);
    assertThat(orders.cancel("U1", 5).message()).contains("Request was submitted");
    assertThatThrownBy(() -> orders.cancel("U1", 5))
        .isInstanceOf(RequestRefusedException.class)
        .hasMessageContaining("doesn't exist");
  }

  @Test
  void preview_whenAsked_isNoOrder() {
    script.on(
        "POST",
        PLACE + "/whatif",
        "{\"amount\":{\"total\":\"1,501 USD\"},\"position\":{\"after\":\"10\"},\"error\":null}",
        "{\"error\":\"no funds\"}");
    assertThat(orders.preview("U1", LIMIT).position().orElseThrow().after().value().toPlainString())
        .isEqualTo("10");
    assertThat(script.body()).doesNotContain("cOID");
    assertThatThrownBy(() -> orders.preview("U1", LIMIT))
        .isInstanceOf(RequestRefusedException.class)
        .hasMessageContaining("no funds");
  }

  @Test
  void modify_whenAsked_sendsTheWholeOrder() {
    script
        .on("POST", ORDER, "[" + question("q1", "o10138") + "]")
        .on("POST", "/iserver/reply/q1", TAKEN);
    OrderResult result = orders.modify("U1", 5, LIMIT, QuestionPolicy.allow("o10138"));
    assertThat(result).isInstanceOf(Placed.class);
    assertThat(result.clientOrderIds()).isEmpty();
  }

  @Test
  void suppress_whenTold_isKeptUntilReset() {
    List<Runnable> replays = new ArrayList<>();
    OrderEndpoints kept = new OrderEndpoints(script.calls, script.runtime, replays::add);
    script
        .on("POST", "/iserver/questions/suppress", "{\"status\":\"submitted\"}")
        .on("POST", "/iserver/questions/suppress/reset", "{\"status\":\"submitted\"}");
    replays.get(0).run();
    assertThat(script.sent()).isEmpty();
    assertThat(kept.suppress(List.of("o163", "o354")).status()).contains("submitted");
    kept.suppress(List.of("o354", "p12"));
    replays.get(0).run();
    assertThat(script.body()).isEqualTo("{\"messageIds\":[\"o163\",\"o354\",\"p12\"]}");
    assertThat(kept.suppressed()).containsExactly("o163", "o354", "p12");
    kept.resetSuppression();
    replays.get(0).run();
    assertThat(kept.suppressed()).isEmpty();
    assertThat(script.sent()).hasSize(4);
  }

  @Test
  void suppress_whenTooManyOrNotTaken_keepsNothing() {
    List<String> many = new ArrayList<>();
    for (int i = 1; i <= 52; i++) {
      many.add("o" + i);
    }
    assertThatThrownBy(() -> orders.suppress(many)).hasMessageStartingWith("messageIds has 52");
    assertThatThrownBy(() -> orders.suppress(List.of("all of them")))
        .hasMessageStartingWith("messageIds must be");
    script.on("POST", "/iserver/questions/suppress", "{\"status\":\"submitted\"}");
    orders.suppress(many.subList(0, 51));
    assertThatThrownBy(() -> orders.suppress(List.of("p12")))
        .hasMessageStartingWith("messageIds would make 52");
    assertThat(orders.suppressed()).hasSize(51);
    OrderEndpoints others = new OrderEndpoints(script.calls, script.runtime);
    script.replies("POST", "/iserver/questions/suppress", Reply.status(503));
    assertThatThrownBy(() -> others.suppress(List.of("o163"))).isInstanceOf(IbkrException.class);
    assertThat(others.suppressed()).isEmpty();
  }

  private Object call(String what) {
    return switch (what) {
      case "place" -> orders.place("U1", LIMIT);
      case "modify" -> orders.modify("U1", 5, LIMIT);
      default -> orders.cancel("U1", 5);
    };
  }
}
