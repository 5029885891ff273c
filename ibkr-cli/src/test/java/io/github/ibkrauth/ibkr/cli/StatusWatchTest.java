package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusWatchTest {

  private static final String INIT = "/v1/api/iserver/auth/ssodh/init";

  @TempDir Path directory;
  private IbkrSimulator simulator;

  @BeforeEach
  void start() {
    simulator = IbkrSimulator.builder().pollsUntilEstablished(0).start();
    simulator.writeTo(directory);
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void watch_whenNotToldToOpen_looksAndTakesNothing() throws Exception {
    try (WatchedRun watch = start("status --watch")) {
      watch.awaitLine("IDLE  At the broker: not open");
      simulator.faults().competingLoginNow();
      watch.awaitLine("IDLE  At the broker: held by another login");

      assertThat(watch.end()).isZero();
      assertThat(watch.err()).isEmpty();
      assertThat(simulator.requests().count("POST", INIT)).isZero();
      assertThat(simulator.requests().count("POST", "/v1/api/logout")).isZero();
    }
  }

  @Test
  void watch_whenNothingChanges_printsOneLine() throws Exception {
    try (WatchedRun watch = start("status --watch")) {
      watch.awaitLine("IDLE");
      int looks = looks();
      while (looks() < looks + 3) {
        Thread.sleep(20);
      }

      assertThat(watch.end()).isZero();
      assertThat(watch.lines()).hasSize(1);
    }
  }

  @Test
  void watch_whenTheBrokerHasTrouble_saysSoAndGoesOn() throws Exception {
    try (WatchedRun watch = start("status --watch")) {
      watch.awaitLine("IDLE  At the broker");
      simulator.faults().on("*", "/v1/api/tickle").always().status(503);
      watch.awaitLine("503");
      simulator.faults().clear();
      watch.awaitLine("IDLE  At the broker", 2);

      assertThat(watch.end()).isZero();
    }
  }

  @Test
  void watch_whenToldToOpen_showsEachStateOnTheWayAndWhenItIsLost() throws Exception {
    try (WatchedRun watch = start("status --watch --open")) {
      watch.awaitLine("  READY  ");
      simulator.faults().brokerageResetNow();
      watch.awaitLine("  READY  ", 2);

      assertThat(watch.end()).isZero();
      List<String> states = watch.lines().stream().map(line -> line.split("  ")[1]).toList();
      assertThat(states).contains("CONNECTING", "READY", "LOST");
      assertThat(watch.out()).contains("[expected: ");
      assertThat(watch.err()).contains("INITIALIZE");
    }
  }

  @Test
  void watch_whenJson_printsOneDocumentALine() throws Exception {
    try (WatchedRun watch = start("status --watch --open --json")) {
      watch.awaitLine("\"state\":\"READY\"");

      assertThat(watch.end()).isZero();
      assertThat(watch.err()).isEmpty();
      List<JsonNode> lines = new ArrayList<>();
      for (String line : watch.lines()) {
        lines.add(new ObjectMapper().readTree(line));
      }
      JsonNode ready = lines.get(lines.size() - 1);
      assertThat(ready.fieldNames())
          .toIterable()
          .containsExactly(
              "time",
              "state",
              "since",
              "why",
              "lastStep",
              "lastError",
              "nextAttempt",
              "forecast",
              "brokerage");
      assertThat(Instant.parse(ready.get("since").asText())).isBeforeOrEqualTo(Instant.now());
      assertThat(ready.get("why").asText()).isNotEmpty();
      assertThat(Instant.parse(ready.at("/forecast/at").asText())).isAfter(Instant.now());
      assertThat(ready.at("/forecast/what").asText()).isNotEmpty();
    }
  }

  @Test
  void watch_whenTheLoginIsRefused_endsWithTheReason() {
    CommandRun run =
        CommandRun.in(directory)
            .with("IBKR_AUTH_OAUTH2_JWT_CLIENT_ID", "SomebodyElse")
            .run("status", "--watch");

    assertThat(run.exitCode()).isEqualTo(ExitCode.LOGIN_REFUSED);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void status_whenRun_showsTheForecast() {
    CommandRun text = CommandRun.in(directory).run("status");
    CommandRun json = CommandRun.in(directory).run("status", "--json");

    assertThat(text.out()).contains("Next interruption: ", " at ", "(in ");
    assertThat(Instant.parse(json.json().at("/forecast/until").asText())).isAfter(Instant.now());
    assertThat(simulator.requests().count("POST", INIT)).isZero();
  }

  @Test
  void status_whenToldToOpen_opensTheBrokerageSession() {
    CommandRun run = CommandRun.in(directory).run("status", "--open");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Brokerage session: open and ready.");
    assertThat(simulator.requests().count("POST", INIT)).isEqualTo(1);
  }

  private WatchedRun start(String line) {
    return WatchedRun.start(
        CommandRun.in(directory).with("IBKR_SESSION_KEEP_ALIVE_INTERVAL", "1s"), line);
  }

  private int looks() {
    return simulator.requests().count("POST", "/v1/api/tickle");
  }
}
