package io.github.ibkrauth.ibkr.simulator;

import static io.github.ibkrauth.ibkr.simulator.GatewayClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The login page, passed as a browser without scripts passes it. */
class GatewayLoginPageTest {
  private static final String SUCCESS = "Client login succeeds";
  private static final String ERROR = "class=\"xyz-errormessage";
  private static final String CODE = "xyz-field-bronze-response";

  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-07-01T14:00:00Z"));
  private final IbkrSimulator simulator = IbkrSimulator.builder().clock(clock).start();
  private final SimulatedGateway gateway = simulator.gateway();
  private final GatewayClient client = new GatewayClient(gateway);

  @AfterEach
  void close() {
    simulator.close();
  }

  private HttpResponse<String> logIn(String user, String password, String... more) {
    String[] fields = new String[4 + more.length];
    fields[0] = "user_name";
    fields[1] = user;
    fields[2] = "password";
    fields[3] = password;
    System.arraycopy(more, 0, fields, 4, more.length);
    return client.submit(client.get("/sso/Login"), fields);
  }

  private String code() {
    return new TotpMaker(gateway.totpSecret()).code(clock.instant());
  }

  @Test
  void page_whenShown_hasTheElementsOfTheRealOne() {
    HttpResponse<String> page = client.get("/sso/Login?forwardTo=22&RL=1&ip2loc=on");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("Content-Security-Policy")).isEmpty();
    assertThat(page.body())
        .contains("<input type=\"text\" name=\"user_name\"")
        .contains("<input type=\"password\" name=\"password\"")
        .contains("<input type=\"checkbox\" id=\"toggle1\"")
        .contains("<label for=\"toggle1\">")
        .contains("class=\"btn btn-lg btn-primary\"")
        .doesNotContain("<script")
        .doesNotContain(ERROR);
    assertThat(gateway.loginUri().toString())
        .isEqualTo(gateway.baseUri() + "/sso/Login?forwardTo=22&RL=1&ip2loc=on");
  }

  @Test
  void login_whenThePasswordIsRight_logsInEveryClientAndOpensTheBrokerageSession() {
    HttpResponse<String> answer = client.logInOnThePage();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(SUCCESS);
    assertThat(answer.headers().firstValue("Location").orElseThrow())
        .startsWith(simulator.baseUri() + "/");
    assertThat(gateway.isLoggedIn()).isTrue();
    assertThat(gateway.logins()).isEqualTo(1);

    GatewayClient other = new GatewayClient(gateway);
    JsonNode tickle = json(other.post("/v1/api/tickle"));
    assertThat(tickle.path("session").asText()).matches("[0-9a-f]{32}");
    assertThat(tickle.path("ssoExpires").asLong()).isPositive();
    assertThat(tickle.at("/iserver/authStatus/established").asBoolean()).isTrue();
    assertThat(other.isAuthenticated()).isTrue();
    JsonNode accounts = json(other.get("/v1/api/iserver/accounts"));
    assertThat(accounts.path("accounts"))
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(simulator.credentials().accountIds());
    assertThat(accounts.path("isPaper").asBoolean()).isTrue();
    assertThat(json(other.get("/v1/api/portfolio/accounts"))).hasSize(4);
    assertThat(other.get("/v1/api/iserver/account/pnl/partitioned").statusCode()).isEqualTo(200);
  }

  @Test
  void login_whenItSucceeds_makesTheGatewaysOwnCalls() {
    client.logInOnThePage();
    assertThat(simulator.requests().entries())
        .extracting(entry -> entry.method() + " " + entry.path() + " " + entry.status())
        .containsExactly(
            "GET /sso/Login 200",
            "POST /sso/Dispatcher 302",
            "GET /v1/portal/sso/validate 200",
            "GET /v1/portal/iserver/auth/status 200",
            "POST /v1/portal/iserver/auth/ssodh/init 200",
            "GET /v1/portal/iserver/auth/status 200",
            "GET /v1/portal/iserver/accounts 200",
            "GET /v1/portal/tickle 200");
    assertThat(simulator.requests().entries().subList(2, 8))
        .allSatisfy(
            entry -> {
              assertThat(entry.headers()).containsEntry("User-Agent", "ClientPortalGW/1");
              assertThat(entry.credentialKind()).isEqualTo(RequestLog.CredentialKind.GATEWAY_LOGIN);
              assertThat(entry.throughGateway()).isTrue();
            });
    assertThat(simulator.requests().entries().get(2).query()).isEqualTo("gw=1");
  }

  @Test
  void login_whenValidateFails_isTriedThreeTimes() {
    simulator.faults().on("GET", "/v1/api/sso/validate").times(2).status(401);
    client.logInOnThePage();
    assertThat(client.isAuthenticated()).isTrue();
    simulator.requests().clear();
    simulator.faults().on("GET", "/v1/api/sso/validate").always().status(401);
    client.logInOnThePage();
    assertThat(simulator.requests().count("GET", "/v1/api/sso/validate")).isEqualTo(3);
    assertThat(simulator.requests().count("*", "/v1/api/iserver/**")).isZero();
    assertThat(client.post("/v1/api/tickle").statusCode()).isEqualTo(200);
    assertThat(client.isAuthenticated()).isFalse();
  }

  @Test
  void login_whenAnotherProgramHasTheBrokerageSession_takesItAway() {
    TestClient rival = new TestClient(simulator);
    String token = rival.brokerageToken();
    client.logInOnThePage();
    assertThat(client.isAuthenticated()).isTrue();
    JsonNode status = json(rival.post("/v1/api/iserver/auth/status", token));
    assertThat(status.path("competing").asBoolean()).isTrue();
  }

  @Test
  void login_whenThePasswordIsWrong_saysSoAndCounts() {
    for (HttpResponse<String> page :
        List.of(
            logIn(gateway.userName(), "wrong"),
            logIn("nobody", gateway.password()),
            logIn("", ""),
            client.form("/sso/Dispatcher", Map.of()))) {
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains(ERROR, "name=\"user_name\"").doesNotContain(SUCCESS);
    }
    assertThat(gateway.failedLogins()).isEqualTo(4);
    assertThat(gateway.logins()).isZero();
    assertThat(gateway.isLoggedIn()).isFalse();
    assertThat(client.post("/v1/api/tickle").statusCode()).isEqualTo(401);
  }

  @Test
  void login_whenItFailsTooOften_isLockedUntilUnlocked() {
    gateway.lockAfter(3);
    logIn(gateway.userName(), "wrong");
    logIn(gateway.userName(), "wrong");
    assertThat(client.logInOnThePage().body()).isEqualTo(SUCCESS);
    for (int i = 0; i < 3; i++) {
      logIn(gateway.userName(), "wrong");
    }
    assertThat(client.logInOnThePage().body()).contains(ERROR, "locked").doesNotContain(SUCCESS);
    assertThat(gateway.failedLogins()).isEqualTo(6);
    gateway.unlock();
    assertThat(client.logInOnThePage().body()).isEqualTo(SUCCESS);
  }

  @Test
  void secondFactor_whenRequired_takesATimeBasedCodeOnce() {
    gateway.requireSecondFactor(true);
    HttpResponse<String> page = client.logInOnThePage();
    assertThat(page.body()).contains("id=\"" + CODE + "\"").doesNotContain(SUCCESS, ERROR);
    assertThat(gateway.isLoggedIn()).isFalse();
    HttpResponse<String> again = client.submit(page, CODE, "000000x");
    assertThat(again.body()).contains(ERROR, "id=\"" + CODE + "\"").doesNotContain(SUCCESS);
    String code = code();
    assertThat(client.submit(again, CODE, code).body()).isEqualTo(SUCCESS);
    assertThat(gateway.isLoggedIn()).isTrue();
    assertThat(gateway.failedLogins()).isEqualTo(1);
    assertThat(client.submit(client.logInOnThePage(), CODE, code).body()).contains(ERROR);
    clock.advance(Duration.ofSeconds(30));
    assertThat(client.submit(client.logInOnThePage(), CODE, code()).body()).isEqualTo(SUCCESS);
  }

  @Test
  void secondFactor_whenAskedTwice_wantsTwoCodes() {
    gateway.askSecondFactorTwice(true);
    HttpResponse<String> first = client.logInOnThePage();
    String code = code();
    HttpResponse<String> second = client.submit(first, CODE, code);
    assertThat(second.body()).contains("id=\"" + CODE + "\"").doesNotContain(SUCCESS, ERROR);
    HttpResponse<String> third = client.submit(second, CODE, code);
    assertThat(third.body()).contains(ERROR);
    assertThat(client.submit(third, CODE, gateway.oneOffCode()).body()).isEqualTo(SUCCESS);
    gateway.askSecondFactorTwice(false);
    assertThat(client.logInOnThePage().body()).isEqualTo(SUCCESS);
  }

  @Test
  void secondFactor_whenItsFormIsSentTwice_startsOver() {
    gateway.requireSecondFactor(true);
    HttpResponse<String> page = client.logInOnThePage();
    client.submit(page, CODE, gateway.oneOffCode());
    assertThat(client.submit(page, CODE, gateway.oneOffCode()).body())
        .contains(ERROR, "name=\"user_name\"");
    assertThat(gateway.logins()).isEqualTo(1);
  }

  @Test
  void paperSwitch_whenOff_logsTheLiveUserInToItsAccounts() {
    assertThat(logIn(gateway.liveUserName(), gateway.password()).body()).isEqualTo(SUCCESS);
    JsonNode live = json(client.get("/v1/api/iserver/accounts"));
    assertThat(live.path("isPaper").asBoolean()).isFalse();
    assertThat(live.path("accounts"))
        .hasSize(4)
        .allSatisfy(id -> assertThat(id.asText()).matches("U\\d{7}"));
    assertThat(json(client.get("/v1/api/sso/validate")).path("LOGIN_TYPE").asInt()).isEqualTo(1);

    logIn(gateway.liveUserName(), gateway.password(), "paper", "on");
    JsonNode paper = json(client.get("/v1/api/iserver/accounts"));
    assertThat(paper.path("isPaper").asBoolean()).isTrue();
    assertThat(paper.at("/accounts/0").asText())
        .isEqualTo(simulator.credentials().accountIds().get(0));
    assertThat(json(client.get("/v1/api/sso/validate")).path("LOGIN_TYPE").asInt()).isEqualTo(2);
  }

  @Test
  void layout_whenChanged_hasOtherNames() {
    gateway.pageLayout(LoginPageLayout.NO_SWITCH);
    HttpResponse<String> page = client.get("/sso/Login");
    assertThat(page.body())
        .contains("name=\"username\"", "class=\"btn btn-lg xyz-button-login\"")
        .doesNotContain("user_name", "toggle1");
    HttpResponse<String> done =
        client.submit(page, "username", gateway.userName(), "password", gateway.password());
    assertThat(done.body()).isEqualTo(SUCCESS);
  }

  @Test
  void pageDelay_whenSet_holdsThePageBackAndNothingElse() {
    gateway.pageDelay(Duration.ofMillis(300));
    long started = System.nanoTime();
    client.get("/v1/api/tickle");
    client.get("/sso/Login");
    assertThat(System.nanoTime() - started).isGreaterThan(300_000_000L);
  }

  @Test
  void faults_whenScriptedOnThePage_applyToIt() {
    simulator.faults().on("POST", "/sso/Dispatcher").status(503);
    assertThat(client.logInOnThePage().statusCode()).isEqualTo(503);
    assertThat(gateway.isLoggedIn()).isFalse();
  }

  @Test
  void dispatcher_whenAskedWithGet_isNotForIt() {
    assertThat(client.get("/sso/Dispatcher").statusCode()).isEqualTo(405);
    assertThat(
            client.send(client.request("/sso/Nothing").POST(BodyPublishers.noBody())).statusCode())
        .isEqualTo(404);
  }

  @Test
  void log_whenSomebodyLoggedIn_holdsNoSecret() {
    gateway.requireSecondFactor(true);
    String oneOff = gateway.oneOffCode();
    HttpResponse<String> done = client.submit(client.logInOnThePage(), CODE, oneOff);
    String cookie = done.headers().firstValue("Set-Cookie").orElseThrow();
    String value = cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
    String session = json(client.get("/v1/api/tickle")).path("session").asText();
    assertThat(simulator.requests().entries().toString() + gateway + simulator)
        .doesNotContain(gateway.password(), oneOff, value, session, gateway.totpSecret());
  }
}
