package io.github.ibkrauth.ibkr.simulator;

import static io.github.ibkrauth.ibkr.simulator.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.ibkr.simulator.MaintenanceWindow.Manner;
import java.net.http.HttpResponse;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaintenanceTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  // Saturday, 16:00 in New York.
  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-07-04T20:00:00Z"));

  @ParameterizedTest
  @CsvSource({
    "2026-07-04T21:59:59Z, false",
    "2026-07-04T22:00:00Z, true",
    "2026-07-05T01:59:59Z, true",
    "2026-07-05T02:00:00Z, false",
    "2026-07-07T23:00:00Z, false",
    "2026-01-03T23:00:00Z, true",
    "2026-01-03T22:59:59Z, false",
  })
  void isOpenAt_whenItIsSaturdayEvening_isTrue(Instant now, boolean open) {
    assertThat(MaintenanceWindow.onSaturdayEvening().isOpenAt(now, NEW_YORK)).isEqualTo(open);
  }

  @Test
  void new_whenItLastsAWeekOrNothing_isRefused() {
    for (Duration length : new Duration[] {Duration.ZERO, Duration.ofDays(7)}) {
      assertThatThrownBy(
              () ->
                  new MaintenanceWindow(DayOfWeek.SUNDAY, LocalTime.MIDNIGHT, length, Manner.JSON))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void window_whenOpen_refusesLoginsAndBrokerageOnly() {
    try (IbkrSimulator simulator = simulator(Manner.PAGE)) {
      TestClient client = new TestClient(simulator);
      String token = client.brokerageToken();
      while (simulator.availability().isUpFor("oauth2-jwt")) {
        clock.advance(Duration.ofMinutes(5));
        assertThat(client.post("/v1/api/tickle", token).statusCode()).isEqualTo(200);
      }
      assertThat(clock.instant()).isEqualTo("2026-07-04T22:00:00Z");
      assertThat(simulator.availability().whyDown("oauth1a")).contains("maintenance window");
      HttpResponse<String> refused = client.get("/v1/api/iserver/accounts", token);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.body()).startsWith("<html>");
      assertThat(client.token(client.assertion()).statusCode()).isEqualTo(503);
      assertThat(client.get("/v1/api/portfolio/accounts", token).statusCode()).isEqualTo(200);
      assertThat(
              json(client.post("/v1/api/tickle", token))
                  .at("/iserver/authStatus/authenticated")
                  .asBoolean(true))
          .isFalse();
      for (int i = 0; i < 48; i++) {
        clock.advance(Duration.ofMinutes(5));
        client.post("/v1/api/tickle", token);
      }
      assertThat(simulator.availability().isUpFor("oauth2-jwt")).isTrue();
      assertThat(simulator.availability().upFor("oauth2-jwt")).isZero();
      // What was held before the window is not there after it.
      assertThat(client.get("/v1/api/iserver/accounts", token).statusCode()).isEqualTo(400);
      clock.advance(Duration.ofMinutes(3));
      assertThat(simulator.availability().upFor("oauth2-jwt")).isEqualTo(Duration.ofMinutes(3));
      assertThat(client.init(token, true).path("competing").asBoolean()).isFalse();
    }
  }

  @Test
  void window_whenItsMannerIsJson_refusesWithTheShortError() {
    try (IbkrSimulator simulator = simulator(Manner.JSON)) {
      clock.set(Instant.parse("2026-07-04T23:00:00Z"));
      TestClient client = new TestClient(simulator);
      HttpResponse<String> refused = client.token(client.assertion());
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(json(refused).path("error").asText()).isEqualTo("Service Unavailable");
    }
  }

  private IbkrSimulator simulator(Manner manner) {
    return IbkrSimulator.builder()
        .clock(clock)
        .maintenance(
            new MaintenanceWindow(
                DayOfWeek.SATURDAY, LocalTime.of(18, 0), Duration.ofHours(4), manner))
        .start();
  }
}
