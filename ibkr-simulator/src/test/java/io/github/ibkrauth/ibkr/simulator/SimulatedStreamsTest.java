package io.github.ibkrauth.ibkr.simulator;

import static io.github.ibkrauth.ibkr.simulator.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedStreamsTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-03-04T15:00:00Z"));
  private final IbkrSimulator simulator = IbkrSimulator.builder().clock(clock).start();
  private final SimulatedStreams streams = simulator.streams();
  private final TradingClient trader = new TradingClient(simulator);
  private @Nullable StreamClient client;

  @AfterEach
  void close() {
    if (client != null) {
      client.close();
    }
    simulator.close();
  }

  private String session() {
    return json(trader.http.get("/v1/api/tickle", trader.token)).path("session").asText();
  }

  private StreamClient open(@Nullable String cookie) {
    URI address =
        URI.create(
            simulator.baseUri().toString().replaceFirst("http", "ws")
                + "/v1/api/ws?bearer_token="
                + trader.token);
    client = StreamClient.open(HTTP, address, cookie);
    return client;
  }

  private StreamClient ready() throws InterruptedException {
    StreamClient opened = open("api=" + session());
    opened.next("\"act\"");
    return opened;
  }

  private void pass(Duration span) {
    clock.advance(span);
    streams.pump();
  }

  private int conid() {
    return trader
        .get("/v1/api/portfolio/" + trader.account + "/positions/0")
        .get(0)
        .path("conid")
        .asInt();
  }

  @Test
  void upgrade_whenNoLoginIsKnown_isRefused() {
    URI address =
        URI.create(
            simulator.baseUri().toString().replaceFirst("http", "ws")
                + "/v1/api/ws?bearer_token=unknown");

    assertThatThrownBy(() -> StreamClient.open(HTTP, address, null))
        .hasCauseInstanceOf(WebSocketHandshakeException.class);
    assertThat(simulator.requests().count("GET", "/v1/api/ws", 401)).isEqualTo(1);
    assertThat(streams.opened()).isZero();
  }

  @Test
  void session_whenNoCookieCame_isAskedForAndListenedToOnlyThen() throws InterruptedException {
    StreamClient stream = open(null);
    stream.next("waiting for session");
    stream.say("smd+" + conid() + "+{\"fields\":[\"31\"]}");
    stream.say("{\"session\":\"" + session() + "\"}");
    stream.next("\"success\":\"" + simulator.gateway().userName() + "\"");
    streams.pump();
    stream.say("tic");
    stream.next("\"tic\"");

    assertThat(streams.early()).isEqualTo(1);
    assertThat(streams.sent("smd+" + conid())).isZero();
    assertThat(streams.received()).doesNotContain(session()).contains("tic");
  }

  @Test
  void ping_isAnsweredWithItsOwnText() throws InterruptedException {
    StreamClient stream = ready();
    stream.ping("here");

    assertThat(stream.next("pong")).isEqualTo("pong here");
    assertThat(streams.received()).isEmpty();
  }

  @Test
  void session_whenTheCookieIsWrittenAsJson_isTaken() throws InterruptedException {
    open("api={\"session\":\"" + session() + "\"}").next("\"success\"");
  }

  @Test
  void session_whenTheValueIsWrong_isClosed() throws InterruptedException {
    StreamClient stream = open("api=other");
    stream.next("waiting for session");
    stream.say("{\"session\":\"other\"}");

    for (int i = 0; i < 500 && !stream.over; i++) {
      Thread.sleep(10);
    }
    assertThat(stream.over).isTrue();
  }

  @Test
  void marketData_whenFifteenMinutesWentBy_isOver() throws InterruptedException {
    StreamClient stream = ready();
    String topic = "smd+" + conid();
    stream.say(topic + "+{\"fields\":[\"31\",\"84\",\"55\"]}");
    String first = stream.next(topic);
    assertThat(first).contains("\"31\":\"").contains("\"84\":\"").contains("\"55\":\"");
    for (int i = 0; i < 14; i++) {
      pass(Duration.ofMinutes(1));
      session();
    }
    long before = streams.sent(topic);
    assertThat(before).isGreaterThan(5);
    pass(Duration.ofMinutes(1));
    pass(Duration.ofMinutes(1));
    pass(Duration.ofMinutes(1));

    assertThat(streams.sent(topic)).isEqualTo(before);

    stream.forget();
    stream.say(topic + "+{\"fields\":[\"31\"]}");
    stream.next("\"31\":\"");
  }

  @Test
  void prices_whenStreamed_areThoseOfTheMarket() throws InterruptedException {
    StreamClient stream = ready();
    int conid = conid();
    stream.say("smd+" + conid + "+{\"fields\":[\"31\"]}");

    assertThat(stream.next("\"31\""))
        .contains(
            "\"31\":\""
                + simulator.prices().at(conid, clock.instant()).last().toPlainString()
                + "\"");
  }

  @Test
  void orders_whenTheBookMoves_areToldInTheOrderOfTheBook() throws InterruptedException {
    StreamClient stream = ready();
    stream.say("sor+{}");
    stream.say("str+{\"realtimeUpdatesOnly\":true}");
    stream.next("\"sor\"");
    simulator.book().askByItself(false);
    trader.posted(
        TradingClient.API + "/account/" + trader.account + "/orders",
        "{\"orders\":[{\"conid\":"
            + conid()
            + ",\"orderType\":\"LMT\",\"price\":0.01,\"side\":\"BUY\",\"tif\":\"DAY\","
            + "\"quantity\":5}]}");
    long order = simulator.book().orders().get(0).orderId();
    assertThat(stream.next("\"orderId\":" + order)).contains("\"remainingQuantity\":5");
    simulator.book().fill(order, new BigDecimal(2), new BigDecimal("0.01"));
    String filled = stream.next("\"orderId\":" + order);
    assertThat(filled).contains("\"filledQuantity\":2").doesNotContain("companyName");
    assertThat(stream.next("\"str\"")).contains(simulator.book().trades().get(0).executionId());
  }

  @Test
  void brokerageSession_whenLost_isToldAndItsTopicsEnd() throws InterruptedException {
    StreamClient stream = ready();
    String topic = "smd+" + conid();
    stream.say(topic + "+{\"fields\":[\"31\"]}");
    stream.next(topic);
    stream.say("spl+{}");
    stream.next("\"spl\"");
    simulator.faults().brokerageResetNow();
    streams.pump();
    stream.next("\"authenticated\":false");
    long before = streams.sent(topic);
    long pnl = streams.sent("spl");
    pass(Duration.ofMinutes(1));

    assertThat(streams.sent(topic)).isEqualTo(before);
    assertThat(streams.sent("spl")).isGreaterThan(pnl);
  }

  @Test
  void login_whenOver_closesItsConnection() throws InterruptedException {
    StreamClient stream = ready();
    simulator.faults().expireSsoTokensNow();
    streams.pump();
    stream.next("\"authenticated\":false");

    for (int i = 0; i < 500 && streams.open() > 0; i++) {
      Thread.sleep(10);
    }
    assertThat(streams.open()).isZero();
  }

  @Test
  void beat_whenTenSecondsGoBy_isSentUnlessTheConnectionFellSilent() throws InterruptedException {
    StreamClient stream = ready();
    pass(Duration.ofSeconds(10));
    stream.next("\"hb\"");
    streams.silence();
    long before = streams.sent("system");
    pass(Duration.ofSeconds(30));

    assertThat(streams.sent("system")).isEqualTo(before);
    assertThat(streams.open()).isEqualTo(1);
    assertThat(stream.over).isFalse();
  }

  @Test
  void flood_whenOpened_countsUp() throws InterruptedException {
    StreamClient stream = ready();
    stream.say("smd+" + conid() + "+{\"fields\":[\"31\"]}");
    stream.next("\"31\"");
    streams.flood(50_000);
    stream.next("\"7762\":\"1\"");
    stream.next("\"7762\":\"500\"");
    streams.flood(0);
  }

  @Test
  void messages_whenFragmented_areWholeInTheEnd() throws InterruptedException {
    streams.fragmented(true);
    StreamClient stream = open("api=" + session());
    stream.next("\"act\"");

    assertThat(stream.parts).isGreaterThanOrEqualTo(9);
    assertThat(stream.binary).isFalse();
  }

  @Test
  void notices_whenSent_reachEverybody() throws InterruptedException {
    StreamClient stream = ready();
    streams.bulletin("1", "hello");
    streams.notice(Map.of("id", "2", "text", "there"));

    assertThat(stream.next("\"blt\"")).contains("hello");
    assertThat(stream.next("\"ntf\"")).contains("there");
  }

  @Test
  void gateway_whenItPassesMessagesOn_makesThemBinaryAndDropsTheClientsCookies()
      throws InterruptedException {
    SimulatedGateway gateway = simulator.gateway();
    gateway.logIn();
    HttpClient http =
        HttpClient.newBuilder().sslContext(PinnedTrust.of(gateway.certificate())).build();
    URI address =
        URI.create(gateway.baseUri().toString().replaceFirst("http", "ws") + "/v1/api/ws");
    StreamClient stream = StreamClient.open(http, address, "api=wrong");
    client = stream;
    stream.next("\"success\"");
    assertThat(stream.binary).isTrue();
    gateway.upstreamDown(true);
    long before = streams.sent("system");
    pass(Duration.ofSeconds(20));

    assertThat(streams.sent("system")).isEqualTo(before);

    gateway.upstreamDown(false);
    pass(Duration.ofSeconds(20));
    stream.next("\"hb\"");
  }
}
