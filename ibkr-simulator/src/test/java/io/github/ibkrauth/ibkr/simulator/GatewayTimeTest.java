package io.github.ibkrauth.ibkr.simulator;

import static io.github.ibkrauth.ibkr.simulator.GatewayClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long a login at the gateway lives, by the simulator's clock. */
class GatewayTimeTest {
  // One minute past midnight in New York, in summer.
  private static final Instant AFTER_MIDNIGHT = Instant.parse("2026-07-01T04:01:00Z");

  private final SimulatorClock clock = SimulatorClock.fixedAt(AFTER_MIDNIGHT);
  private IbkrSimulator simulator;
  private SimulatedGateway gateway;
  private GatewayClient client;

  @BeforeEach
  void start() {
    start(IbkrSimulator.builder());
  }

  private void start(IbkrSimulator.Builder builder) {
    simulator = builder.clock(clock).start();
    gateway = simulator.gateway();
    client = new GatewayClient(gateway);
    gateway.logIn();
  }

  @AfterEach
  void close() {
    simulator.close();
  }

  @Test
  void login_whenTheGatewayRuns_livesUntilTheResetWithoutAnyCall() {
    clock.set(Instant.parse("2026-07-02T03:59:59Z"));
    assertThat(gateway.isLoggedIn()).isTrue();
    assertThat(client.isAuthenticated()).isTrue();
    clock.set(Instant.parse("2026-07-02T04:00:00Z"));
    assertThat(gateway.isLoggedIn()).isFalse();
    assertThat(client.post("/v1/api/tickle").statusCode()).isEqualTo(401);
    clock.advance(Duration.ofDays(3));
    assertThat(client.post("/v1/api/tickle").statusCode()).isEqualTo(401);
    gateway.logIn();
    assertThat(client.isAuthenticated()).isTrue();
  }

  @Test
  void login_whenCallsComeHourByHour_livesForTheWholeDay() {
    for (int hour = 0; hour < 23; hour++) {
      clock.advance(Duration.ofHours(1));
      JsonNode tickle = json(client.post("/v1/api/tickle"));
      assertThat(tickle.at("/iserver/authStatus/authenticated").asBoolean()).isTrue();
      assertThat(tickle.path("ssoExpires").asLong()).isBetween(330_000L, 360_000L);
    }
  }

  @Test
  void login_whenTheDayHasMoreThan24Hours_endsAfter24() {
    simulator.close();
    // Clocks in New York go back on the first of November: that day has 25 hours.
    Instant midnight = Instant.parse("2026-11-01T04:00:00Z");
    clock.set(midnight);
    start(IbkrSimulator.builder().resetZone(ZoneId.of("America/New_York")));
    clock.set(midnight.plus(Duration.ofHours(24)).minusSeconds(1));
    assertThat(gateway.isLoggedIn()).isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(gateway.isLoggedIn()).isFalse();
  }

  @Test
  void login_whenTheGatewayIsCutOffForShort_livesOn() {
    clock.advance(Duration.ofHours(2));
    for (int i = 0; i < 120; i++) {
      gateway.upstreamDown(true);
      clock.advance(Duration.ofSeconds(30));
      gateway.upstreamDown(false);
      clock.advance(Duration.ofSeconds(30));
    }
    assertThat(client.isAuthenticated()).isTrue();
    assertThat(gateway.logins()).isEqualTo(1);
  }

  @Test
  void login_whenTheGatewayIsCutOffForLong_isIdleAndStaysDead() {
    clock.advance(Duration.ofHours(2));
    gateway.upstreamDown(true);
    clock.advance(Duration.ofMinutes(5));
    assertThat(gateway.isLoggedIn()).isTrue();
    clock.advance(Duration.ofMinutes(1));
    assertThat(gateway.isLoggedIn()).isFalse();
    gateway.upstreamDown(false);
    clock.advance(Duration.ofHours(1));
    assertThat(gateway.isLoggedIn()).isFalse();
    assertThat(client.post("/v1/api/tickle").statusCode()).isEqualTo(401);
  }

  @Test
  void login_whenTheGatewayRestarts_isNoLongerUsedAndDiesAtTheBroker() {
    gateway.restart();
    assertThat(gateway.isLoggedIn()).isFalse();
    assertThat(client.post("/v1/api/tickle").statusCode()).isEqualTo(401);
    // The brokerage session is held by a login nobody keeps: it is free six minutes later.
    TestClient rival = new TestClient(simulator);
    assertThat(rival.init(rival.ssoToken(), false).path("competing").asBoolean()).isTrue();
    clock.advance(Duration.ofMinutes(6));
    assertThat(rival.init(rival.ssoToken(), false).path("competing").asBoolean()).isFalse();
  }

  @Test
  void brokerage_whenTheGatewayKeepsItForHours_isNotFreeForOthers() {
    clock.advance(Duration.ofHours(5));
    TestClient rival = new TestClient(simulator);
    assertThat(rival.init(rival.ssoToken(), false).path("competing").asBoolean()).isTrue();
    assertThat(client.isAuthenticated()).isTrue();
  }

  @Test
  void brokerage_whenItTakesManyPolls_isEstablishedByTheGatewaysBeats() {
    simulator.close();
    clock.set(AFTER_MIDNIGHT);
    start(IbkrSimulator.builder().pollsUntilEstablished(5));
    assertThat(client.isAuthenticated()).isFalse();
    // Two polls were the gateway's own, one was ours.
    clock.advance(Duration.ofSeconds(59));
    assertThat(client.get("/v1/api/iserver/accounts").statusCode()).isEqualTo(400);
    clock.advance(Duration.ofSeconds(1));
    assertThat(client.get("/v1/api/iserver/accounts").statusCode()).isEqualTo(200);
  }

  @Test
  void resetNow_whenCalled_endsTheLogin() {
    simulator.faults().resetNow();
    assertThat(gateway.isLoggedIn()).isFalse();
    assertThat(client.post("/v1/api/tickle").statusCode()).isEqualTo(401);
    gateway.logIn();
    simulator.faults().expireSsoTokensNow();
    assertThat(gateway.isLoggedIn()).isTrue();
    simulator.faults().endGatewayLoginsNow();
    assertThat(gateway.isLoggedIn()).isFalse();
  }

  @Test
  void brokerageReset_whenItHappens_leavesTheLoginAndIsMendedByReauthenticating() {
    simulator.faults().brokerageResetNow();
    clock.advance(Duration.ofMinutes(10));
    assertThat(gateway.isLoggedIn()).isTrue();
    assertThat(client.isAuthenticated()).isFalse();
    client.post("/v1/api/iserver/reauthenticate");
    assertThat(client.isAuthenticated()).isTrue();
  }

  @Test
  void logout_whenAClientAsks_endsTheLoginForAll() {
    assertThat(client.post("/v1/api/logout").body()).isEqualTo("{\"status\":true}");
    assertThat(gateway.logouts()).isEqualTo(1);
    assertThat(gateway.isLoggedIn()).isFalse();
    assertThat(client.post("/v1/api/logout").statusCode()).isEqualTo(401);
    assertThat(gateway.logouts()).isEqualTo(1);
    gateway.logIn();
    gateway.logOut();
    assertThat(gateway.isLoggedIn()).isFalse();
    assertThat(gateway.logouts()).isEqualTo(1);
    assertThat(gateway.logins()).isEqualTo(2);
  }
}
