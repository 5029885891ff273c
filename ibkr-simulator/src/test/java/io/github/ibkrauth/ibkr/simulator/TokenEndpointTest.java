package io.github.ibkrauth.ibkr.simulator;

import static io.github.ibkrauth.ibkr.simulator.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenEndpointTest {
  private static IbkrSimulator simulator;
  private static TestClient client;

  @BeforeAll
  static void start() {
    simulator = IbkrSimulator.builder().start();
    client = new TestClient(simulator);
  }

  @AfterAll
  static void close() {
    simulator.close();
  }

  @BeforeEach
  void clear() {
    simulator.requests().clear();
    simulator.faults().clear();
  }

  private void refused(HttpResponse<String> response, String reason) {
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(response.body())
        .isEqualTo("{\"type\":\"/simple\",\"title\":\"Bad Request\",\"status\":400}");
    assertThat(simulator.requests().entries())
        .last()
        .extracting(RequestLog.Entry::reason)
        .asString()
        .contains(reason);
    assertThat(response.headers().firstValue("X-Simulator-Refusal").orElseThrow()).contains(reason);
  }

  private void refusedAssertion(Consumer<JwsMaker> change, String reason) {
    JwsMaker assertion = client.assertion();
    change.accept(assertion);
    refused(client.token(assertion), reason);
  }

  @Test
  void token_whenAudienceIsTheTokenUrl_isIssued() {
    for (String audience :
        List.of(
            simulator.credentials().tokenUri().toString(),
            "https://api.ibkr.com/oauth2/api/v1/token")) {
      assertThat(client.token(client.assertion().claim("aud", audience)).statusCode())
          .isEqualTo(200);
    }
    JwsMaker list = client.assertion().claim("aud", List.of("https://elsewhere.example", "/token"));
    assertThat(client.token(list).statusCode()).isEqualTo(200);
  }

  @Test
  void token_whenJtiIsSent_isIssued() {
    assertThat(client.token(client.assertion().claim("jti", "4711")).statusCode()).isEqualTo(200);
  }

  @Test
  void token_whenAskedTwice_isAnotherToken() {
    assertThat(client.accessToken()).isNotEqualTo(client.accessToken());
  }

  @Test
  void token_whenTwoScopesAreAsked_grantsBoth() {
    Map<String, String> form = client.form(client.sign(client.assertion()));
    form.put("scope", "sso-sessions.write echo.read");
    assertThat(json(client.token(form)).path("scope").asText())
        .isEqualTo("sso-sessions.write echo.read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"grant_type", "client_assertion_type", "client_assertion", "scope"})
  void token_whenAFieldIsMissing_isRefused(String field) {
    Map<String, String> form = client.form(client.sign(client.assertion()));
    form.remove(field);
    refused(client.token(form), field + " is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "grant_type, authorization_code, grant_type is not client_credentials",
    "client_assertion_type, urn:other, client_assertion_type is not",
    "client_assertion, not-a-jws, not a compact JWS",
    "scope, transfers.write, scope was not granted",
    "scope, sso-sessions.write transfers.write, scope was not granted",
    "client_id, somebody, client_id is not the issuer",
  })
  void token_whenAFieldIsWrong_isRefused(String field, String value, String reason) {
    Map<String, String> form = client.form(client.sign(client.assertion()));
    form.put(field, value);
    refused(client.token(form), reason);
  }

  @Test
  void token_whenAFieldIsGivenTwice_isRefused() {
    String body = "grant_type=client_credentials&grant_type=client_credentials";
    refused(
        client.send(
            client
                .request("/oauth2/api/v1/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))),
        "given once");
  }

  @Test
  void token_whenContentTypeIsJson_isRefused() {
    refused(
        client.send(
            client
                .request("/oauth2/api/v1/token")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))),
        "content type");
  }

  @Test
  void token_whenSignedWithAnotherKey_isRefused() {
    Map<String, String> form =
        client.form(client.assertion().sign(RsaKeys.generate().getPrivate()));
    refused(client.token(form), "the signature does not fit");
  }

  @Test
  void token_whenAClaimWasChangedAfterSigning_isRefused() {
    String[] parts = client.sign(client.assertion()).split("\\.");
    String other =
        JwsMaker.encode(Json.bytes(client.assertion().claim("exp", client.now() + 25).claims));
    refused(
        client.token(client.form(parts[0] + "." + other + "." + parts[2])),
        "the signature does not fit");
  }

  @Test
  void token_whenUnsigned_isRefused() {
    JwsMaker jws = client.assertion().header("alg", "none");
    String unsigned =
        JwsMaker.encode(Json.bytes(jws.header))
            + "."
            + JwsMaker.encode(Json.bytes(jws.claims))
            + ".";
    refused(client.token(client.form(unsigned)), "not a compact JWS");
  }

  @Test
  void token_whenSignedWithThePublicKeyAsSecret_isRefused() {
    JwsMaker jws = client.assertion().header("alg", "HS256");
    String forged =
        JwsMaker.encode(Json.bytes(jws.header))
            + "."
            + JwsMaker.encode(Json.bytes(jws.claims))
            + "."
            + JwsMaker.encode("forged".getBytes(StandardCharsets.US_ASCII));
    refused(client.token(client.form(forged)), "alg is HS256");
  }

  @Test
  void token_whenTheHeaderIsWrong_isRefused() {
    refusedAssertion(jws -> jws.header("alg", "RS512"), "alg is RS512");
    refusedAssertion(jws -> jws.header("kid", "other"), "kid is not registered");
    refusedAssertion(jws -> jws.header.remove("kid"), "kid is missing");
    refusedAssertion(jws -> jws.header("typ", "at+jwt"), "typ is not JWT");
  }

  @Test
  void token_whenAClaimIsWrong_isRefused() {
    refusedAssertion(jws -> jws.claim("iss", "nobody"), "iss is not a registered client");
    refusedAssertion(jws -> jws.without("iss"), "iss is not a registered client");
    refusedAssertion(jws -> jws.claim("sub", "nobody"), "sub is not the client id");
    refusedAssertion(jws -> jws.without("sub"), "sub is not the client id");
    refusedAssertion(jws -> jws.claim("aud", "https://elsewhere.example/token"), "aud is neither");
    refusedAssertion(jws -> jws.without("aud"), "aud is neither");
  }

  @Test
  void token_whenATimeIsWrong_isRefused() {
    long now = client.now();
    refusedAssertion(jws -> jws.without("iat"), "iat is missing");
    refusedAssertion(jws -> jws.without("exp"), "exp is missing");
    refusedAssertion(jws -> jws.claim("exp", Long.toString(now + 20)), "exp is not an integer");
    refusedAssertion(jws -> jws.claim("iat", now - 9.5), "iat is not an integer");
    refusedAssertion(
        jws -> jws.claim("iat", now * 1000).claim("exp", now * 1000 + 20_000), "milliseconds");
    refusedAssertion(jws -> jws.claim("iat", now + 60).claim("exp", now + 90), "in the future");
    refusedAssertion(jws -> jws.claim("iat", now - 90).claim("exp", now - 60), "exp passed");
    refusedAssertion(jws -> jws.claim("exp", now + 3600), "after iat");
    refusedAssertion(jws -> jws.claim("iat", now + 3).claim("exp", now + 2), "after iat");
    refusedAssertion(jws -> jws.claim("nbf", now + 60), "nbf");
  }

  @Test
  void token_whenTheServersClockIsAhead_isRefusedAndTheDateHeaderShowsIt() {
    simulator.faults().clockSkew(Duration.ofMinutes(10));
    HttpResponse<String> response = client.token(client.assertion());
    refused(response, "exp passed");
    String date = response.headers().firstValue("Date").orElseThrow();
    long server =
        java.time.ZonedDateTime.parse(date, java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME)
            .toEpochSecond();
    assertThat(server - client.now()).isBetween(598L, 602L);
  }
}
