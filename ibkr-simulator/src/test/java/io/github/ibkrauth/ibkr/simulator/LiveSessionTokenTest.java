package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way of an OAuth 1.0a client through handshake, signed calls and renewals. */
class LiveSessionTokenTest {
  // 10:00 in New York, in summer.
  private static final Instant START = Instant.parse("2026-07-01T14:00:00Z");

  private final SimulatorClock clock = SimulatorClock.fixedAt(START);
  private IbkrSimulator simulator;
  private OAuth1Client client;

  @BeforeEach
  void start() {
    start(IbkrSimulator.builder());
  }

  private void start(IbkrSimulator.Builder builder) {
    simulator = builder.clock(clock).start();
    client = new OAuth1Client(simulator);
  }

  @AfterEach
  void close() {
    simulator.close();
  }

  private int tickle() {
    return client.post("/v1/api/tickle").statusCode();
  }

  private boolean authenticated() {
    return TestClient.json(client.get("/v1/api/iserver/auth/status"))
        .path("authenticated")
        .asBoolean();
  }

  @Test
  void call_whenSignedWithTheLiveSessionToken_reachesTheAccounts() {
    JsonNode json = client.handshake();
    assertThat(json.path("diffie_hellman_response").asText()).matches("[1-9a-f][0-9a-f]{500,511}");
    assertThat(json.path("live_session_token_expiration").asLong())
        .isEqualTo(START.plus(Duration.ofHours(24)).toEpochMilli());
    HttpResponse<String> accounts = client.get("/v1/api/portfolio/accounts");
    assertThat(accounts.statusCode()).isEqualTo(200);
    assertThat(TestClient.json(accounts)).hasSize(4);
    client.init(true);
    assertThat(authenticated()).isTrue();
    assertThat(client.get("/v1/api/iserver/accounts").statusCode()).isEqualTo(200);
  }

  @Test
  void expiration_whenItTellsTheComputation_isNow() {
    simulator.close();
    start(IbkrSimulator.builder().tellComputationTime(true));
    assertThat(client.handshake().path("live_session_token_expiration").asLong())
        .isEqualTo(START.toEpochMilli());
    clock.advance(Duration.ofMinutes(30));
    assertThat(tickle()).isEqualTo(200);
  }

  @Test
  void tickle_whenSigned_lacksWhatOnlySsoLoginsHave() {
    client.handshake();
    JsonNode body = TestClient.json(client.post("/v1/api/tickle"));
    assertThat(body.path("session").asText()).matches("[0-9a-f]{32}");
    assertThat(body.has("ssoExpires")).isFalse();
    assertThat(body.has("collission")).isFalse();
    assertThat(body.has("userId")).isFalse();
    assertThat(body.path("iserver").path("authStatus").path("connected").asBoolean()).isTrue();
  }

  @Test
  void token_whenADayHasPassed_isDead() {
    clock.set(Instant.parse("2026-07-01T04:00:00Z"));
    client.handshake();
    clock.set(Instant.parse("2026-07-02T03:59:59Z"));
    assertThat(tickle()).isEqualTo(200);
    clock.advance(Duration.ofSeconds(1));
    unauthorized("no live session token");
    client.handshake();
    assertThat(tickle()).isEqualTo(200);
  }

  @Test
  void token_whenItsLifeIsShort_endsAndTheBrokerageSessionGoesOnWithTheNext() {
    simulator.close();
    start(IbkrSimulator.builder().liveSessionTokenLife(Duration.ofMinutes(4)));
    client.handshake();
    client.init(true);
    assertThat(authenticated()).isTrue();
    clock.advance(Duration.ofMinutes(4));
    unauthorized("no live session token");
    client.handshake();
    assertThat(authenticated()).isTrue();
  }

  @Test
  void token_whenMidnightComes_endsWithTheLoginWhateverItsExpiration() {
    client.handshake();
    clock.set(Instant.parse("2026-07-02T03:59:59Z"));
    assertThat(tickle()).isEqualTo(200);
    clock.advance(Duration.ofSeconds(1));
    unauthorized("no live session token");
    client.handshake();
    assertThat(tickle()).isEqualTo(200);
  }

  @Test
  void token_whenIdleForSixMinutes_livesOnWithoutTheBrokerageSession() {
    client.handshake();
    client.init(true);
    assertThat(authenticated()).isTrue();
    clock.advance(Duration.ofMinutes(6));
    assertThat(authenticated()).isFalse();
    assertThat(client.get("/v1/api/iserver/accounts").body()).contains("no bridge");
    client.init(false);
    assertThat(authenticated()).isTrue();
    assertThat(client.get("/v1/api/iserver/accounts").statusCode()).isEqualTo(200);
  }

  @Test
  void token_whenRenewed_leavesTheEarlierOneGoodAndTheBrokerageSessionOpen() {
    client.handshake();
    client.init(true);
    assertThat(authenticated()).isTrue();
    byte[] earlier = client.live;
    client.handshake();
    assertThat(client.live).isNotEqualTo(earlier);
    assertThat(authenticated()).isTrue();
    client.live = earlier;
    assertThat(authenticated()).isTrue();
  }

  @Test
  void token_whenTooManyAreAlive_theOldestGoes() {
    client.handshake();
    byte[] oldest = client.live;
    for (int i = 1; i < OAuth1Registry.LIVE_TOKENS; i++) {
      client.handshake();
    }
    client.live = oldest;
    assertThat(tickle()).isEqualTo(200);
    client.handshake();
    assertThat(tickle()).isEqualTo(200);
    client.live = oldest;
    unauthorized("does not fit the base string");
  }

  @Test
  void logout_whenCalled_endsTheLiveSessionToken() {
    client.handshake();
    assertThat(client.post("/v1/api/logout").statusCode()).isEqualTo(200);
    unauthorized("no live session token");
    client.handshake();
    assertThat(tickle()).isEqualTo(200);
  }

  @Test
  void brokerageSession_whenTheOtherStrategyTakesIt_isCompeting() {
    client.handshake();
    client.init(true);
    assertThat(authenticated()).isTrue();
    TestClient other = new TestClient(simulator);
    String token = other.ssoToken();
    assertThat(other.init(token, false).path("competing").asBoolean()).isTrue();
    other.init(token, true);
    assertThat(
            TestClient.json(client.get("/v1/api/iserver/auth/status"))
                .path("competing")
                .asBoolean())
        .isTrue();
    assertThat(tickle()).isEqualTo(200);
  }

  @Test
  void faults_whenTokensExpire_leaveTheRest() {
    client.handshake();
    client.init(true);
    assertThat(authenticated()).isTrue();
    simulator.faults().expireSsoTokensNow();
    assertThat(authenticated()).isTrue();
    simulator.faults().expireLiveSessionTokensNow();
    unauthorized("no live session token");
    client.handshake();
    assertThat(authenticated()).isTrue();
    simulator.faults().brokerageResetNow();
    assertThat(authenticated()).isFalse();
  }

  @Test
  void reset_whenItHappensNow_endsTheLiveSessionToken() {
    client.handshake();
    client.init(true);
    simulator.faults().resetNow();
    unauthorized("no live session token");
    client.handshake();
    assertThat(authenticated()).isFalse();
  }

  @Test
  void accessToken_whenRevoked_isNotRegisteredAnyMore() {
    client.handshake();
    simulator.faults().revokeAccessToken("unknown");
    assertThat(tickle()).isEqualTo(200);
    simulator.faults().revokeAccessToken(client.accessToken);
    unauthorized("the access token is not registered for the consumer");
    HttpResponse<String> response = client.send(client.liveSessionTokenRequest());
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(TestClient.json(response).path("error").asText())
        .matches("id: [0-9]+, error: LST failed, error: No access secret key found for [A-Z]{9}");
  }

  @Test
  void consumer_whenNotYetActive_isInvalidUntilTheReset() {
    client.handshake();
    Instant reset = simulator.faults().consumerNotActiveUntilReset();
    assertThat(reset).isEqualTo(Instant.parse("2026-07-02T04:00:00Z"));
    HttpResponse<String> response = client.send(client.liveSessionTokenRequest());
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(TestClient.json(response).path("error").asText())
        .matches("id: [0-9]+, error: invalid consumer");
    assertThat(TestClient.json(response).path("statusCode").asInt()).isEqualTo(401);
    assertThat(client.post("/v1/api/tickle").body()).contains("invalid consumer");
    clock.set(reset.minusSeconds(1));
    assertThat(client.send(client.liveSessionTokenRequest()).statusCode()).isEqualTo(401);
    clock.set(reset);
    client.handshake();
  }

  @Test
  void consumer_whenTheResetHappensNowOrFaultsAreCleared_isActive() {
    simulator.faults().consumerNotActiveUntil(Instant.MAX);
    assertThat(client.send(client.liveSessionTokenRequest()).statusCode()).isEqualTo(401);
    simulator.faults().resetNow();
    client.handshake();
    simulator.faults().consumerNotActiveUntilReset();
    assertThat(tickle()).isEqualTo(401);
    simulator.faults().clear();
    assertThat(tickle()).isEqualTo(200);
  }

  @Test
  void timestamp_whenTheServersClockIsAhead_mustFollowIt() {
    client.handshake();
    simulator.faults().clockSkew(Duration.ofMinutes(10));
    unauthorized("600 s behind the server's clock");
    OAuth1Request call = client.call("POST", "/v1/api/tickle");
    call.with("oauth_timestamp", Long.toString(client.now() + 600));
    assertThat(client.send(call).statusCode()).isEqualTo(200);
    simulator.faults().clear();
    assertThat(tickle()).isEqualTo(200);
  }

  @Test
  void settings_whenTheyMakeNoSense_areRefused() {
    IbkrSimulator.Builder builder = IbkrSimulator.builder();
    assertThatThrownBy(() -> builder.acceptedProfiles(Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.signedBaseUrls(List.of(URI.create("/v1/api"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.timestampTolerance(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.liveSessionTokenLife(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void secrets_whenPrinted_areHidden() {
    client.handshake();
    SimulatorCredentials credentials = simulator.credentials();
    ConsumerCredentials consumer = credentials.firstPartyConsumer();
    assertThat(consumer.toString() + credentials + simulator + credentials.thirdPartyConsumer())
        .contains(consumer.consumerKey(), "TESTCONS")
        .doesNotContain("PRIVATE", client.accessToken, credentials.password());
    assertThat(consumer.accessTokenSecret()).isEqualTo(consumer.accessTokenSecret());
    assertThat(consumer.signatureKeyPem()).isNotEqualTo(consumer.encryptionKeyPem());
  }

  private void unauthorized(String reason) {
    HttpResponse<String> response = client.post("/v1/api/tickle");
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body()).isEmpty();
    assertThat(response.headers().firstValue("X-Simulator-Refusal").orElse("none"))
        .contains(reason);
  }
}
