package io.github.ibkrauth.ibkr.simulator;

import static io.github.ibkrauth.ibkr.simulator.TradingClient.API;
import static io.github.ibkrauth.ibkr.simulator.TradingClient.market;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a request for an order can be lost, and how a test finds out what became of it. */
class OrderFaultsTest {
  private static IbkrSimulator simulator;
  private static TradingClient client;
  private static int stock;
  private static int count;

  @BeforeAll
  static void start() {
    simulator = IbkrSimulator.builder().start();
    client = new TradingClient(simulator);
    stock = client.stock();
  }

  @AfterAll
  static void close() {
    simulator.close();
  }

  private static String path() {
    return API + "/account/" + client.account + "/orders";
  }

  private static HttpResponse<String> send(String id) throws IOException {
    return client.http.trySend(
        client
            .http
            .bearer(path(), client.token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(market(stock, "BUY", "1", id))));
  }

  private static Faults.Rule rule() {
    return simulator.faults().on("POST", API + "/account/*/orders");
  }

  private static Arguments at(String name, boolean booked, Consumer<Faults.Rule> fault) {
    return Arguments.of(name, booked, fault);
  }

  static Stream<Arguments> lost() {
    return Stream.of(
        at("before the body is read", false, Faults.Rule::cutBeforeReading),
        at("before it is booked", false, Faults.Rule::cutConnection),
        at("after it is booked", true, rule -> rule.afterProcessing().cutConnection()),
        at("in the head of the answer", true, Faults.Rule::cutInHead),
        at("after the head of the answer", true, rule -> rule.cutInBody(0)),
        at("in the body of the answer", true, Faults.Rule::halfBody),
        at("before the last byte", true, rule -> rule.cutInBody(Integer.MAX_VALUE)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lost")
  void order_whenTheConnectionIsCut_isBookedOrNotAsTheLogSays(
      String where, boolean booked, Consumer<Faults.Rule> fault) {
    String id = "cut" + count++;
    fault.accept(rule());
    assertThatThrownBy(() -> send(id)).isInstanceOf(IOException.class);
    check(id, booked);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        at("500 before", false, rule -> rule.status(500)),
        at("500 after", true, rule -> rule.afterProcessing().status(500)),
        at("503 before", false, rule -> rule.html(503)),
        at("503 after", true, rule -> rule.afterProcessing().html(503)),
        at("429 before", false, Faults.Rule::tooManyRequests),
        at("429 after", true, rule -> rule.afterProcessing().tooManyRequests()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void order_whenTheAnswerIsAnother_isBookedOrNotAsTheLogSays(
      String what, boolean booked, Consumer<Faults.Rule> fault) throws IOException {
    String id = "status" + count++;
    fault.accept(rule());
    assertThat(send(id).statusCode()).isGreaterThanOrEqualTo(429);
    check(id, booked);
  }

  private static void check(String id, boolean booked) {
    assertThat(simulator.book().ordersWith(id)).hasSize(booked ? 1 : 0);
    assertThat(simulator.book().submissions(id)).isEqualTo(booked ? 1 : 0);
    assertThat(simulator.requests().entries())
        .last()
        .extracting(RequestLog.Entry::processed)
        .isEqualTo(booked);
  }

  @Test
  void cutBeforeReading_whenItShouldTakeEffect_isRefused() {
    assertThatThrownBy(() -> rule().afterProcessing().cutBeforeReading())
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> rule().cutInBody(-1)).isInstanceOf(IllegalArgumentException.class);
  }
}
