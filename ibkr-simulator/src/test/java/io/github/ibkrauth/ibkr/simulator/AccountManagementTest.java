package io.github.ibkrauth.ibkr.simulator;

import static io.github.ibkrauth.ibkr.simulator.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountManagementTest {
  private final IbkrSimulator simulator = IbkrSimulator.builder().start();
  private final TestClient client = new TestClient(simulator);

  @AfterEach
  void close() {
    simulator.close();
  }

  private HttpResponse<String> signed(String token, JwsMaker body) {
    return client.send(
        client
            .bearer("/gw/api/v1/echo/signed-jwt", token)
            .header("Content-Type", "application/jwt")
            .POST(BodyPublishers.ofString(client.sign(body))));
  }

  private JwsMaker claims() {
    return new JwsMaker("main")
        .claim("iss", simulator.credentials().clientId())
        .claim("iat", client.now())
        .claim("exp", client.now() + 1000);
  }

  @Test
  void echo_whenPlain_returnsTheQuery() {
    HttpResponse<String> response =
        client.get("/gw/api/v1/echo/https?a=1&b=x%20y", client.accessToken("echo.read"));
    assertThat(response.body())
        .isEqualTo(
            "{\"requestMethod\":\"GET\",\"securityPolicy\":\"HTTPS\",\"queryParameters\":{\"a\":\"1\",\"b\":\"x y\"}}");
  }

  @Test
  void echo_whenSigned_isVerified() {
    String token = client.accessToken("echo.write");
    JsonNode body = json(signed(token, claims()));
    assertThat(body.path("requestMethod").asText()).isEqualTo("POST");
    assertThat(body.path("securityPolicy").asText()).isEqualTo("SIGNED_JWT");
    assertThat(signed(token, claims().claim("exp", client.now() - 1)).statusCode()).isEqualTo(400);
    assertThat(signed(token, claims().without("iss")).statusCode()).isEqualTo(400);
  }

  @Test
  void echo_whenTheScopeIsAnother_is403() {
    assertThat(client.get("/gw/api/v1/echo/https", client.accessToken("echo.write")).statusCode())
        .isEqualTo(403);
    assertThat(signed(client.accessToken("echo.read"), claims()).statusCode()).isEqualTo(403);
  }

  @Test
  void accounts_whenAsked_needTheScopeAndKnowTheirAccounts() {
    String token = client.accessToken("accounts.read");
    String id = simulator.credentials().accountIds().get(1);
    assertThat(json(client.get("/gw/api/v1/accounts", token)).path("accountId").asText())
        .isEqualTo(simulator.credentials().accountIds().get(0));
    assertThat(
            json(client.get("/gw/api/v1/accounts?accountId=" + id, token))
                .path("data")
                .path("accountId")
                .asText())
        .isEqualTo(id);
    assertThat(client.get("/gw/api/v1/accounts?accountId=DU1", token).statusCode()).isEqualTo(400);
    assertThat(client.get("/gw/api/v1/accounts", client.accessToken()).statusCode()).isEqualTo(403);
  }

  @Test
  void accountManagement_whenTheBearerIsAnSsoTokenOrMissing_is401() {
    assertThat(client.get("/gw/api/v1/echo/https", client.ssoToken()).statusCode()).isEqualTo(401);
    assertThat(client.send(client.request("/gw/api/v1/echo/https").GET()).statusCode())
        .isEqualTo(401);
  }
}
