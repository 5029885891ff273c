package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.ibkr.simulator.RequestLog.CredentialKind;
import io.github.ibkrauth.ibkr.simulator.RequestLog.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestLogTest {
  private final IbkrSimulator simulator = IbkrSimulator.builder().start();
  private final TestClient client = new TestClient(simulator);

  @AfterEach
  void close() {
    simulator.close();
  }

  @Test
  void entries_whenClientsShowCredentials_tellTheKindAndHideTheValue() {
    String assertion = client.sign(client.assertion());
    client.token(client.form(assertion));
    String access = client.accessToken();
    String body = client.sign(client.ssoRequest());
    client.ssoSession(access, body);
    String sso = client.ssoToken();
    client.get("/v1/api/tickle?oauth_token=" + sso + "&x=1", sso);
    client.send(
        client
            .request("/v1/api/tickle")
            .header("Authorization", "Bearer canary-of-a-token")
            .header("Cookie", "api=canary-of-a-cookie")
            .header("X-Other", sso)
            .GET());
    client.send(client.request("/v1/api/tickle").GET());

    List<Entry> entries = simulator.requests().entries();
    assertThat(entries)
        .extracting(Entry::credentialKind)
        .containsExactly(
            CredentialKind.CLIENT_ASSERTION,
            CredentialKind.CLIENT_ASSERTION,
            CredentialKind.ACCESS_TOKEN,
            CredentialKind.CLIENT_ASSERTION,
            CredentialKind.ACCESS_TOKEN,
            CredentialKind.SSO_TOKEN,
            CredentialKind.UNKNOWN,
            CredentialKind.NONE);
    assertThat(entries.toString()).doesNotContain(assertion, access, body, sso, "canary");
    for (String token : List.of(access, sso, assertion, body)) {
      for (String part : token.split("\\.")) {
        assertThat(entries.toString()).doesNotContain(part);
      }
    }
    Entry tickle = entries.get(5);
    assertThat(tickle.query()).isEqualTo("oauth_token=[redacted]&x=1");
    assertThat(tickle.headers()).containsEntry("authorization", "Bearer [redacted]");
    assertThat(tickle.headers().get("User-Agent")).startsWith("Java-http-client/");
    assertThat(tickle.status()).isEqualTo(200);
    assertThat(tickle.reason()).isEmpty();
    assertThat(entries.get(6).reason()).isEqualTo("The access token request is invalid");
  }

  @Test
  void count_whenGivenPatterns_countsFittingRequests() {
    String token = client.ssoToken();
    client.get("/v1/api/tickle", token);
    client.post("/v1/portal/tickle", token);
    RequestLog log = simulator.requests();
    assertThat(log.count("POST", "/oauth2/api/v1/token")).isEqualTo(1);
    assertThat(log.count("*", "/v1/api/tickle")).isEqualTo(2);
    assertThat(log.count("get", "/v1/*/tickle")).isEqualTo(1);
    assertThat(log.count("*", "**")).isEqualTo(4);
    log.clear();
    assertThat(log.count("*", "**")).isZero();
  }

  @Test
  void entries_whenTaken_areASnapshot() {
    client.get("/v1/api/tickle", "x");
    List<Entry> entries = simulator.requests().entries();
    client.get("/v1/api/tickle", "x");
    assertThat(entries).hasSize(1);
    assertThatThrownBy(() -> entries.get(0).headers().put("a", "b"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void add_whenFull_forgetsTheOldest() {
    RequestLog log = new RequestLog();
    for (int i = 0; i <= RequestLog.CAPACITY; i++) {
      log.add(
          new Entry(
              Instant.EPOCH,
              "GET",
              "/" + i,
              "",
              Map.of(),
              200,
              CredentialKind.NONE,
              "",
              false,
              true));
    }
    assertThat(log.entries()).hasSize(RequestLog.CAPACITY);
    assertThat(log.entries().get(0).path()).isEqualTo("/1");
    assertThat(log.count("GET", "/*")).isEqualTo(RequestLog.CAPACITY + 1);
  }

  @Test
  void count_whenRequestsAreNoLongerKept_countsThemAllTheSame() {
    RequestLog log = new RequestLog(3);
    for (int i = 0; i < 10; i++) {
      String path = i % 2 == 0 ? "/v1/api/tickle" : "/v1/portal/tickle";
      log.add(
          new Entry(
              Instant.EPOCH,
              "POST",
              path,
              "",
              Map.of(),
              200,
              CredentialKind.NONE,
              "",
              false,
              true));
    }
    assertThat(log.entries()).hasSize(3);
    assertThat(log.count("*", "/v1/api/tickle")).isEqualTo(10);
    assertThat(log.count("post", "/v1/portal/tickle")).isEqualTo(5);
    assertThat(log.count("*", "/v1/api/tickle", 200)).isEqualTo(10);
    assertThat(log.count("*", "/v1/api/tickle", 401)).isZero();
    log.clear();
    assertThat(log.count("*", "**")).isZero();
  }

  @Test
  void mostAtOnce_whenRequestsOverlap_isTheirLargestNumber() throws Exception {
    Faults faults = simulator.faults();
    faults.on("GET", "/v1/api/tickle").always().delay(Duration.ofMillis(400));
    ExecutorService callers = Executors.newFixedThreadPool(3);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        all.add(callers.submit(() -> client.get("/v1/api/tickle", "x")));
      }
      for (Future<?> one : all) {
        one.get(10, TimeUnit.SECONDS);
      }
    } finally {
      callers.shutdownNow();
    }
    client.post("/v1/api/tickle", "x");
    RequestLog log = simulator.requests();
    assertThat(log.mostAtOnce("GET", "/v1/api/tickle")).isEqualTo(3);
    assertThat(log.mostAtOnce("POST", "/v1/api/tickle")).isEqualTo(1);
    assertThat(log.mostAtOnce("GET", "/v1/api/logout")).isZero();
    log.clear();
    assertThat(log.mostAtOnce("*", "**")).isZero();
  }
}
