package io.github.ibkrauth.ibkr.simulator;

import static io.github.ibkrauth.ibkr.simulator.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SsoSessionTest {
  private final IbkrSimulator simulator = IbkrSimulator.builder().start();
  private final TestClient client = new TestClient(simulator);

  @AfterEach
  void close() {
    simulator.close();
  }

  private void refused(Consumer<JwsMaker> change, String field) {
    JwsMaker request = client.ssoRequest();
    change.accept(request);
    refused(client.ssoSession(client.accessToken(), client.sign(request)), field);
  }

  private static void refused(HttpResponse<String> response, String field) {
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode body = json(response);
    assertThat(body.path("type").asText()).isEqualTo("/invalid-argument");
    assertThat(body.path("invalidArguments").get(0).path("field").asText()).isEqualTo(field);
  }

  @Test
  void ssoSession_whenOpened_returnsATokenWithoutExpiryAndIatInMilliseconds()
      throws ParseException {
    JWSObject token = JWSObject.parse(client.ssoToken());
    assertThat(token.getPayload().toJSONObject())
        .containsEntry("sub", "WEB_API")
        .containsEntry("iss", "com.ib.sso")
        .doesNotContainKey("exp");
    assertThat((Long) token.getPayload().toJSONObject().get("iat"))
        .isGreaterThan(1_000_000_000_000L);
  }

  @Test
  void ssoSession_whenAClaimIsMissingOrMalformed_names_it() {
    refused(jws -> jws.without("ip"), "ip");
    refused(jws -> jws.claim("ip", "localhost"), "ip");
    refused(jws -> jws.claim("ip", "999.1.1.1"), "ip");
    refused(jws -> jws.without("credential"), "credential");
    refused(jws -> jws.claim("credential", "somebody"), "credential");
    refused(jws -> jws.claim("alternativeIps", "10.0.0.1"), "alternativeIps");
    refused(jws -> jws.claim("alternativeIps", List.of("nowhere")), "alternativeIps");
    refused(jws -> jws.without("iss"), "payload");
    refused(jws -> jws.without("exp"), "payload");
    refused(jws -> jws.claim("exp", client.now() + 2 * 86_400), "payload");
    refused(jws -> jws.header("kid", "other"), "payload");
  }

  @Test
  void ssoSession_whenTheBodyIsNotASignedJwt_isRefused() {
    String token = client.accessToken();
    String body = client.sign(client.ssoRequest());
    refused(client.ssoSession(token, "\"" + body + "\""), "payload");
    refused(client.ssoSession(token, body + "\n"), "payload");
    refused(client.ssoSession(token, ""), "payload");
    refused(
        client.ssoSession(token, client.ssoRequest().sign(RsaKeys.generate().getPrivate())),
        "payload");
    refused(
        client.send(
            client
                .bearer("/gw/api/v1/sso-sessions", token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))),
        "Content-Type");
  }

  @Test
  void ssoSession_whenTheBearerIsNotALiveAccessToken_is401() {
    String body = client.sign(client.ssoRequest());
    HttpResponse<String> unknown = client.ssoSession("nonsense", body);
    assertThat(unknown.statusCode()).isEqualTo(401);
    assertThat(json(unknown).path("detail").asText())
        .isEqualTo("The access token request is invalid");
    assertThat(client.ssoSession(client.ssoToken(), body).statusCode()).isEqualTo(401);

    String token = client.accessToken();
    simulator.faults().expireAccessTokensNow();
    HttpResponse<String> expired = client.ssoSession(token, body);
    assertThat(expired.statusCode()).isEqualTo(401);
    assertThat(json(expired).path("detail").asText()).isEqualTo("Access token expired");
  }

  @Test
  void accessToken_whenItsTimeIsOver_expires() {
    String token = client.accessToken();
    simulator.clock().advance(Duration.ofSeconds(86_398));
    assertThat(client.ssoSession(token, client.sign(client.ssoRequest())).statusCode())
        .isEqualTo(200);
    simulator.clock().advance(Duration.ofSeconds(2));
    assertThat(client.ssoSession(token, client.sign(client.ssoRequest())).statusCode())
        .isEqualTo(401);
  }

  @Test
  void ssoSession_whenTheScopeIsMissing_is403() {
    HttpResponse<String> response =
        client.ssoSession(client.accessToken("echo.read"), client.sign(client.ssoRequest()));
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(json(response).path("detail").asText())
        .isEqualTo("The access token fails to have sufficient scope");
  }

  @Test
  void ssoSession_whenTheCallersAddressIsAnother_isRefused() {
    simulator.seeCallerAs("203.0.113.7");
    refused(jws -> {}, "ip");
    HttpResponse<String> alternative =
        client.ssoSession(
            client.accessToken(),
            client.sign(client.ssoRequest().claim("alternativeIps", List.of("203.0.113.7"))));
    assertThat(alternative.statusCode()).isEqualTo(200);
  }

  @Test
  void ssoToken_whenTheAddressChangesLater_is401() {
    String token = client.ssoToken();
    assertThat(client.get("/v1/api/tickle", token).statusCode()).isEqualTo(200);
    simulator.seeCallerAs("2001:db8::1");
    assertThat(client.get("/v1/api/tickle", token).statusCode()).isEqualTo(401);
    String renewed =
        json(client.ssoSession(
                client.accessToken(),
                client.sign(client.ssoRequest().claim("ip", "2001:0db8:0:0:0:0:0:1"))))
            .path("access_token")
            .asText();
    assertThat(client.get("/v1/api/tickle", renewed).statusCode()).isEqualTo(200);
  }
}
