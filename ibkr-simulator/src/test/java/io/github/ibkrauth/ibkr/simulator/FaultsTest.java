package io.github.ibkrauth.ibkr.simulator;

import static io.github.ibkrauth.ibkr.simulator.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private static final String TICKLE = "/v1/api/tickle";

  private final IbkrSimulator simulator = IbkrSimulator.builder().start();
  private final TestClient client = new TestClient(simulator);
  private final Faults faults = simulator.faults();
  private String token = "";

  @BeforeEach
  void login() {
    token = client.ssoToken();
    simulator.requests().clear();
  }

  @AfterEach
  void close() {
    simulator.close();
  }

  private HttpResponse<String> tickle() {
    return client.post(TICKLE, token);
  }

  @Test
  void status_whenScriptedTwice_appliesTwice() {
    faults.on("POST", TICKLE).times(2).status(503);
    assertThat(tickle().statusCode()).isEqualTo(503);
    assertThat(tickle().body()).isEqualTo("{\"error\":\"scripted fault\",\"statusCode\":503}");
    assertThat(tickle().statusCode()).isEqualTo(200);
    assertThat(simulator.requests().entries())
        .extracting(RequestLog.Entry::status)
        .containsExactly(503, 503, 200);
  }

  @Test
  void rule_whenItDoesNotFit_doesNotApply() {
    faults.on("GET", TICKLE).status(503);
    faults.on("POST", "/v1/api/logout").status(503);
    assertThat(tickle().statusCode()).isEqualTo(200);
  }

  @Test
  void rule_whenPatternsAndAliasesAreUsed_fits() {
    faults.on("*", "/v1/api/**").always().status(500);
    assertThat(client.get("/v1/portal/tickle", token).statusCode()).isEqualTo(500);
    faults.clear();
    faults.on("get", "/v1/api/portfolio/{accountId}/summary").status(500);
    assertThat(client.get("/v1/api/portfolio/DU1/summary", token).statusCode()).isEqualTo(500);
    faults.on("GET", "/v1/portal/tickle").status(500);
    assertThat(client.get(TICKLE, token).statusCode()).isEqualTo(200);
    assertThat(client.get("/v1/portal/tickle", token).statusCode()).isEqualTo(500);
  }

  @Test
  void rules_whenSeveralFit_applyInOrderAfterThoseThatMustPass() {
    faults.on("POST", TICKLE).after(1).status(502);
    faults.on("POST", TICKLE).after(1).status(504);
    assertThat(tickle().statusCode()).isEqualTo(200);
    assertThat(tickle().statusCode()).isEqualTo(502);
    assertThat(tickle().statusCode()).isEqualTo(504);
    assertThat(tickle().statusCode()).isEqualTo(200);
  }

  @Test
  void rule_whenToldNothing_changesNothing() {
    faults.on("POST", TICKLE).times(5);
    assertThat(tickle().statusCode()).isEqualTo(200);
  }

  @Test
  void clear_whenCalled_forgetsRulesAndSkew() {
    faults.on("POST", TICKLE).always().status(503);
    faults.clockSkew(Duration.ofHours(1));
    faults.clear();
    assertThat(tickle().statusCode()).isEqualTo(200);
  }

  @Test
  void bodies_whenScripted_areSent() {
    faults.on("POST", TICKLE).html(503);
    HttpResponse<String> html = tickle();
    assertThat(html.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(html.body()).startsWith("<html>");
    faults.on("POST", TICKLE).problem(500, "Internal Server Error", "later");
    HttpResponse<String> problem = tickle();
    assertThat(problem.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(problem.body())
        .isEqualTo(
            "{\"type\":\"/simple\",\"title\":\"Internal Server Error\",\"status\":500,\"detail\":\"later\"}");
    faults.on("POST", TICKLE).body(200, "text/plain", "{\"error\":\"no session\"}");
    assertThat(tickle().body()).isEqualTo("{\"error\":\"no session\"}");
    faults.on("POST", TICKLE).body(401, "", "");
    assertThat(tickle().body()).isEmpty();
    faults.on("POST", TICKLE).tooManyRequests();
    HttpResponse<String> busy = tickle();
    assertThat(busy.statusCode()).isEqualTo(429);
    assertThat(busy.headers().firstValue("Retry-After")).isEmpty();
    faults.on("POST", TICKLE).tooManyRequests(Duration.ofMinutes(10));
    assertThat(tickle().headers().firstValue("Retry-After")).contains("600");
    faults.on("POST", TICKLE).status(204);
    assertThat(tickle().statusCode()).isEqualTo(204);
  }

  @Test
  void delay_whenAlone_answersTheRealThingLate() {
    faults.on("POST", TICKLE).delay(Duration.ofMillis(200));
    long start = System.nanoTime();
    assertThat(json(tickle()).has("session")).isTrue();
    assertThat(System.nanoTime() - start)
        .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(200));
    faults.on("POST", TICKLE).delay(Duration.ofMillis(20)).status(503);
    assertThat(tickle().statusCode()).isEqualTo(503);
  }

  @Test
  void cutConnection_whenScripted_givesNoAnswer() {
    faults.on("GET", TICKLE).always().cutConnection();
    assertThatThrownBy(() -> client.trySend(client.bearer(TICKLE, token).GET()))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(HttpTimeoutException.class);
    assertThat(simulator.requests().entries()).allMatch(entry -> entry.status() == 0).isNotEmpty();
  }

  @Test
  void cutConnection_whenBeforeProcessing_hasNoEffect() {
    faults.on("POST", "/v1/api/logout").cutConnection();
    assertThatThrownBy(() -> client.post("/v1/api/logout", token))
        .hasCauseInstanceOf(IOException.class);
    assertThat(tickle().statusCode()).isEqualTo(200);
  }

  @Test
  void cutConnection_whenAfterProcessing_hasTakenEffect() {
    faults.on("POST", "/v1/api/logout").afterProcessing().cutConnection();
    assertThatThrownBy(() -> client.post("/v1/api/logout", token))
        .hasCauseInstanceOf(IOException.class);
    assertThat(tickle().statusCode()).isEqualTo(401);
  }

  @Test
  void halfBody_whenScripted_breaksOffInTheMiddle() {
    faults.on("GET", TICKLE).halfBody();
    assertThatThrownBy(() -> client.trySend(client.bearer(TICKLE, token).GET()))
        .isInstanceOf(IOException.class);
    assertThat(simulator.requests().entries())
        .last()
        .extracting(RequestLog.Entry::status)
        .isEqualTo(200);
  }

  @RepeatedTest(10)
  void hang_whenTheSimulatorIsClosed_endsWithIt() throws Exception {
    faults.on("GET", TICKLE).hang();
    CompletableFuture<HttpResponse<String>> pending =
        HttpClient.newHttpClient()
            .sendAsync(
                client.bearer(TICKLE, token).GET().build(), HttpResponse.BodyHandlers.ofString());
    while (simulator.requests().count("GET", TICKLE) == 0) {
      Thread.onSpinWait();
    }
    assertThat(pending).isNotDone();
    simulator.close();
    assertThatThrownBy(() -> pending.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void rule_whenItMakesNoSense_isRefused() {
    assertThatThrownBy(() -> faults.on("GET", TICKLE).times(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> faults.on("GET", TICKLE).after(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> faults.on("GET", TICKLE).delay(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
