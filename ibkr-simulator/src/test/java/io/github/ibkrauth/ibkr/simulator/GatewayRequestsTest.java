package io.github.ibkrauth.ibkr.simulator;

import static io.github.ibkrauth.ibkr.simulator.GatewayClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ibkrauth.ibkr.simulator.RequestLog.CredentialKind;
import io.github.ibkrauth.ibkr.simulator.RequestLog.Entry;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the gateway answers requests, one situation after the other. */
class GatewayRequestsTest {
  private final IbkrSimulator simulator = IbkrSimulator.builder().start();
  private final SimulatedGateway gateway = simulator.gateway();
  private final GatewayClient client = new GatewayClient(gateway);

  @AfterEach
  void close() {
    simulator.close();
  }

  private Entry lastRequest() {
    List<Entry> entries = simulator.requests().entries();
    return entries.get(entries.size() - 1);
  }

  private void assertSilent(String method, String path) {
    assertSilent(method, path, Duration.ofMillis(300));
  }

  private void assertSilent(String method, String path, Duration time) {
    assertThatThrownBy(
            () ->
                client.trySend(
                    client.request(path).method(method, BodyPublishers.noBody()).timeout(time)))
        .isInstanceOf(HttpTimeoutException.class);
  }

  @Test
  void root_whenAsked_leadsToTheLoginPageByARelativeRedirect() {
    HttpResponse<String> answer = client.get("/");
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location"))
        .contains("/sso/Login?forwardTo=22&RL=1&ip2loc=US");
    assertThat(simulator.requests().entries()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/api/tickle", "/v1/portal/tickle", "/sso/Login", "/v1/api/portfolio/accounts"})
  void anyForwardedPath_whenTheBrokerCannotBeReached_isNeverAnswered(String path) {
    gateway.logIn();
    gateway.upstreamDown(true);
    simulator.requests().clear();
    assertSilent("GET", path);
    assertThat(simulator.requests().entries()).isEmpty();
    gateway.upstreamDown(false);
    assertThat(client.get(path).statusCode()).isEqualTo(200);
  }

  @Test
  void status_whenAsked_isNeverAnswered() {
    assertSilent("GET", "/status");
  }

  @Test
  void silence_whenTheGatewayStops_endsWithTheConnection() throws Exception {
    gateway.upstreamDown(true);
    var waiting =
        java.util.concurrent.CompletableFuture.supplyAsync(() -> client.get("/v1/api/tickle"));
    assertSilent("GET", "/status");
    gateway.stop();
    assertThatThrownBy(() -> waiting.get(5, java.util.concurrent.TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(IOException.class);
  }

  @Test
  void clear_whenAsked_emptiesTheJar() {
    gateway.logIn();
    assertThat(client.get("/v1/api/tickle").statusCode()).isEqualTo(200);
    HttpResponse<String> answer = client.get("/clear");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("cleared");
    assertThat(gateway.isLoggedIn()).isFalse();
    assertThat(client.get("/v1/api/tickle").statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/api/iserver/reauthenticate", "/v1/portal/iserver/reauthenticate"})
  void reauthenticate_whenNobodyIsLoggedIn_isAnsweredByTheGatewayItself(String path) {
    for (boolean down : new boolean[] {false, true}) {
      gateway.upstreamDown(down);
      for (HttpResponse<String> answer : List.of(client.get(path), client.post(path))) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"message\":\"triggered\"}");
      }
    }
    assertThat(gateway.reauthentications()).isEqualTo(4);
    assertThat(simulator.requests().entries()).isEmpty();
  }

  @Test
  void reauthenticate_whenTheBrokerageSessionIsLost_opensItAgain() {
    gateway.logIn();
    simulator.faults().competingLoginNow();
    JsonNode lost = json(client.post("/v1/api/iserver/auth/status"));
    assertThat(lost.path("competing").asBoolean()).isTrue();
    simulator.requests().clear();
    client.post("/v1/portal/iserver/reauthenticate?force=true");
    assertThat(simulator.requests().count("POST", "/v1/api/iserver/auth/ssodh/init")).isEqualTo(1);
    assertThat(client.isAuthenticated()).isTrue();
    simulator.requests().clear();
    client.post("/v1/api/iserver/reauthenticate");
    assertThat(simulator.requests().count("*", "/v1/api/iserver/auth/ssodh/init")).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/tws/accounts, Unknown service tws",
    "/v1/am/anything?x=1, Unknown service am",
  })
  void unknownService_whenAsked_is200WithTextAndNoContentType(String path, String text) {
    HttpResponse<String> answer = client.get(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(text);
    assertThat(answer.headers().firstValue("Content-Type")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nosuch",
        "/v1",
        "/v2/api/tickle",
        "/gw/api/v1/accounts",
        "/oauth2/api/v1/token",
        "/oauth/request_token",
        "/authorize"
      })
  void otherPath_whenAsked_isSentToTheBrokerByAnAbsoluteRedirect(String path) {
    gateway.logIn();
    simulator.requests().clear();
    for (HttpResponse<String> answer : List.of(client.get(path), client.post(path, "{}"))) {
      assertThat(answer.statusCode()).isEqualTo(302);
      assertThat(answer.headers().firstValue("Location")).contains(simulator.baseUri() + path);
    }
    assertThat(simulator.requests().entries()).isEmpty();
  }

  @Test
  void anyPath_whenTheCallerIsDenied_is404WithText() {
    gateway.logIn();
    gateway.denyCaller(true);
    simulator.requests().clear();
    for (String path :
        List.of("/", "/v1/api/tickle", "/sso/Login", "/v1/api/iserver/reauthenticate")) {
      HttpResponse<String> answer = client.get(path);
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).isEqualTo("Access Denied");
    }
    assertThat(simulator.requests().entries()).isEmpty();
    assertThat(gateway.reauthentications()).isZero();
    gateway.denyCaller(false);
    assertThat(client.get("/v1/api/tickle").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 429, 500, 503})
  void brokersRefusal_whenPassedOn_isUnchanged(int status) {
    simulator.faults().on("GET", "/v1/api/tickle").body(status, "text/x-odd", "an odd body");
    HttpResponse<String> answer = client.get("/v1/api/tickle");
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo("an odd body");
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/x-odd");
  }

  @Test
  void retryAfter_whenTheBrokerSendsIt_isPassedOn() {
    simulator.faults().on("GET", "/v1/api/tickle").tooManyRequests(Duration.ofSeconds(7));
    assertThat(client.get("/v1/api/tickle").headers().firstValue("Retry-After")).contains("7");
  }

  @Test
  void login_whenMissing_isTheBrokers401() {
    HttpResponse<String> answer = client.post("/v1/api/tickle");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(lastRequest().credentialKind()).isEqualTo(CredentialKind.NONE);
    assertThat(lastRequest().throughGateway()).isTrue();
  }

  @Test
  void portal_whenNamed_isForwardedAsApi() {
    gateway.logIn();
    assertThat(client.get("/v1/portal/sso/validate?gw=1&x=%2F").statusCode()).isEqualTo(200);
    assertThat(lastRequest().path()).isEqualTo("/v1/api/sso/validate");
    assertThat(lastRequest().query()).isEqualTo("gw=1&x=%2F");
  }

  @Test
  void request_whenForwarded_losesCookiesAndEncodingsAndKeepsTheRest() {
    gateway.logIn();
    client.send(
        client
            .request("/v1/api/tickle")
            .header("Accept-Encoding", "gzip,deflate")
            .header("Cookie", "XYZAB=somebody-else; api=canary")
            .header("User-Agent", "my-client/1")
            .header("Accept", "application/json")
            .header("Authorization", "Basic canary")
            .header("X-Own", "kept")
            .GET());
    Entry seen = lastRequest();
    assertThat(seen.status()).isEqualTo(200);
    assertThat(seen.headers())
        .doesNotContainKey("Accept-Encoding")
        .containsEntry("Host", simulator.baseUri().getRawAuthority())
        .containsEntry("User-Agent", "my-client/1")
        .containsEntry("Accept", "application/json")
        .containsEntry("Authorization", "Basic [redacted]")
        .containsEntry("Cookie", "[redacted]")
        .containsEntry("X-Own", "kept");
  }

  @Test
  void answer_whenForwarded_comesInChunksWithoutLength() throws IOException {
    gateway.logIn();
    String head = " HTTP/1.1\r\nHost: x\r\nUser-Agent: x\r\nConnection: close\r\n";
    String answer = client.raw("GET /v1/api/tickle" + head + "Accept-Encoding: gzip\r\n\r\n");
    assertThat(answer)
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("\r\nTransfer-Encoding: chunked\r\n")
        .doesNotContainIgnoringCase("Content-Length")
        .doesNotContainIgnoringCase("Content-Encoding")
        .contains("\"session\"")
        .endsWith("\r\n0\r\n\r\n");
    simulator.faults().on("GET", "/v1/api/tickle").status(200);
    assertThat(client.raw("GET /v1/api/tickle" + head + "\r\n"))
        .containsIgnoringCase("\r\nTransfer-Encoding: chunked\r\n")
        .doesNotContainIgnoringCase("Content-Length")
        .endsWith("\r\n\r\n0\r\n\r\n");
  }

  @Test
  void methods_whenForwarded_stayWhatTheyAre() {
    gateway.logIn();
    for (String method : List.of("PUT", "DELETE", "HEAD")) {
      HttpResponse<String> answer =
          client.send(client.request("/v1/api/tickle").method(method, BodyPublishers.noBody()));
      assertThat(answer.statusCode()).isEqualTo(405);
      assertThat(lastRequest().method()).isEqualTo(method);
    }
  }

  @Test
  void body_whenForwarded_arrives() {
    gateway.logIn();
    String account = simulator.credentials().accountIds().get(2);
    HttpResponse<String> answer =
        client.post("/v1/api/iserver/account", "{\"acctId\":\"" + account + "\"}");
    assertThat(json(answer).path("acctId").asText()).isEqualTo(account);
  }

  @Test
  void setCookie_whenTheBrokerSendsIt_isPassedOn() {
    gateway.logIn();
    HttpResponse<String> answer = client.get("/v1/api/sso/validate");
    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).startsWith("api=");
    HttpResponse<String> login = client.logInOnThePage();
    assertThat(login.headers().allValues("Set-Cookie"))
        .hasSize(5)
        .anyMatch(cookie -> cookie.startsWith("x-sess-uuid="));
  }

  @Test
  void preflight_whenAnyOriginIsAllowed_saysSo() {
    HttpResponse<String> answer = client.send(preflight("https://web.example"));
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Methods"))
        .contains("POST,GET,OPTIONS,DELETE,PUT");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Headers"))
        .contains("Content-Type,portal,Cookie");
    assertThat(simulator.requests().entries()).isEmpty();
    HttpResponse<String> forwarded =
        client.send(client.request("/v1/api/tickle").header("Origin", "https://web.example").GET());
    assertThat(forwarded.statusCode()).isEqualTo(401);
    assertThat(forwarded.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void preflight_whenOneOriginIsAllowed_refusesOthers() {
    gateway.allowOrigin("https://web.example");
    assertThat(client.send(preflight("https://web.example")).statusCode()).isEqualTo(204);
    assertThat(client.send(preflight("https://other.example")).statusCode()).isEqualTo(403);
  }

  private java.net.http.HttpRequest.Builder preflight(String origin) {
    return client
        .request("/v1/api/tickle")
        .header("Origin", origin)
        .header("Access-Control-Request-Method", "POST")
        .method("OPTIONS", BodyPublishers.noBody());
  }

  @Test
  void cut_whenScriptedAtTheBroker_makesTheGatewaySilent() {
    gateway.logIn();
    simulator.faults().on("POST", "/v1/api/tickle").cutConnection();
    // Long enough to arrive on a busy machine too: a fault that met nobody would meet the last
    // call.
    assertSilent("POST", "/v1/api/tickle", Duration.ofSeconds(2));
    simulator.faults().on("POST", "/v1/api/tickle").hang();
    assertSilent("POST", "/v1/api/tickle", Duration.ofSeconds(2));
    assertThat(client.post("/v1/api/tickle").statusCode()).isEqualTo(200);
  }

  @Test
  void halfBody_whenScriptedAtTheBroker_isCutAmidTheBody() {
    gateway.logIn();
    simulator.faults().on("POST", "/v1/api/tickle").halfBody();
    assertThatThrownBy(
            () -> client.trySend(client.request("/v1/api/tickle").POST(BodyPublishers.noBody())))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(HttpTimeoutException.class);
  }

  @Test
  void delay_whenScriptedAtTheBroker_delaysTheGateway() {
    simulator.faults().on("POST", "/v1/api/tickle").delay(Duration.ofMillis(400));
    assertSilent("POST", "/v1/api/tickle");
    assertThat(client.post("/v1/api/tickle").statusCode()).isEqualTo(401);
  }
}
