package io.github.ibkrauth.ibkr.simulator;

import static io.github.ibkrauth.ibkr.simulator.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoginTest {
  private final IbkrSimulator simulator = IbkrSimulator.builder().start();
  private final TestClient client = new TestClient(simulator);

  @AfterEach
  void close() {
    simulator.close();
  }

  @Test
  void login_whenEverythingIsRight_reachesThePortfolio() {
    HttpResponse<String> token = client.token(client.assertion());
    assertThat(token.statusCode()).isEqualTo(200);
    assertThat(token.headers().firstValue("Content-Type"))
        .contains("application/json; charset=utf-8");
    JsonNode body = json(token);
    assertThat(body.path("token_type").asText()).isEqualTo("Bearer");
    assertThat(body.path("scope").asText()).isEqualTo("sso-sessions.write");
    assertThat(body.path("expires_in").asInt()).isEqualTo(86399);

    HttpResponse<String> sso =
        client.ssoSession(body.path("access_token").asText(), client.sign(client.ssoRequest()));
    assertThat(sso.statusCode()).isEqualTo(200);
    assertThat(json(sso).path("active").asBoolean()).isTrue();
    String bearer = json(sso).path("access_token").asText();

    JsonNode opened = client.init(bearer, true);
    assertThat(opened.path("authenticated").asBoolean()).isFalse();
    assertThat(opened.path("established").asBoolean()).isFalse();
    JsonNode status = json(client.post("/v1/api/iserver/auth/status", bearer));
    assertThat(status.path("authenticated").asBoolean()).isTrue();
    assertThat(status.path("established").asBoolean()).isTrue();
    assertThat(status.path("connected").asBoolean()).isTrue();

    JsonNode accounts = json(client.get("/v1/api/portfolio/accounts", bearer));
    assertThat(accounts).hasSize(4);
    String id = accounts.get(0).path("id").asText();
    assertThat(id).matches("DU\\d{7}");
    assertThat(client.get("/v1/api/portfolio/" + id + "/summary", bearer).statusCode())
        .isEqualTo(200);
    assertThat(json(client.post("/v1/api/logout", bearer)).path("status").asBoolean()).isTrue();
    assertThat(client.post("/v1/api/tickle", bearer).statusCode()).isEqualTo(401);
  }
}
