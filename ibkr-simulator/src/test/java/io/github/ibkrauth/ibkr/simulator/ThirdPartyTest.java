package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A third party asks a user for access: request token, authorize page, access token. */
class ThirdPartyTest {
  private static final String REQUEST_TOKEN = "/v1/api/oauth/request_token";
  private static final String ACCESS_TOKEN = "/v1/api/oauth/access_token";

  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-07-01T14:00:00Z"));
  private final IbkrSimulator simulator = IbkrSimulator.builder().clock(clock).users(20).start();
  private final OAuth1Client client = OAuth1Client.thirdParty(simulator);
  private final TestClient browser = new TestClient(simulator);
  private final ConsentBrowser pages = new ConsentBrowser(browser);

  @AfterEach
  void close() {
    simulator.close();
  }

  private OAuth1Request requestTokenRequest() {
    return client.tokenRequest(REQUEST_TOKEN).with("oauth_callback", "oob");
  }

  private String requestToken() {
    HttpResponse<String> response = client.send(requestTokenRequest());
    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode json = TestClient.json(response);
    assertThat(json.size()).isEqualTo(1);
    return json.path("oauth_token").asText();
  }

  private HttpResponse<String> page(String query) {
    return browser.send(browser.request("/authorize?" + query).GET());
  }

  /** Logs in as the simulator's own user, and shares all accounts. */
  private HttpResponse<String> logIn(HttpResponse<String> page) {
    return pages.allow(
        pages.logIn(
            page, simulator.credentials().credential(), simulator.credentials().password()));
  }

  private HttpResponse<String> logIn(String requestToken) {
    return logIn(page("oauth_token=" + requestToken));
  }

  private static String verifier(HttpResponse<String> page) {
    Matcher matcher =
        Pattern.compile("<code id=\"verifier\">([0-9a-f]{20})</code>").matcher(page.body());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private HttpResponse<String> accessToken(String requestToken, String verifier) {
    return client.send(
        client
            .tokenRequest(ACCESS_TOKEN)
            .with("oauth_token", requestToken)
            .with("oauth_verifier", verifier));
  }

  private static void refused(HttpResponse<String> response, int status, String reason) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("X-Simulator-Refusal").orElse("none"))
        .contains(reason);
  }

  @Test
  void grant_whenTheUserLogsIn_opensTheAccounts() {
    String request = requestToken();
    assertThat(request).matches("[0-9a-f]{20}");
    HttpResponse<String> form = page("oauth_token=" + request);
    assertThat(form.statusCode()).isEqualTo(200);
    assertThat(form.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(form.body())
        .contains("TESTCONS")
        .contains(simulator.credentials().credential())
        .contains(simulator.credentials().password());
    HttpResponse<String> answer = accessToken(request, verifier(logIn(request)));
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode json = TestClient.json(answer);
    assertThat(json.path("is_paper").asBoolean()).isTrue();
    assertThat(json.path("oauth_token").asText()).matches("[0-9a-f]{20}").isNotEqualTo(request);
    client.use(json.path("oauth_token").asText(), json.path("oauth_token_secret").asText());
    client.handshake();
    assertThat(TestClient.json(client.get("/v1/api/portfolio/accounts"))).hasSize(4);
  }

  @Test
  void grant_whenTwoAreGiven_bothHold() {
    String one = requestToken();
    String other = requestToken();
    JsonNode first = TestClient.json(accessToken(one, verifier(logIn(one))));
    JsonNode second = TestClient.json(accessToken(other, verifier(logIn(other))));
    assertThat(second.path("oauth_token")).isNotEqualTo(first.path("oauth_token"));
    for (JsonNode grant : new JsonNode[] {first, second}) {
      client.use(grant.path("oauth_token").asText(), grant.path("oauth_token_secret").asText());
      client.handshake();
      assertThat(client.get("/v1/api/tickle").statusCode()).isEqualTo(200);
    }
    simulator.faults().revokeAccessTokensNow();
    assertThat(client.get("/v1/api/tickle").statusCode()).isEqualTo(401);
    assertThat(client.send(client.liveSessionTokenRequest()).body())
        .contains("No access secret key found");
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:9/back, '', http://127.0.0.1:9/back?",
    "http://127.0.0.1:9/back?state=7, '', http://127.0.0.1:9/back?state=7&",
    "http://127.0.0.1:9/back, /other?x=1, http://127.0.0.1:9/other?x=1&",
    "http://127.0.0.1:9/back, http://elsewhere.example/, http://127.0.0.1:9/back?",
    "http://127.0.0.1:9/back, //elsewhere.example/, http://127.0.0.1:9/back?",
    "http://127.0.0.1:9/back, /a b, http://127.0.0.1:9/back?",
    "http://127.0.0.1:9/back, /other#x, http://127.0.0.1:9/back?",
  })
  void callback_whenRegistered_getsTokenAndVerifier(String callback, String path, String expected) {
    simulator.registerCallback(URI.create(callback));
    String request = requestToken();
    String query =
        "oauth_token="
            + request
            + "&redirect_uri="
            + URLEncoder.encode(path, StandardCharsets.UTF_8);
    HttpResponse<String> back = logIn(page(query));
    assertThat(back.statusCode()).isEqualTo(303);
    String location = back.headers().firstValue("Location").orElseThrow();
    assertThat(location).startsWith(expected + "oauth_token=" + request + "&oauth_verifier=");
    String verifier = location.substring(location.lastIndexOf('=') + 1);
    assertThat(accessToken(request, verifier).statusCode()).isEqualTo(200);
  }

  @Test
  void cancel_whenClicked_comesBackWithoutParametersAndGrantsNothing() {
    String request = requestToken();
    HttpResponse<String> cancelled = pages.click(page("oauth_token=" + request), "cancel");
    assertThat(cancelled.statusCode()).isEqualTo(200);
    assertThat(cancelled.body()).contains("Nobody was let in");
    refused(page("oauth_token=" + request), 400, "unknown, used or expired");

    simulator.registerCallback(URI.create("http://127.0.0.1:9/back"));
    String next = requestToken();
    HttpResponse<String> back = pages.click(page("oauth_token=" + next), "cancel");
    assertThat(back.statusCode()).isEqualTo(303);
    assertThat(back.headers().firstValue("Location")).contains("http://127.0.0.1:9/back");
    refused(accessToken(next, "0123456789abcdef0123"), 401, "no user has granted");
  }

  @Test
  void page_whenThePasswordIsWrong_asksAgain() {
    String request = requestToken();
    HttpResponse<String> wrong =
        pages.logIn(page("oauth_token=" + request), simulator.credentials().credential(), "guess");
    refused(wrong, 401, "wrong user name or password");
    refused(accessToken(request, "0123456789abcdef0123"), 401, "no user has granted");
    assertThat(accessToken(request, verifier(logIn(wrong))).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "oauth_token=", "oauth_token=unknown", "oauth_token=%3Cscript%3E"})
  void page_whenTheTokenIsUnknown_saysSo(String query) {
    HttpResponse<String> response = page(query);
    refused(response, 400, "unknown, used or expired request token");
    assertThat(response.body()).doesNotContain("script");
  }

  @Test
  void page_whenTheRedirectPathHoldsMarkup_doesNotShowIt() {
    String body =
        page("oauth_token=" + requestToken() + "&redirect_uri=%22%3E%3Cscript%3E%26").body();
    assertThat(body).contains("TESTCONS").doesNotContain("<script>");
  }

  @Test
  void requestToken_whenUsedOrOld_isDead() {
    String request = requestToken();
    String verifier = verifier(logIn(request));
    refused(page("oauth_token=" + request), 400, "unknown, used or expired");
    refused(accessToken(request, "0123456789abcdef0123"), 401, "no user has granted");
    assertThat(accessToken(request, verifier).statusCode()).isEqualTo(200);
    refused(accessToken(request, verifier), 401, "no user has granted");

    String old = requestToken();
    String late = verifier(logIn(old));
    clock.advance(Duration.ofMinutes(10));
    refused(accessToken(old, late), 401, "older than 10 minutes");
    refused(accessToken("0123456789abcdef0123", late), 401, "no user has granted");
  }

  @Test
  void requestToken_whenTheRequestIsWrong_isRefused() {
    refused(
        client.send(requestTokenRequest().without("oauth_callback")),
        400,
        "missing parameter oauth_callback");
    refused(
        client.send(requestTokenRequest().with("oauth_token", "x")),
        400,
        "unexpected parameter oauth_token");
    refused(
        client.send(requestTokenRequest().rsa(client.encryptionKey)),
        401,
        "does not fit the base string");
    refused(
        client.send(requestTokenRequest().with("oauth_callback", "http://elsewhere.example/")),
        400,
        "neither oob nor the registered URL");
    OAuth1Request realm = requestTokenRequest();
    realm.realm = "limited_poa";
    refused(client.send(realm), 401, "the realm is not test_realm");
    OAuth1Request again = requestTokenRequest();
    assertThat(client.send(again).statusCode()).isEqualTo(200);
    refused(client.send(again), 401, "oauth_nonce was used before");
    refused(
        client.send(client.tokenRequest(ACCESS_TOKEN).with("oauth_token", "x")),
        400,
        "missing parameter oauth_verifier");
  }

  @Test
  void requestToken_whenTheCallbackIsTheRegisteredOne_isGiven() {
    simulator.registerCallback(URI.create("http://127.0.0.1:9/back"));
    assertThat(
            client
                .send(requestTokenRequest().with("oauth_callback", "http://127.0.0.1:9/back"))
                .statusCode())
        .isEqualTo(200);
    assertThatThrownBy(() -> simulator.registerCallback(URI.create("/back")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> simulator.registerCallback(URI.create("http://h.example/#f")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void accessToken_whenTheSampleRepeatsTheCallback_isGiven() {
    String request = requestToken();
    assertThat(
            client
                .send(
                    client
                        .tokenRequest(ACCESS_TOKEN)
                        .with("oauth_token", request)
                        .with("oauth_callback", "oob")
                        .with("oauth_verifier", verifier(logIn(request))))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void firstParty_whenItAsksAsAThirdParty_isAnInvalidConsumer() {
    OAuth1Client firstParty = new OAuth1Client(simulator);
    HttpResponse<String> request =
        firstParty.send(firstParty.tokenRequest(REQUEST_TOKEN).with("oauth_callback", "oob"));
    refused(request, 401, "a first-party consumer has its access token from registration");
    assertThat(request.body()).contains("invalid consumer");
    refused(
        firstParty.send(
            firstParty
                .tokenRequest(ACCESS_TOKEN)
                .with("oauth_token", "x")
                .with("oauth_verifier", "x")),
        401,
        "a first-party consumer has its access token from registration");
  }

  @Test
  void accessToken_whenItBelongsToAnotherConsumer_isNotRegistered() {
    OAuth1Client firstParty = new OAuth1Client(simulator);
    client.accessToken = firstParty.accessToken;
    client.secret = firstParty.secret;
    refused(
        client.send(client.liveSessionTokenRequest()),
        401,
        "the access token is not registered for the consumer");
  }

  @Test
  void grant_whenUsersShareSomeAccounts_isTheirOwn() {
    SimulatedAuthorizationServer users = simulator.authorizationServer();
    String[] requests = {requestToken(), requestToken()};
    // Both at once: the pages of one do not disturb those of the other.
    HttpResponse<String> first =
        pages.logIn(
            page("oauth_token=" + requests[0]), users.user(0).name(), users.user(0).password());
    HttpResponse<String> second =
        pages.logIn(
            page("oauth_token=" + requests[1]), users.user(11).name(), users.user(11).password());
    List<String> some = users.user(0).accountIds().subList(1, 2);
    String theirs = verifier(pages.allow(second));
    String his = verifier(pages.allow(first, some));
    refused(accessToken(requests[0], theirs), 401, "no user has granted");

    JsonNode hers = TestClient.json(accessToken(requests[1], theirs));
    JsonNode shared = TestClient.json(accessToken(requests[0], his));

    assertThat(accounts(shared)).isEqualTo(some);
    assertThat(accounts(hers)).isEqualTo(users.user(11).accountIds());
    users.revoke(users.user(11).name());
    assertThat(client.send(client.liveSessionTokenRequest()).body())
        .contains("No access secret key found");
    assertThat(accounts(shared)).isEqualTo(some);
  }

  private List<String> accounts(JsonNode grant) {
    client.use(grant.path("oauth_token").asText(), grant.path("oauth_token_secret").asText());
    client.handshake();
    return TestClient.accountIds(client.get("/v1/api/portfolio/accounts"));
  }

  @Test
  void deny_whenClicked_comesBackWithoutParameters() {
    simulator.registerCallback(URI.create("http://127.0.0.1:9/back"));
    String request = requestToken();
    HttpResponse<String> consent =
        pages.logIn(
            page("oauth_token=" + request),
            simulator.credentials().credential(),
            simulator.credentials().password());
    HttpResponse<String> back = pages.click(consent, "deny");
    assertThat(ConsentBrowser.location(back)).isEqualTo("http://127.0.0.1:9/back");
    assertThat(ConsentBrowser.location(pages.click(consent, "deny")))
        .as("a double click")
        .isEqualTo("http://127.0.0.1:9/back");
    refused(pages.allow(consent), 400, "unknown, answered or expired page");
    refused(accessToken(request, "0123456789abcdef0123"), 401, "no user has granted");
  }

  @Test
  void revoke_whenOfTheOwnUser_leavesTheFirstPartyItsAccess() {
    simulator.authorizationServer().revoke(simulator.credentials().credential());
    OAuth1Client firstParty = new OAuth1Client(simulator);
    firstParty.handshake();
    assertThat(firstParty.get("/v1/api/tickle").statusCode()).isEqualTo(200);
  }
}
