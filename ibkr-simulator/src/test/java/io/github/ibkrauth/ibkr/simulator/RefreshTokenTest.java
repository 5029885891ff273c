package io.github.ibkrauth.ibkr.simulator;

import static io.github.ibkrauth.ibkr.simulator.OAuth2App.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Refresh tokens rotate, and one that is used twice takes its family with it; revocation. */
class RefreshTokenTest {
  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-07-01T14:00:00Z"));
  private final IbkrSimulator simulator = IbkrSimulator.builder().clock(clock).users(10).start();
  private final SimulatedAuthorizationServer server = simulator.authorizationServer();
  private final OAuth2App app = new OAuth2App(simulator);

  @AfterEach
  void close() {
    simulator.close();
  }

  private HttpResponse<String> refresh(String token) {
    return app.token(app.refreshing(token));
  }

  private int status(String accessToken) {
    return app.client.get("/v1/api/portfolio/accounts", accessToken).statusCode();
  }

  private static String access(JsonNode tokens) {
    return tokens.path("access_token").asText();
  }

  private static String refreshToken(JsonNode tokens) {
    return tokens.path("refresh_token").asText();
  }

  private HttpResponse<String> revoke(String token) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("token", token);
    form.put("token_type_hint", "refresh_token");
    return app.post("/oauth2/revoke", app.signed(form));
  }

  @Test
  void refresh_whenTheAccessTokenHasExpired_goesOnWithTheSameLogin() {
    JsonNode first = app.tokens(1);
    app.client.init(access(first), true);
    app.client.post("/v1/api/iserver/auth/status", access(first));
    server.accessTokenLife(Duration.ofMinutes(2));
    JsonNode second = TestClient.json(refresh(refreshToken(first)));
    assertThat(refreshToken(second)).isNotEqualTo(refreshToken(first));
    assertThat(second.path("expires_in").asInt()).isEqualTo(120);
    assertThat(app.client.get("/v1/api/iserver/accounts", access(second)).statusCode())
        .as("the brokerage session goes on")
        .isEqualTo(200);
    clock.advance(Duration.ofMinutes(2));
    HttpResponse<String> expired = app.client.get("/v1/api/portfolio/accounts", access(second));
    assertThat(expired.statusCode()).isEqualTo(401);
    assertThat(expired.body()).contains("Access token expired");
    assertThat(status(access(TestClient.json(refresh(refreshToken(second)))))).isEqualTo(200);
    assertThat(server.refreshed()).isEqualTo(2);
    assertThat(server.issued()).isEqualTo(1);
  }

  @Test
  void refresh_whenATokenIsUsedAgain_revokesTheFamily() {
    JsonNode first = app.tokens(1);
    JsonNode other = app.tokens(2);
    JsonNode second = TestClient.json(refresh(refreshToken(first)));
    JsonNode third = TestClient.json(refresh(refreshToken(second)));

    refused(refresh(refreshToken(first)), 400, "invalid_grant", "was used before");

    refused(refresh(refreshToken(third)), 400, "invalid_grant", "unknown or revoked");
    for (JsonNode tokens : new JsonNode[] {first, second, third}) {
      assertThat(status(access(tokens))).isEqualTo(401);
    }
    assertThat(status(access(other))).isEqualTo(200);
    assertThat(server.revoked()).isEqualTo(1);
  }

  @Test
  void refresh_whenTheTokenIsForged_isRefusedAndRevokesNothing() {
    JsonNode tokens = app.tokens(1);
    String token = refreshToken(tokens);
    char last = token.charAt(token.length() - 1);
    refused(
        refresh(token.substring(0, token.length() - 1) + (last == '0' ? '1' : '0')),
        400,
        "invalid_grant",
        "unknown or revoked");
    refused(refresh("x"), 400, "invalid_grant", "unknown or revoked");
    assertThat(refresh(token).statusCode()).isEqualTo(200);
  }

  @Test
  void refresh_whenNotUsedFor30Days_hasExpired() {
    JsonNode tokens = app.tokens(1);
    clock.advance(Duration.ofDays(29));
    JsonNode next = TestClient.json(refresh(refreshToken(tokens)));
    clock.advance(Duration.ofDays(29));
    JsonNode last = TestClient.json(refresh(refreshToken(next)));
    clock.advance(Duration.ofDays(30));
    refused(refresh(refreshToken(last)), 400, "invalid_grant", "has expired");
    server.refreshTokenLife(Duration.ofHours(1));
    JsonNode brief = app.tokens(1);
    clock.advance(Duration.ofHours(1));
    refused(refresh(refreshToken(brief)), 400, "invalid_grant", "has expired");
    assertThatThrownBy(() -> server.refreshTokenLife(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refresh_whenFewerScopesAreAsked_givesThose() {
    JsonNode tokens = app.tokens(1);
    Map<String, String> form = app.refreshing(refreshToken(tokens));
    form.put("scope", "sso-sessions.write accounts.read");
    refused(app.token(form), 400, "invalid_scope", "more than the user has granted");
    form.put("scope", "sso-sessions.write");
    assertThat(TestClient.json(app.token(form)).path("scope").asText())
        .isEqualTo("sso-sessions.write");
  }

  @Test
  void revocation_whenOfARefreshToken_endsTheGrant() {
    JsonNode tokens = app.tokens(1);
    JsonNode other = app.tokens(2);
    assertThat(revoke(refreshToken(tokens)).statusCode()).isEqualTo(200);
    assertThat(status(access(tokens))).isEqualTo(401);
    refused(refresh(refreshToken(tokens)), 400, "invalid_grant", "unknown or revoked");
    assertThat(status(access(other))).isEqualTo(200);
    assertThat(revoke("unknown").statusCode()).isEqualTo(200);
    assertThat(server.revoked()).isEqualTo(1);
  }

  @Test
  void revocation_whenAnSsoSessionWasOpened_endsThatToo() {
    JsonNode tokens = app.tokens(1);
    JsonNode other = app.tokens(2);
    String sso = ssoToken(access(tokens), 1);
    String others = ssoToken(access(other), 2);
    String own = app.client.ssoToken();
    assertThat(status(sso)).isEqualTo(200);
    assertThat(revoke(refreshToken(tokens)).statusCode()).isEqualTo(200);
    assertThat(status(sso)).isEqualTo(401);
    assertThat(status(others)).isEqualTo(200);
    assertThat(status(own)).isEqualTo(200);
  }

  private String ssoToken(String accessToken, int user) {
    JwsMaker request = app.client.ssoRequest().claim("credential", server.user(user).name());
    return access(TestClient.json(app.client.ssoSession(accessToken, app.client.sign(request))));
  }

  @Test
  void revocation_whenOfAnAccessToken_endsThatOneOnly() {
    JsonNode tokens = app.tokens(1);
    assertThat(revoke(access(tokens)).statusCode()).isEqualTo(200);
    assertThat(status(access(tokens))).isEqualTo(401);
    assertThat(refresh(refreshToken(tokens)).statusCode()).isEqualTo(200);
    assertThat(server.revoked()).isZero();
  }

  @Test
  void revocation_whenMalformed_isRefused() {
    refused(
        app.post("/oauth2/revoke", app.signed(Map.of())),
        400,
        "invalid_request",
        "token is missing");
    refused(
        app.post("/oauth2/revoke", Map.of("token", "x")),
        401,
        "invalid_client",
        "does not authenticate itself");
  }

  @Test
  void revoke_whenOfAUser_endsAllHisGrants() {
    JsonNode one = app.tokens(1);
    JsonNode two = app.tokens(1);
    JsonNode other = app.tokens(2);
    server.revoke(server.user(1).name());
    assertThat(status(access(one))).isEqualTo(401);
    assertThat(status(access(two))).isEqualTo(401);
    assertThat(status(access(other))).isEqualTo(200);
    assertThat(server.revoked()).isEqualTo(2);
    server.revoke("nobody");
  }

  @Test
  void faults_whenTheyRevokeOAuth1Tokens_leaveTheseAlone() {
    String access = access(app.tokens(1));
    app.client.init(access, true);
    app.client.post("/v1/api/iserver/auth/status", access);
    simulator.faults().revokeAccessTokensNow();
    assertThat(app.client.get("/v1/api/iserver/accounts", access).statusCode()).isEqualTo(200);
  }

  @Test
  void faults_whenTheyExpireAccessTokens_meetTheseToo() {
    JsonNode tokens = app.tokens(1);
    simulator.faults().expireAccessTokensNow();
    assertThat(status(access(tokens))).isEqualTo(401);
    assertThat(status(access(TestClient.json(refresh(refreshToken(tokens)))))).isEqualTo(200);
  }
}
