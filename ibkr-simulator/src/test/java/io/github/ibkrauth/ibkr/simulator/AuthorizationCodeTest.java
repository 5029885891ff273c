package io.github.ibkrauth.ibkr.simulator;

import static io.github.ibkrauth.ibkr.simulator.ConsentBrowser.location;
import static io.github.ibkrauth.ibkr.simulator.ConsentBrowser.parameters;
import static io.github.ibkrauth.ibkr.simulator.OAuth2App.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user lets an application in: authorize page, code, tokens. */
class AuthorizationCodeTest {
  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-07-01T14:00:00Z"));
  private final IbkrSimulator simulator = IbkrSimulator.builder().clock(clock).users(50).start();
  private final SimulatedAuthorizationServer server = simulator.authorizationServer();
  private final OAuth2App app = new OAuth2App(simulator);

  @AfterEach
  void close() {
    simulator.close();
  }

  private static void toldTheUser(HttpResponse<String> page, String reason) {
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.headers().firstValue("Location")).isEmpty();
    assertThat(page.headers().firstValue("X-Simulator-Refusal").orElse("none")).contains(reason);
  }

  private List<String> portfolioAccounts(String token) {
    HttpResponse<String> response = app.client.get("/v1/api/portfolio/accounts", token);
    assertThat(response.statusCode()).isEqualTo(200);
    return TestClient.accountIds(response);
  }

  @Test
  void grant_whenTheUserAllows_givesTokensInHisName() {
    HttpResponse<String> login = app.authorize(app.request());
    assertThat(login.statusCode()).isEqualTo(200);
    HttpResponse<String> consent = app.consent(login, 7);
    assertThat(consent.body()).contains(server.user(7).name());
    Map<String, String> back = parameters(location(app.browser.allow(consent)));
    assertThat(back)
        .containsEntry("state", "the state & more")
        .containsEntry("iss", simulator.baseUri().toString())
        .containsOnlyKeys("code", "state", "iss");

    HttpResponse<String> response = app.token(app.redeeming(back.get("code")));
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    JsonNode tokens = TestClient.json(response);
    assertThat(tokens.path("token_type").asText()).isEqualTo("Bearer");
    assertThat(tokens.path("expires_in").asInt()).isEqualTo(3600);
    assertThat(tokens.path("scope").asText()).isEqualTo("openid sso-sessions.write");
    String access = tokens.path("access_token").asText();
    assertThat(portfolioAccounts(access)).isEqualTo(server.user(7).accountIds());
    assertThat(server.issued()).isEqualTo(1);
  }

  @Test
  void accessToken_whenUsed_opensTheWholeApi() {
    String access = app.tokens(3).path("access_token").asText();
    assertThat(app.client.init(access, true).path("authenticated").asBoolean()).isFalse();
    app.client.post("/v1/api/iserver/auth/status", access);
    JsonNode accounts = TestClient.json(app.client.get("/v1/api/iserver/accounts", access));
    String id = server.user(3).accountIds().get(0);
    assertThat(accounts.path("selectedAccount").asText()).isEqualTo(id);
    assertThat(TestClient.json(app.client.get("/v1/api/sso/validate", access)).path("USER_NAME"))
        .hasToString("\"" + server.user(3).name() + "\"");
    app.client.get("/v1/api/portfolio/accounts", access);
    for (String path : List.of("summary", "ledger", "positions/0")) {
      assertThat(app.client.get("/v1/api/portfolio/" + id + "/" + path, access).statusCode())
          .as(path)
          .isEqualTo(200);
    }
    JsonNode positions =
        TestClient.json(app.client.get("/v1/api/portfolio/" + id + "/positions/0", access));
    HttpResponse<String> order =
        app.client.post(
            "/v1/api/iserver/account/" + id + "/orders",
            access,
            "{\"orders\":[{\"conid\":"
                + positions.get(0).path("conid").asInt()
                + ",\"orderType\":\"MKT\",\"side\":\"BUY\",\"tif\":\"DAY\",\"quantity\":1}]}");
    assertThat(order.statusCode()).as(order.body()).isEqualTo(200);
    String foreign = server.user(4).accountIds().get(0);
    assertThat(app.client.get("/v1/api/portfolio/" + foreign + "/summary", access).body())
        .contains("invalid account");
    // An SSO session may be opened with it, too, for its user only.
    JwsMaker sso = app.client.ssoRequest().claim("credential", server.user(3).name());
    assertThat(app.client.ssoSession(access, app.client.sign(sso)).statusCode()).isEqualTo(200);
    assertThat(app.client.ssoSession(access, app.client.sign(app.client.ssoRequest())).body())
        .contains("Unknown user name");
  }

  @Test
  void accountManagement_whenAUserGaveTheToken_knowsWhatHeSharesOnly() {
    Map<String, String> request = app.request();
    request.put("scope", "accounts.read");
    HttpResponse<String> back = app.browser.allow(app.consent(app.authorize(request), 3));
    String code = parameters(location(back)).get("code");
    String access = TestClient.json(app.token(app.redeeming(code))).path("access_token").asText();
    String his = server.user(3).accountIds().get(0);
    String foreign = simulator.credentials().accountIds().get(0);

    assertThat(TestClient.json(app.client.get("/gw/api/v1/accounts", access)).path("accountId"))
        .hasToString("\"" + his + "\"");
    assertThat(app.client.get("/gw/api/v1/accounts?accountId=" + his, access).statusCode())
        .isEqualTo(200);
    assertThat(app.client.get("/gw/api/v1/accounts?accountId=" + foreign, access).statusCode())
        .isEqualTo(400);
  }

  @Test
  void consent_whenSomeAccountsAreShared_showsNoOthers() {
    HttpResponse<String> consent = app.consent(app.authorize(app.request()), 0);
    List<String> all = simulator.credentials().accountIds();
    assertThat(ConsentBrowser.accounts(consent)).isEqualTo(all);
    List<String> some = List.of(all.get(1), all.get(3));
    String code = parameters(location(app.browser.allow(consent, some))).get("code");
    String access = TestClient.json(app.token(app.redeeming(code))).path("access_token").asText();

    assertThat(portfolioAccounts(access)).isEqualTo(some);
    assertThat(app.client.get("/v1/api/portfolio/" + all.get(0) + "/summary", access).body())
        .contains("invalid account");
    app.client.init(access, true);
    app.client.post("/v1/api/iserver/auth/status", access);
    assertThat(app.client.get("/v1/api/iserver/accounts", access).body())
        .contains(some.get(0), some.get(1))
        .doesNotContain(all.get(0), all.get(2));
  }

  @Test
  void consent_whenNoAccountIsChosenOrAForeignOne_grantsNothing() {
    HttpResponse<String> consent = app.consent(app.authorize(app.request()), 5);
    HttpResponse<String> again = app.browser.allow(consent, List.of());
    toldTheUser(again, "no account chosen");
    assertThat(again.body()).contains("Choose one account at least");
    toldTheUser(
        app.browser.allow(consent, server.user(6).accountIds()),
        "an account the user does not have");
    assertThat(location(app.browser.allow(again))).contains("code=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancel", "deny"})
  void answer_whenTheUserSaysNo_isAccessDenied(String button) {
    HttpResponse<String> page = app.authorize(app.request());
    if (button.equals("deny")) {
      page = app.consent(page, 2);
    }
    String back = location(app.browser.click(page, button));
    assertThat(back).startsWith(OAuth2App.REDIRECT + "?");
    assertThat(parameters(back))
        .containsEntry("error", "access_denied")
        .containsEntry("state", "the state & more")
        .containsEntry("iss", simulator.baseUri().toString())
        .containsOnlyKeys("error", "error_description", "state", "iss");
    assertThat(server.issued()).isZero();
  }

  @Test
  void answer_whenGivenTwice_isTheSame() {
    HttpResponse<String> consent = app.consent(app.authorize(app.request()), 2);
    String first = location(app.browser.allow(consent));
    assertThat(location(app.browser.allow(consent))).isEqualTo(first);
    toldTheUser(app.browser.click(consent, "deny"), "unknown, answered or expired page");
    toldTheUser(
        app.browser.open(consent.uri().getPath() + "?" + consent.uri().getQuery()),
        "unknown, answered or expired page");
  }

  @Test
  void login_whenWrong_asksAgain() {
    HttpResponse<String> page = app.authorize(app.request());
    HttpResponse<String> wrong =
        app.browser.logIn(page, server.user(1).name(), server.user(2).password());
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.body()).contains("Wrong user name or password");
    assertThat(app.browser.logIn(page, "nobody", "x").statusCode()).isEqualTo(401);
    assertThat(location(app.browser.allow(app.consent(wrong, 1)))).contains("code=");
  }

  @Test
  void pages_whenShown_areNeitherStoredNorFramed() {
    HttpResponse<String> login = app.authorize(app.request());
    HttpResponse<String> consent = app.consent(login, 1);
    for (HttpResponse<String> page : List.of(login, consent, app.browser.allow(consent))) {
      assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
      assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("frame-ancestors 'none'")
          .contains("default-src 'none'");
      assertThat(page.body()).doesNotContain("<script");
    }
  }

  @Test
  void page_whenTenMinutesOld_isStale() {
    HttpResponse<String> login = app.authorize(app.request());
    HttpResponse<String> consent = app.consent(login, 1);
    clock.advance(Duration.ofMinutes(10));
    toldTheUser(app.browser.allow(consent), "unknown, answered or expired page");
    toldTheUser(app.consent(login, 1), "unknown, answered or expired page");
    toldTheUser(app.browser.click(login, "cancel"), "unknown, answered or expired page");
  }

  @Test
  void consent_whenOpenedWithTheLoginsTicket_isNotShown() {
    HttpResponse<String> login = app.authorize(app.request());
    app.consent(login, 1);
    String ticket = login.body().replaceAll("(?s).*name=\"ticket\" value=\"([^\"]+)\".*", "$1");
    toldTheUser(
        app.browser.open("/authorize/consent?ticket=" + ticket),
        "unknown, answered or expired page");
  }

  @Test
  void idToken_whenAskedFor_isSignedAndHasTheNonce() throws Exception {
    JsonNode tokens = app.tokens(9);
    JWKSet keys = JWKSet.parse(app.browser.open("/oauth2/jwks").body());
    JWSObject token = JWSObject.parse(tokens.path("id_token").asText());
    assertThat(
            token.verify(
                new RSASSAVerifier(keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey())))
        .isTrue();
    assertThat(token.getPayload().toJSONObject())
        .containsEntry("iss", simulator.baseUri().toString())
        .containsEntry("aud", simulator.credentials().clientId())
        .containsEntry("sub", server.user(9).name())
        .containsEntry("nonce", "the-nonce")
        .containsEntry("exp", clock.instant().getEpochSecond() + 3600);
    assertThat(
            TestClient.json(app.token(app.refreshing(tokens.path("refresh_token").asText())))
                .has("id_token"))
        .isFalse();
  }

  @Test
  void code_whenRedeemedWrongly_isRefusedAndStaysGood() {
    Map<String, String> good = app.redeeming(app.code(1));
    Map<String, String> form = app.redeeming(app.code(1) + "x");
    refused(app.token(form), 400, "invalid_grant", "the code is unknown");
    form = app.redeeming(good.get("code"));
    form.put("code_verifier", OAuth2App.VERIFIER + "x");
    refused(app.token(form), 400, "invalid_grant", "code_verifier does not fit");
    form.put("code_verifier", "short");
    refused(app.token(form), 400, "invalid_request", "code_verifier is not 43 to 128");
    for (String name : List.of("code", "redirect_uri", "code_verifier", "grant_type")) {
      form = app.redeeming(good.get("code"));
      form.remove(name);
      refused(app.token(form), 400, "invalid_request", name + " is missing");
    }
    form = app.redeeming(good.get("code"));
    form.put("grant_type", "client_credentials");
    refused(app.token(form), 400, "unsupported_grant_type", "grant_type is neither");
    assertThat(app.token(good).statusCode()).isEqualTo(200);
  }

  @Test
  void code_whenOld_hasExpired() {
    String code = app.code(1);
    clock.advance(Duration.ofMinutes(10));
    refused(app.token(app.redeeming(code)), 400, "invalid_grant", "the code has expired");
    server.codeLife(Duration.ofMinutes(1));
    String next = app.code(1);
    clock.advance(Duration.ofSeconds(59));
    assertThat(app.token(app.redeeming(next)).statusCode()).isEqualTo(200);
    String last = app.code(1);
    server.expireCodes();
    refused(app.token(app.redeeming(last)), 400, "invalid_grant", "the code has expired");
  }

  @Test
  void code_whenReplayed_takesWhatWasIssuedWithIt() {
    String code = app.code(1);
    JsonNode tokens = TestClient.json(app.token(app.redeeming(code)));
    String other = app.tokens(1).path("access_token").asText();
    String access = tokens.path("access_token").asText();
    assertThat(portfolioAccounts(access)).isNotEmpty();

    refused(app.token(app.redeeming(code)), 400, "invalid_grant", "the code was used before");

    assertThat(app.client.get("/v1/api/portfolio/accounts", access).statusCode()).isEqualTo(401);
    refused(
        app.token(app.refreshing(tokens.path("refresh_token").asText())),
        400,
        "invalid_grant",
        "unknown or revoked");
    assertThat(portfolioAccounts(other)).as("another grant of the same user").isNotEmpty();
    assertThat(server.revoked()).isEqualTo(1);
  }

  @Test
  void log_whenWritten_holdsNoSecretOfTheFlow() {
    HttpResponse<String> consent = app.consent(app.authorize(app.request()), 1);
    String ticket = consent.uri().getQuery().substring("ticket=".length());
    String code = parameters(location(app.browser.allow(consent))).get("code");
    app.token(app.redeeming(code));
    assertThat(simulator.requests().entries().toString())
        .doesNotContain(ticket, code, "the+state", "the-nonce")
        .contains("state=[redacted]");
  }
}
