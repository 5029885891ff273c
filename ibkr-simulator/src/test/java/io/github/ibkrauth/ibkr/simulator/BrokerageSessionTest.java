package io.github.ibkrauth.ibkr.simulator;

import static io.github.ibkrauth.ibkr.simulator.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerageSessionTest {
  private static final String STATUS = "/v1/api/iserver/auth/status";
  private static final String INIT = "/v1/api/iserver/auth/ssodh/init";
  private static final String ACCOUNTS = "/v1/api/iserver/accounts";

  private final IbkrSimulator simulator = IbkrSimulator.builder().pollsUntilEstablished(2).start();
  private final TestClient client = new TestClient(simulator);

  @AfterEach
  void close() {
    simulator.close();
  }

  private String open() {
    String token = client.ssoToken();
    client.init(token, true);
    client.post(STATUS, token);
    client.post(STATUS, token);
    return token;
  }

  private JsonNode status(String token) {
    return json(client.post(STATUS, token));
  }

  private static void flags(JsonNode status, boolean authenticated, boolean competing) {
    assertThat(status.path("authenticated").asBoolean()).isEqualTo(authenticated);
    assertThat(status.path("established").asBoolean()).isEqualTo(authenticated);
    assertThat(status.path("competing").asBoolean()).isEqualTo(competing);
    assertThat(status.path("connected").asBoolean()).isTrue();
  }

  private void noBridge(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .isEqualTo("{\"error\":\"Bad Request: no bridge\",\"statusCode\":400}");
  }

  @Test
  void status_whenOnlyLoggedIn_saysConnectedButNotAuthenticated() {
    flags(status(client.ssoToken()), false, false);
  }

  @Test
  void init_whenAnswered_takesTheConfiguredPollsToEstablish() {
    String token = client.ssoToken();
    flags(client.init(token, true), false, false);
    flags(status(token), false, false);
    noBridge(client.get(ACCOUNTS, token));
    flags(
        json(client.post("/v1/api/tickle", token)).path("iserver").path("authStatus"), true, false);
    flags(status(token), true, false);
    assertThat(client.get(ACCOUNTS, token).statusCode()).isEqualTo(200);
  }

  @Test
  void init_whenNoPollIsNeeded_isEstablishedAtOnce() {
    try (IbkrSimulator quick = IbkrSimulator.builder().pollsUntilEstablished(0).start()) {
      TestClient other = new TestClient(quick);
      flags(other.init(other.ssoToken(), true), true, false);
    }
  }

  @Test
  void init_whenRepeatedByTheHolder_keepsTheSession() {
    String token = open();
    flags(client.init(token, false), true, false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"publish\":false,\"compete\":true}", "{\"compete\":true}", "", "{"})
  void init_whenPublishIsNotTrue_is500(String body) {
    HttpResponse<String> response = client.post(INIT, client.ssoToken(), body);
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(json(response).path("error").asText()).isNotEmpty();
  }

  @Test
  void init_whenSentAsFormOrQuery_isUnderstood() {
    String token = client.ssoToken();
    assertThat(client.post(INIT + "?publish=true&compete=true", token).statusCode()).isEqualTo(200);
    HttpResponse<String> form =
        client.send(
            client
                .bearer(INIT, token)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("publish=true&compete=true")));
    assertThat(form.statusCode()).isEqualTo(200);
  }

  @Test
  void iserver_whenThereIsNoBrokerageSession_saysNoBridge() {
    noBridge(client.get(ACCOUNTS, client.ssoToken()));
  }

  @Test
  void iserver_whenAccountsWereNotQueried_is500() {
    String token = open();
    HttpResponse<String> early = client.get("/v1/api/iserver/account/pnl/partitioned", token);
    assertThat(early.statusCode()).isEqualTo(500);
    assertThat(early.body()).isEqualTo("{\"error\":\"Please query /accounts first\"}");
    client.get(ACCOUNTS, token);
    assertThat(client.get("/v1/api/iserver/account/pnl/partitioned", token).statusCode())
        .isEqualTo(200);
    String id = simulator.credentials().accountIds().get(2);
    assertThat(client.post("/v1/api/iserver/account", token, "{\"acctId\":\"" + id + "\"}").body())
        .isEqualTo("{\"set\":true,\"acctId\":\"" + id + "\"}");
    assertThat(client.post("/v1/api/iserver/account", token, "{\"acctId\":\"DU1\"}").statusCode())
        .isEqualTo(500);
  }

  @Test
  void iserver_whenTheBrokerageSessionIsNew_needsItsAccountsAgain() {
    String token = open();
    client.get(ACCOUNTS, token);
    simulator.faults().brokerageResetNow();
    flags(status(token), false, false);
    noBridge(client.get(ACCOUNTS, token));
    client.init(token, true);
    client.post(STATUS, token);
    client.post(STATUS, token);
    assertThat(client.get("/v1/api/iserver/account/pnl/partitioned", token).statusCode())
        .isEqualTo(500);
  }

  @Test
  void init_whenAnotherLoginHoldsTheSessionAndWeDoNotCompete_reportsCompeting() {
    String first = open();
    String second = client.ssoToken();
    flags(client.init(second, false), false, true);
    flags(status(second), false, true);
    flags(status(first), true, false);
  }

  @Test
  void init_whenWeCompete_takesTheSessionOver() {
    String first = open();
    String second = client.ssoToken();
    flags(client.init(second, true), false, false);
    flags(status(first), false, true);
    noBridge(client.get(ACCOUNTS, first));
    status(second);
    flags(status(second), true, false);
    assertThat(client.get("/v1/api/tickle", first).statusCode()).isEqualTo(200);
  }

  @Test
  void competingLogin_whenItHappens_isSeenAndCanBeTakenBack() {
    String token = open();
    simulator.faults().competingLoginNow();
    flags(status(token), false, true);
    flags(client.init(token, false), false, true);
    flags(client.init(token, true), false, false);
    status(token);
    flags(status(token), true, false);
  }

  @Test
  void logout_whenTheHolderLeaves_freesTheSession() {
    String first = open();
    String second = client.ssoToken();
    assertThat(client.post("/v1/api/logout", first).body()).isEqualTo("{\"status\":true}");
    assertThat(client.post("/v1/api/logout", first).statusCode()).isEqualTo(401);
    flags(client.init(second, false), false, false);
  }

  @Test
  void reauthenticate_whenCalled_saysTriggeredAndOpensTheSession() {
    String token = client.ssoToken();
    assertThat(client.post("/v1/portal/iserver/reauthenticate?force=true", token).body())
        .isEqualTo("{\"message\":\"triggered\"}");
    status(token);
    flags(status(token), true, false);
  }
}
