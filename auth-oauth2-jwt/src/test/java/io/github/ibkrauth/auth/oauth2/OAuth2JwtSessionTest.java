package io.github.ibkrauth.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.SessionState;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.error.SessionLostException;
import io.github.ibkrauth.auth.http.Origin;
import io.github.ibkrauth.auth.http.RequestAuthorization;
import io.github.ibkrauth.auth.http.SignableRequest;
import io.github.ibkrauth.auth.testkit.RecordedRequest;
import io.github.ibkrauth.auth.testkit.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OAuth2JwtSessionTest {

  private final Bench bench = new Bench();

  @Test
  void open_byDefault_sendsTheFormOfStep1() {
    bench.open();

    RecordedRequest request = bench.transport.requestsTo(Bench.TOKEN_PATH).get(0);
    assertThat(request.url()).isEqualTo(Bench.BASE + Bench.TOKEN_PATH);
    assertThat(request.header("Content-Type").orElseThrow())
        .startsWith("application/x-www-form-urlencoded");
    assertThat(request.header("Authorization")).isEmpty();
    assertThat(bench.form(0))
        .containsEntry("grant_type", "client_credentials")
        .containsEntry(
            "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
        .containsEntry("scope", "sso-sessions.write")
        .containsOnlyKeys("grant_type", "client_assertion_type", "client_assertion", "scope");
    assertThat(TestKeys.claims(bench.form(0).get("client_assertion")))
        .isEqualTo(
            Map.of(
                "iss", "MyTestClient",
                "sub", "MyTestClient",
                "aud", "/token",
                "iat", 1_735_689_590L,
                "exp", 1_735_689_620L));
  }

  @Test
  void open_byDefault_sendsTheSignedRequestOfStep2() {
    bench.set("alternative-ips", "198.51.100.9, 2001:db8::1").set("service", "AM.LOGIN");
    bench.open();

    RecordedRequest request = bench.ssoRequests().get(0);
    assertThat(request.header("Authorization")).contains("Bearer access-1");
    assertThat(request.header("Content-Type").orElseThrow()).startsWith("application/jwt");
    assertThat(TestKeys.claims(request.body()))
        .isEqualTo(
            Map.of(
                "ip", "203.0.113.7",
                "alternativeIps", List.of("198.51.100.9", "2001:db8::1"),
                "credential", "testuser1",
                "service", "AM.LOGIN",
                "iss", "MyTestClient",
                "iat", 1_735_689_600L,
                "exp", 1_735_776_000L));
  }

  @Test
  void open_always_tellsAboutBothTokensAndTheSession() {
    AuthSession first = bench.open();
    AuthSession second = bench.open();

    assertThat(bench.listener.of(AuthEvent.TokenIssued.class))
        .extracting(AuthEvent.TokenIssued::token)
        .startsWith("access token", "SSO session");
    assertThat(bench.listener.of(AuthEvent.SessionOpened.class))
        .extracting(AuthEvent.SessionOpened::sessionId)
        .hasSize(2)
        .doesNotHaveDuplicates();
    assertThat(first.toString()).isNotEqualTo(second.toString());
    assertThat(first.keepAlive()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/api/portfolio/accounts, sso-1",
    "/v1/api, sso-1",
    "/, sso-1",
    "'', sso-1",
    "/gw/api/v1/echo/https, access-1",
    "/gw/api, access-1",
    "/gw/apis, sso-1",
    "/v1/gw/api, sso-1",
  })
  void authorize_forAPath_takesTheTokenThatBelongsThere(String path, String token) {
    assertThat(Bench.bearer(bench.open(), path)).isEqualTo("Bearer " + token);
  }

  @ParameterizedTest
  @CsvSource({
    "/x/v1/api/tickle, sso-1",
    "/x/gw/api/v1/accounts, access-1",
    "/gw/api/v1/accounts, access-1"
  })
  void authorize_belowAPrefix_knowsBothPlacesOfAccountManagement(String path, String token) {
    bench
        .set("base-url", Bench.BASE + "/x/v1/api")
        .set("token-url", Bench.BASE + Bench.TOKEN_PATH)
        .set("sso-url", Bench.BASE + Bench.SSO_PATH);
    AuthSession session = bench.open();

    assertThat(session.baseUri()).hasToString(Bench.BASE + "/x/v1/api");
    assertThat(Bench.bearer(session, path)).isEqualTo("Bearer " + token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/api/portfolio/accounts", "/gw/api/v1/echo/https"})
  void authorize_tokenOnly_takesTheAccessTokenEverywhere(String path) {
    bench.set("mode", "token-only").remove("ip").remove("credential");

    assertThat(Bench.bearer(bench.open(), path)).isEqualTo("Bearer access-1");
    assertThat(bench.ssoRequests()).isEmpty();
  }

  @Test
  void authorize_aWebSocket_addsTheSsoTokenToTheQueryAndNoHeader() {
    RequestAuthorization authorization =
        bench
            .open()
            .signer()
            .authorize(SignableRequest.forWebSocket(URI.create("wss://api.ibkr.test/v1/api/ws")));

    assertThat(authorization.headers()).isEmpty();
    assertThat(authorization.queryParameters()).isEqualTo(Map.of("bearer_token", "sso-1"));
  }

  @Test
  void authorize_again_givesTheVerySameDecoration() {
    AuthSession session = bench.open();

    assertThat(Bench.authorize(session, "/v1/api/a"))
        .isSameAs(Bench.authorize(session, "/v1/api/b"));
    assertThat(bench.transport.requests()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.ibkr.test/",
        "https://api.ibkr.test:8443/",
        "https://api.ibkr.test.evil.test/",
        "https://api.ibkr.test@evil.test/",
        "https://login.ibkr.test/oauth2/api/v1/token",
        "ws://api.ibkr.test/v1/api/ws"
      })
  void authorize_forAnotherOrigin_refuses(String address) {
    bench.set("token-url", "https://login.ibkr.test" + Bench.TOKEN_PATH);
    AuthSession session = bench.open();

    assertThatThrownBy(
            () ->
                session
                    .signer()
                    .authorize(SignableRequest.builder("GET", URI.create(address)).build()))
        .isInstanceOfSatisfying(
            AuthProtocolException.class,
            e -> assertThat(e.code()).isEqualTo(AuthErrorCode.ORIGIN_REFUSED))
        .hasMessageContaining("https://api.ibkr.test")
        .message()
        .doesNotContain("sso-1");
    assertThat(session.origins()).containsExactly(new Origin("https", "api.ibkr.test", 443));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://API.ibkr.TEST:443/v1/api/x", "HTTPS://api.ibkr.test/"})
  void authorize_forTheSameOriginInOtherLetters_agrees(String address) {
    assertThat(
            bench
                .open()
                .signer()
                .authorize(SignableRequest.builder("GET", URI.create(address)).build())
                .headers())
        .containsEntry("Authorization", "Bearer sso-1");
  }

  @Test
  void authorize_nearTheEndOfTheDay_renewsTheAccessTokenEarlyAndTheSessionLate() {
    bench.runtime.executor(Runnable::run);
    AuthSession session = bench.open();

    bench.time.advance(Duration.ofHours(20));
    assertThat(Bench.bearer(session, "/v1/api/x")).isEqualTo("Bearer sso-1");
    assertThat(bench.ssoTokens).hasValue(1);
    Bench.bearer(session, "/gw/api/x");
    assertThat(bench.accessTokens).hasValue(2);

    bench.time.advance(Duration.ofHours(3));
    Bench.bearer(session, "/v1/api/x");
    assertThat(bench.ssoTokens).hasValue(2);
    assertThat(Bench.bearer(session, "/v1/api/x")).isEqualTo("Bearer sso-2");
    assertThat(bench.ssoRequests().get(1).header("Authorization")).contains("Bearer access-2");
  }

  @Test
  void open_whenTheServerSaysNothingOfLife_assumesTheUsualDay() {
    bench
        .transport
        .on("POST", Bench.TOKEN_PATH)
        .reply(Reply.json(200, "{\"access_token\":\"bare\"}"), bench.accessToken());
    AuthSession session = bench.open();

    bench.time.advance(Duration.ofHours(14));
    assertThat(Bench.bearer(session, "/gw/api/x")).isEqualTo("Bearer bare");
    assertThat(bench.requests(Bench.TOKEN_PATH)).isEqualTo(1);
    bench.time.advance(Duration.ofHours(10));
    assertThat(Bench.bearer(session, "/gw/api/x")).isEqualTo("Bearer access-1");
  }

  @Test
  void baseUri_forATradingPath_leavesTheUsualOneOut() {
    bench.set("base-url", Bench.BASE + "/v1/api");

    assertThat(bench.open().baseUri()).hasToString(Bench.BASE);
  }

  @Test
  void bodySigner_always_signsForTheClient() {
    String body = bench.open().bodySigner().orElseThrow().sign("{\"a\":1}");

    assertThat(TestKeys.claims(body))
        .isEqualTo(
            Map.of("a", 1L, "iss", "MyTestClient", "iat", 1_735_689_600L, "exp", 1_735_690_600L));
  }

  @Test
  void close_always_endsTheSessionOnce() {
    AuthSession session = bench.open();
    session.close();
    session.close();

    assertThat(session.state()).isEqualTo(SessionState.CLOSED);
    assertThatThrownBy(() -> Bench.authorize(session, "/v1/api/x"))
        .isInstanceOf(SessionLostException.class);
    assertThatThrownBy(() -> Bench.authorize(session, "/gw/api/x"))
        .isInstanceOf(SessionLostException.class);
    assertThat(bench.listener.of(AuthEvent.SessionStateChanged.class)).hasSize(1);
    assertThat(bench.transport.openResponses()).isZero();
  }
}
