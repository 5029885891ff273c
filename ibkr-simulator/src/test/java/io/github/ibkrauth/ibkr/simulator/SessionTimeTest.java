package io.github.ibkrauth.ibkr.simulator;

import static io.github.ibkrauth.ibkr.simulator.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionTimeTest {
  // 10:00 in New York, in summer.
  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-07-01T14:00:00Z"));
  private IbkrSimulator simulator;
  private TestClient client;

  @BeforeEach
  void start() {
    start(IbkrSimulator.builder());
  }

  private void start(IbkrSimulator.Builder builder) {
    simulator = builder.clock(clock).start();
    client = new TestClient(simulator);
  }

  @AfterEach
  void close() {
    simulator.close();
  }

  private int tickle(String token) {
    return client.post("/v1/api/tickle", token).statusCode();
  }

  /** Keeps a session busy until a moment. */
  private void busyUntil(String token, String moment) {
    Instant end = Instant.parse(moment);
    while (clock.instant().plus(Duration.ofMinutes(5)).isBefore(end)) {
      clock.advance(Duration.ofMinutes(5));
      assertThat(tickle(token)).as("at %s", clock.instant()).isEqualTo(200);
    }
    clock.set(end);
  }

  @Test
  void session_whenIdleForSixMinutes_ends() {
    String token = client.brokerageToken();
    clock.advance(Duration.ofSeconds(359));
    assertThat(tickle(token)).isEqualTo(200);
    clock.advance(Duration.ofSeconds(359));
    assertThat(client.get("/v1/api/portfolio/accounts", token).statusCode()).isEqualTo(200);
    clock.advance(Duration.ofMinutes(6));
    HttpResponse<String> late = client.post("/v1/api/tickle", token);
    assertThat(late.statusCode()).isEqualTo(401);
    assertThat(json(late).path("detail").asText()).isEqualTo("Access token expired");
  }

  @Test
  void brokerageSession_whenItsHolderDied_isFree() {
    client.brokerageToken();
    clock.advance(Duration.ofMinutes(7));
    String next = client.ssoToken();
    assertThat(client.init(next, false).path("competing").asBoolean()).isFalse();
  }

  @Test
  void session_whenItIsMidnightInNewYork_endsHoweverBusy() {
    String token = client.brokerageToken();
    busyUntil(token, "2026-07-02T03:59:59Z");
    assertThat(tickle(token)).isEqualTo(200);
    assertThat(json(client.post("/v1/api/tickle", token)).path("ssoExpires").asLong())
        .isEqualTo(1000);
    clock.advance(Duration.ofSeconds(1));
    assertThat(tickle(token)).isEqualTo(401);
    String next = client.ssoToken();
    assertThat(tickle(next)).isEqualTo(200);
  }

  @Test
  void session_whenTheRegionIsHongKong_endsAtItsMidnight() {
    simulator.close();
    start(IbkrSimulator.builder().resetZone(ZoneId.of("Asia/Hong_Kong")));
    String token = client.ssoToken();
    busyUntil(token, "2026-07-01T15:59:59Z");
    assertThat(tickle(token)).isEqualTo(200);
    clock.advance(Duration.ofSeconds(1));
    assertThat(tickle(token)).isEqualTo(401);
  }

  @Test
  void session_whenTheResetIsAtOne_endsThen() {
    simulator.close();
    start(IbkrSimulator.builder().resetTime(LocalTime.of(1, 0)));
    String token = client.ssoToken();
    busyUntil(token, "2026-07-02T04:59:59Z");
    assertThat(tickle(token)).isEqualTo(200);
    clock.advance(Duration.ofSeconds(1));
    assertThat(tickle(token)).isEqualTo(401);
  }

  @Test
  void tokens_whenMonthsGoBy_areForgottenADayAfterTheirEnd() {
    Broker broker =
        new Broker(
            clock,
            new SessionRules(ZoneId.of("UTC"), 1),
            new TokenMint(RsaKeys.generate()),
            List.of());
    BrokerUser user = new AccountMaker(1).user();
    int most = 0;
    for (int day = 0; day < 60; day++) {
      AccessGrant grant = broker.grant("client", Set.of("sso-sessions.write"), "U1");
      OuterSession login = broker.open(user, Set.of("127.0.0.1"));
      assertThat(broker.grantOf(grant.token())).isPresent();
      assertThat(broker.sessionOf(login.token)).contains(login);
      clock.advance(Duration.ofHours(12));
      most = Math.max(most, broker.remembered());
    }
    assertThat(most).isBetween(4, 10);
  }

  @Test
  void session_whenTheDayHas25Hours_endsAfter24() {
    clock.set(Instant.parse("2026-11-01T04:00:00Z"));
    String token = client.ssoToken();
    busyUntil(token, "2026-11-02T03:59:59Z");
    assertThat(tickle(token)).isEqualTo(200);
    clock.advance(Duration.ofSeconds(1));
    assertThat(tickle(token)).isEqualTo(401);
  }

  @Test
  void accessToken_whenTheDayEnds_livesOn() {
    String access = client.accessToken();
    clock.set(Instant.parse("2026-07-02T05:00:00Z"));
    assertThat(client.ssoSession(access, client.sign(client.ssoRequest())).statusCode())
        .isEqualTo(200);
  }

  @Test
  void reset_whenItHappensNow_endsEverything() {
    String token = client.brokerageToken();
    simulator.faults().resetNow();
    assertThat(tickle(token)).isEqualTo(401);
    assertThat(client.init(client.ssoToken(), false).path("competing").asBoolean()).isFalse();
  }

  @Test
  void expireSsoTokens_whenItHappens_leavesTheAccessToken() {
    String access = client.accessToken();
    String token = client.ssoToken();
    simulator.faults().expireSsoTokensNow();
    assertThat(tickle(token)).isEqualTo(401);
    assertThat(client.ssoSession(access, client.sign(client.ssoRequest())).statusCode())
        .isEqualTo(200);
  }

  @Test
  void validate_whenAsked_saysWhoAndHowLong() {
    String token = client.ssoToken();
    clock.advance(Duration.ofMinutes(2));
    var body = json(client.get("/v1/api/sso/validate", token));
    assertThat(body.path("RESULT").asBoolean()).isTrue();
    assertThat(body.path("USER_NAME").asText()).isEqualTo(simulator.credentials().credential());
    assertThat(body.path("EXPIRES").asLong()).isEqualTo(360_000);
    assertThat(body.path("AUTH_TIME").asLong())
        .isEqualTo(Instant.parse("2026-07-01T14:00:00Z").toEpochMilli());
    assertThat(body.path("lastAccessed").asLong()).isEqualTo(clock.instant().toEpochMilli());
    assertThat(body.path("IP").asText()).isEqualTo("127.0.0.1");
  }

  @Test
  void dateHeader_whenTheClockStands_isItsTime() {
    HttpResponse<String> response = client.get("/v1/api/tickle", client.ssoToken());
    assertThat(response.headers().firstValue("Date")).contains("Wed, 01 Jul 2026 14:00:00 GMT");
  }
}
