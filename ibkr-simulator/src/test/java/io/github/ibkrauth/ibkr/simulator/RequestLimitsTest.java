package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestLimitsTest {
  private static final String ACCOUNTS = "/v1/api/portfolio/accounts";
  private static final String TICKLE = "/v1/api/tickle";
  private static final String ANYTHING = "/v1/api/anything";

  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-07-01T14:00:00Z"));
  private IbkrSimulator simulator = IbkrSimulator.builder().clock(clock).start();
  private TestClient client = new TestClient(simulator);
  private String token = client.ssoToken();

  @AfterEach
  void close() {
    simulator.close();
  }

  private void begin(IbkrSimulator.Builder builder) {
    simulator.close();
    simulator = builder.clock(clock).start();
    client = new TestClient(simulator);
    token = client.ssoToken();
  }

  private int get(String path) {
    return client.get(path, token).statusCode();
  }

  @Test
  void limits_byDefault_areOnlyCounted() {
    assertThat(get(ACCOUNTS)).isEqualTo(200);
    assertThat(simulator.limits().violations()).isZero();
    clock.advance(Duration.ofMillis(4999));
    assertThat(get(ACCOUNTS)).isEqualTo(200);
    clock.advance(Duration.ofSeconds(5));
    assertThat(get(ACCOUNTS)).isEqualTo(200);
    String rule = "GET /v1/api/portfolio/accounts: 1 in PT5S";
    assertThat(simulator.limits().violationsByRule()).isEqualTo(Map.of(rule, 1));
    assertThat(simulator.limits().violations()).isEqualTo(1);
    assertThat(simulator.limits().mostByRule()).containsEntry(rule, 2);
    assertThat(simulator.limits().penaltyLeft("127.0.0.1")).isZero();
    simulator.limits().forget();
    assertThat(simulator.limits().violations()).isZero();
    assertThat(simulator.limits().mostByRule()).isEmpty();
  }

  @Test
  void limits_whenEnforced_refuseTheAddressUntilThePenaltyIsOver() {
    begin(IbkrSimulator.builder().enforceLimits(true).penalty(Duration.ofMinutes(10)));
    assertThat(get(TICKLE)).isEqualTo(200);
    assertThat(get(TICKLE)).isEqualTo(429);
    assertThat(simulator.limits().penaltyLeft("127.0.0.1")).isEqualTo(Duration.ofMinutes(10));
    clock.advance(Duration.ofMinutes(3));
    assertThat(get(ANYTHING)).isEqualTo(429);
    assertThat(client.token(client.assertion()).statusCode()).isEqualTo(429);
    simulator.seeCallerAs("203.0.113.9");
    assertThat(client.token(client.assertion()).statusCode()).isEqualTo(200);
    simulator.seeCallerAs("127.0.0.1");
    clock.advance(Duration.ofMinutes(7));
    assertThat(client.token(client.assertion()).statusCode()).isEqualTo(200);
    assertThat(simulator.limits().violationsByRule())
        .isEqualTo(Map.of("* /v1/api/tickle: 1 in PT1S", 1, RequestLimits.DURING_A_PENALTY, 2));
  }

  @Test
  void limits_whenSwitchedOffOrReleased_refuseNoMore() {
    simulator.limits().enforce(true);
    simulator.limits().penalty(Duration.ofHours(1));
    get(TICKLE);
    assertThat(get(TICKLE)).isEqualTo(429);
    simulator.limits().release();
    assertThat(get(ANYTHING)).isEqualTo(404);
    assertThat(get(TICKLE)).isEqualTo(429);
    simulator.limits().enforce(false);
    assertThat(get(TICKLE)).isEqualTo(200);
  }

  @Test
  void limits_ofAllRequests_holdForEachUserAndDependOnTheWay() {
    for (int i = 0; i < 50; i++) {
      get(ANYTHING);
    }
    assertThat(simulator.limits().violations()).isZero();
    get(ANYTHING);
    assertThat(simulator.limits().violationsByRule()).containsOnlyKeys("* **: 50 in PT1S");
    begin(IbkrSimulator.builder().requestsPerSecond(3));
    for (int i = 0; i < 4; i++) {
      client.token(client.assertion());
      get(ANYTHING);
    }
    assertThat(simulator.limits().violationsByRule()).isEqualTo(Map.of("* **: 3 in PT1S", 1));
  }

  @Test
  void limits_whenSetByTheBuilder_replaceTheDocumented() {
    begin(
        IbkrSimulator.builder()
            .limit("*", TICKLE, 3, Duration.ofSeconds(10))
            .limit("GET", ANYTHING, 1, Duration.ofSeconds(1)));
    for (int i = 0; i < 3; i++) {
      get(TICKLE);
    }
    assertThat(simulator.limits().violations()).isZero();
    get(TICKLE);
    get(ANYTHING);
    get(ANYTHING);
    assertThat(simulator.limits().violationsByRule())
        .containsOnlyKeys("* /v1/api/tickle: 3 in PT10S", "GET /v1/api/anything: 1 in PT1S");
    assertThatThrownBy(() -> IbkrSimulator.builder().limit("GET", ANYTHING, 0, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> IbkrSimulator.builder().requestsPerSecond(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void limits_ofRequestsAtTheSameTime_countThoseThatAreAnsweredLate() throws Exception {
    begin(IbkrSimulator.builder().limit("GET", ANYTHING, 2, Duration.ZERO));
    simulator.faults().on("GET", ANYTHING).times(2).delay(Duration.ofMillis(700));
    CompletableFuture<Integer> one = CompletableFuture.supplyAsync(() -> get(ANYTHING));
    CompletableFuture<Integer> two = CompletableFuture.supplyAsync(() -> get(ANYTHING));
    while (simulator.requests().count("GET", ANYTHING) < 2) {
      Thread.sleep(5);
    }
    get(ANYTHING);
    one.get(10, TimeUnit.SECONDS);
    two.get(10, TimeUnit.SECONDS);
    get(ANYTHING);
    get(ANYTHING);
    String rule = "GET /v1/api/anything: 2 at once";
    assertThat(simulator.limits().violationsByRule()).isEqualTo(Map.of(rule, 1));
    assertThat(simulator.limits().mostByRule()).containsEntry(rule, 3);
  }
}
