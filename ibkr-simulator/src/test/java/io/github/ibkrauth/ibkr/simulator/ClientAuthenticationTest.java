package io.github.ibkrauth.ibkr.simulator;

import static io.github.ibkrauth.ibkr.simulator.ConsentBrowser.location;
import static io.github.ibkrauth.ibkr.simulator.ConsentBrowser.parameters;
import static io.github.ibkrauth.ibkr.simulator.OAuth2App.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who the client is, pushed requests, metadata, and the settings that lead there. */
class ClientAuthenticationTest {
  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-07-01T14:00:00Z"));
  private final IbkrSimulator simulator = IbkrSimulator.builder().clock(clock).users(3).start();
  private final SimulatedAuthorizationServer server = simulator.authorizationServer();
  private final OAuth2App app = new OAuth2App(simulator);

  @AfterEach
  void close() {
    simulator.close();
  }

  private HttpResponse<String> tokenWith(UnaryOperator<JwsMaker> change) {
    return app.post(
        "/oauth2/token", app.signed(app.redeeming("unknown"), change.apply(app.assertion())));
  }

  private HttpResponse<String> basic(String name, String secret) {
    String pair = name + ":" + secret;
    return app.client.send(
        app.form("/oauth2/token", app.redeeming("unknown"))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void assertion_whenWrong_isRefused() {
    refused(tokenWith(a -> a), 400, "invalid_grant", "the code is unknown");
    refused(tokenWith(a -> a.without("jti")), 401, "invalid_client", "jti is missing");
    refused(tokenWith(a -> a.claim("sub", "x")), 401, "invalid_client", "sub is not the client");
    refused(tokenWith(a -> a.claim("iss", "x")), 401, "invalid_client", "iss is not a registered");
    refused(tokenWith(a -> a.claim("aud", "/token")), 401, "invalid_client", "aud is neither");
    refused(tokenWith(a -> a.header("kid", "x")), 401, "invalid_client", "kid is not registered");
    refused(
        tokenWith(a -> a.claim("exp", clock.instant().getEpochSecond() - 1)),
        401,
        "invalid_client",
        "exp passed");
    Map<String, String> form = app.signed(app.redeeming("unknown"));
    form.put("client_assertion", form.get("client_assertion") + "AA");
    refused(app.post("/oauth2/token", form), 401, "invalid_client", "client_assertion");
    form = app.signed(app.redeeming("unknown"));
    form.put("client_assertion_type", "x");
    refused(app.post("/oauth2/token", form), 401, "invalid_client", "client_assertion_type is");
  }

  @ParameterizedTest
  @CsvSource({"''", "/oauth2/token", "/oauth2/par", "/oauth2/revoke"})
  void assertion_whenForTheIssuerOrAnEndpoint_isAccepted(String path) {
    refused(
        tokenWith(a -> a.claim("aud", List.of("x", simulator.baseUri() + path))),
        400,
        "invalid_grant",
        "the code is unknown");
  }

  @Test
  void assertion_whenUsedTwice_isRefused() {
    Map<String, String> form = app.signed(app.redeeming("unknown"));
    refused(app.post("/oauth2/token", form), 400, "invalid_grant", "the code is unknown");
    refused(app.post("/oauth2/token", form), 401, "invalid_client", "jti was used before");
  }

  @Test
  void assertion_whenUsedAgainInItsLastSeconds_isRefused() {
    long now = clock.instant().getEpochSecond();
    Map<String, String> form =
        app.signed(
            app.redeeming("unknown"),
            app.assertion().claim("iat", now + 5).claim("exp", now + 305));
    refused(app.post("/oauth2/token", form), 400, "invalid_grant", "the code is unknown");
    clock.advance(Duration.ofSeconds(304));
    refused(app.post("/oauth2/token", form), 401, "invalid_client", "jti was used before");
    clock.advance(Duration.ofSeconds(1));
    refused(app.post("/oauth2/token", form), 401, "invalid_client", "exp passed");
  }

  @Test
  void client_whenItShowsNothingOrTooMuch_isRefused() {
    HttpResponse<String> none = app.post("/oauth2/token", app.redeeming("x"));
    refused(none, 401, "invalid_client", "does not authenticate itself");
    assertThat(none.headers().firstValue("WWW-Authenticate")).isPresent();
    Map<String, String> both = app.signed(app.redeeming("x"));
    both.put("client_secret", server.clientSecret());
    refused(app.post("/oauth2/token", both), 400, "invalid_request", "in two ways at once");
    Map<String, String> other = app.signed(app.redeeming("x"));
    other.put("client_id", "somebody");
    refused(app.post("/oauth2/token", other), 401, "invalid_client", "client_id is not the client");
    refused(
        app.client.send(
            app.client
                .request("/oauth2/token")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))),
        400,
        "invalid_request",
        "the content type is not");
    refused(
        app.client.send(
            app.client
                .request("/oauth2/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("code=1&code=2"))),
        400,
        "invalid_request",
        "code is given twice");
  }

  @Test
  void secret_whenNotAccepted_isRefused() {
    refused(
        basic(server.clientId(), server.clientSecret()),
        401,
        "invalid_client",
        "client_secret_basic is not accepted");
    Map<String, String> form = app.redeeming("x");
    form.put("client_secret", server.clientSecret());
    refused(
        app.post("/oauth2/token", form),
        401,
        "invalid_client",
        "client_secret_post is not accepted");
    assertThatThrownBy(() -> server.accept(Set.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void secret_whenAccepted_isChecked() {
    server.accept(
        EnumSet.of(
            ClientAuthentication.CLIENT_SECRET_BASIC, ClientAuthentication.CLIENT_SECRET_POST));
    refused(
        basic(server.clientId(), server.clientSecret()),
        400,
        "invalid_grant",
        "the code is unknown");
    refused(basic(server.clientId(), "wrong"), 401, "invalid_client", "the client secret is wrong");
    refused(basic("somebody", server.clientSecret()), 401, "invalid_client", "unknown client");
    refused(
        app.client.send(
            app.form("/oauth2/token", app.redeeming("x")).header("Authorization", "Basic %%%")),
        401,
        "invalid_client",
        "the Basic header is malformed");
    refused(
        app.client.send(
            app.form("/oauth2/token", app.redeeming("x")).header("Authorization", "Bearer x")),
        401,
        "invalid_client",
        "the Authorization header is not Basic");
    Map<String, String> form = app.redeeming("x");
    form.put("client_secret", server.clientSecret());
    refused(app.post("/oauth2/token", form), 400, "invalid_request", "client_id is missing");
    form.put("client_id", server.clientId());
    refused(app.post("/oauth2/token", form), 400, "invalid_grant", "the code is unknown");
    refused(tokenWith(a -> a), 401, "invalid_client", "private_key_jwt is not accepted");
    assertThat(simulator.requests().entries().toString()).doesNotContain(server.clientSecret());
    assertThat(simulator.requests().entries().get(0).credentialKind())
        .isEqualTo(RequestLog.CredentialKind.CLIENT_SECRET);
  }

  @Test
  void pushed_whenRight_isGoodForOneAnswer() {
    HttpResponse<String> pushed = app.post("/oauth2/par", app.signed(app.request()));
    assertThat(pushed.statusCode()).isEqualTo(201);
    assertThat(TestClient.json(pushed).path("expires_in").asInt()).isEqualTo(90);
    Map<String, String> query = new LinkedHashMap<>();
    query.put("client_id", server.clientId());
    query.put("request_uri", TestClient.json(pushed).path("request_uri").asText());

    assertThat(
            app.browser
                .open("/oauth2/authorize?" + OAuth2App.encoded(query) + "&request_uri=urn:x")
                .body())
        .contains("request_uri is given twice");
    HttpResponse<String> first = app.authorize(query);
    clock.advance(Duration.ofMinutes(5));
    HttpResponse<String> again = app.authorize(query);
    String back = location(app.browser.allow(app.consent(again, 1)));
    assertThat(parameters(back)).containsEntry("state", "the state & more");
    assertThat(app.token(app.redeeming(parameters(back).get("code"))).statusCode()).isEqualTo(200);
    assertThat(app.consent(first, 1).statusCode()).isEqualTo(400);
    assertThat(app.authorize(query).body()).contains("was used already");
  }

  @Test
  void pushed_whenWrong_isRefusedAtOnce() {
    refused(
        app.post("/oauth2/par", app.request()),
        401,
        "invalid_client",
        "does not authenticate itself");
    Map<String, String> request = app.request();
    request.put("redirect_uri", "https://elsewhere.example/");
    refused(
        app.post("/oauth2/par", app.signed(request)),
        400,
        "invalid_request",
        "redirect_uri is not registered");
    request = app.request();
    request.put("scope", "everything");
    refused(
        app.post("/oauth2/par", app.signed(request)),
        400,
        "invalid_scope",
        "scope holds what this client may not");
    request = app.request();
    request.put("request_uri", "urn:x");
    refused(
        app.post("/oauth2/par", app.signed(request)),
        400,
        "invalid_request",
        "request_uri cannot be pushed");
  }

  @Test
  void pushed_whenNotOpenedIn90Seconds_hasExpired() {
    HttpResponse<String> pushed = app.post("/oauth2/par", app.signed(app.request()));
    clock.advance(Duration.ofSeconds(90));
    Map<String, String> query = new LinkedHashMap<>();
    query.put("client_id", server.clientId());
    query.put("request_uri", TestClient.json(pushed).path("request_uri").asText());
    assertThat(app.authorize(query).body()).contains("has expired");
  }

  @Test
  void pushed_whenRequired_noOtherIsTaken() {
    server.requirePushedRequests(true);
    assertThat(parameters(location(app.authorize(app.request()))))
        .containsEntry("error_description", "the authorization request must be pushed");
    assertThat(app.post("/oauth2/par", app.signed(app.request())).statusCode()).isEqualTo(201);
  }

  @Test
  void metadata_whenRead_namesEveryEndpoint() {
    server.accept(EnumSet.allOf(ClientAuthentication.class));
    JsonNode metadata =
        TestClient.json(app.browser.open("/.well-known/oauth-authorization-server"));
    assertThat(metadata.path("issuer").asText()).isEqualTo(server.issuer().toString());
    assertThat(metadata.path("authorization_endpoint").asText())
        .isEqualTo(server.authorizeUri().toString());
    assertThat(metadata.path("token_endpoint").asText()).isEqualTo(server.tokenUri().toString());
    assertThat(metadata.path("revocation_endpoint").asText())
        .isEqualTo(server.revocationUri().toString());
    assertThat(metadata.path("pushed_authorization_request_endpoint").asText())
        .isEqualTo(server.pushedRequestUri().toString());
    assertThat(metadata.path("jwks_uri").asText()).isEqualTo(server.keysUri().toString());
    assertThat(metadata.path("code_challenge_methods_supported").toString())
        .isEqualTo("[\"S256\"]");
    assertThat(metadata.path("token_endpoint_auth_methods_supported").toString())
        .isEqualTo("[\"private_key_jwt\",\"client_secret_basic\",\"client_secret_post\"]");
    assertThat(metadata.path("authorization_response_iss_parameter_supported").asBoolean())
        .isTrue();
    assertThat(app.browser.open("/oauth2/jwks").body())
        .contains("\"kty\":\"RSA\"")
        .doesNotContain("\"d\":");
  }

  @Test
  void connectConfiguration_whenAskedFor_leadsHere() {
    URI redirect = URI.create("http://127.0.0.1:9/back");
    Map<String, String> oauth2 = simulator.connectConfiguration("oauth2-jwt", redirect);
    assertThat(oauth2)
        .containsEntry("ibkr.auth.strategy", "oauth2-jwt")
        .containsEntry("ibkr.auth.oauth2-jwt.grant", "authorization-code")
        .containsEntry("ibkr.auth.oauth2-jwt.metadata-url", server.metadataUri().toString())
        .containsEntry("ibkr.auth.oauth2-jwt.client-auth", "private-key-jwt")
        .containsKey("ibkr.auth.oauth2-jwt.private-key");
    Map<String, String> request = app.request();
    request.put("redirect_uri", "http://127.0.0.1:10/back");
    assertThat(app.authorize(request).statusCode()).isEqualTo(200);
    server.accept(Set.of(ClientAuthentication.CLIENT_SECRET_POST));
    assertThat(simulator.connectConfiguration("oauth2-jwt", redirect))
        .containsEntry("ibkr.auth.oauth2-jwt.client-auth", "client-secret-post")
        .containsEntry("ibkr.auth.oauth2-jwt.client-secret", server.clientSecret());
    assertThat(simulator.connectConfiguration("oauth1a", redirect))
        .containsEntry("ibkr.auth.oauth1a.consumer-key", "TESTCONS")
        .containsEntry("ibkr.auth.oauth1a.callback", redirect.toString())
        .doesNotContainKey("ibkr.auth.oauth1a.access-token");
    assertThatThrownBy(() -> simulator.connectConfiguration("gateway-session", redirect))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> simulator.connectConfiguration("unknown", redirect))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> server.registerRedirect(URI.create("https://a.example/#f")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
