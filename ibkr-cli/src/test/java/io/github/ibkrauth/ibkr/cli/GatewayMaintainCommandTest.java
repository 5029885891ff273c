package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayMaintainCommandTest {

  @TempDir Path directory;
  private GatewayFixture at;

  @BeforeEach
  void start() {
    at = new GatewayFixture(directory);
    at.gateway().logIn();
  }

  @AfterEach
  void stop() {
    at.close();
  }

  @Test
  void maintain_whenTheSessionIsReady_doesNothing() {
    CommandRun run = at.run("gateway maintain");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Action at " + at.url() + ": noop");
    assertThat(at.gateway().logouts() + at.gateway().reauthentications()).isZero();
  }

  @Test
  void maintain_whenTheBrokerageSessionIsLost_opensItAndTellsEachStepOnStandardError() {
    at.simulator().faults().brokerageResetNow();

    CommandRun run = at.run("gateway maintain");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(": reauth", "before: authenticated no", "after:  authenticated yes");
    assertThat(run.err()).contains("  tickle: ", "  initialize: ").doesNotContain("ibkr: ");
    assertThat(at.run("gateway verify").exitCode()).isZero();
  }

  @Test
  void maintain_whenJson_isNoetlsDocumentAndMore() {
    at.simulator().faults().brokerageResetNow();

    CommandRun run = at.run("gateway maintain --json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.json().fieldNames())
        .toIterable()
        .startsWith("action", "before", "after", "logout", "reauth")
        .contains("outcome", "steps");
    assertThat(run.json().get("action").asText()).isEqualTo("reauth");
    assertThat(run.json().at("/after/authenticated").asBoolean()).isTrue();
    assertThat(run.out()).doesNotContainPattern("\"[0-9a-f]{32}\"");
  }

  @Test
  void maintain_whenThePolicyIsNoetls_hasItsFiveMembersAndNoOther() {
    CommandRun run = at.run("gateway maintain --policy noetl --json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.json().fieldNames())
        .toIterable()
        .containsExactly("action", "before", "after", "logout", "reauth");
    assertThat(run.json().get("action").asText()).isEqualTo("noop");
    assertThat(run.json().get("after").isNull()).isTrue();
  }

  @Test
  void maintain_whenAnotherLoginCompetes_leavesItThereUnlessToldOtherwise() {
    at.simulator().faults().competingLoginNow();

    CommandRun left = at.run("gateway maintain");
    CommandRun taken = at.run("gateway maintain --compete");

    assertThat(left.exitCode()).isEqualTo(ExitCode.SESSION_LOST);
    assertThat(left.err()).contains("ibkr: ");
    assertThat(taken.exitCode()).isZero();
    assertThat(at.gateway().logouts()).isZero();
    assertThat(at.run("gateway status").out()).contains("competing no");
  }

  @Test
  void maintain_whenNobodyIsLoggedIn_asksForAHuman() {
    at.gateway().logOut();

    CommandRun run = at.run("gateway maintain");
    CommandRun json = at.run("gateway maintain --json");

    assertThat(run.exitCode()).isEqualTo(ExitCode.HUMAN_NEEDED);
    assertThat(run.out()).contains("login_required");
    assertThat(json.json().get("action").asText()).isEqualTo("login_required");
    assertThat(at.gateway().logouts() + at.gateway().reauthentications()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--policy mine",
        "--policy noetl --compete",
        "--policy noetl --logout",
        "--interval 5s",
        "--watch --interval soon",
        "--watch --interval 0s",
        "--watch --interval 2h"
      })
  void maintain_whenOptionsMakeNoSense_saysSoAndSendsNothing(String options) {
    at.simulator().faults().brokerageResetNow();
    int before = at.simulator().requests().entries().size();

    CommandRun run = at.run("gateway maintain " + options);

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1);
    assertThat(run.out()).isEmpty();
    assertThat(at.simulator().requests().entries()).hasSize(before);
  }

  @Test
  void watch_whenTheSessionIsLostMeanwhile_printsALineARoundAndBringsItBack() throws Exception {
    try (WatchedRun watch =
        WatchedRun.start(at.setup(), "gateway maintain --watch --interval 1s")) {
      watch.awaitLine("noop");
      at.simulator().faults().brokerageResetNow();
      watch.awaitLine("reauth, restored");
      watch.awaitLine("noop", 2);

      assertThat(watch.end()).isZero();
      assertThat(watch.err()).contains("initialize: ");
    }
  }

  @Test
  void watch_whenJson_printsOneDocumentALine() throws Exception {
    try (WatchedRun watch =
        WatchedRun.start(at.setup(), "gateway maintain --watch --interval 1s --json")) {
      watch.awaitLine("noop");
      at.gateway().upstreamDown(true);
      watch.awaitLine("upstream_down");
      at.gateway().upstreamDown(false);
      watch.awaitLine("noop", 2);

      assertThat(watch.end()).isZero();
      List<String> actions = new ArrayList<>();
      for (String line : watch.lines()) {
        var document = new ObjectMapper().readTree(line);
        assertThat(document.fieldNames()).toIterable().startsWith("time", "action", "before");
        actions.add(document.get("action").asText());
      }
      assertThat(actions).contains("noop", "error");
      assertThat(watch.err()).isEmpty();
    }
  }

  @Test
  void watch_whenTheGatewayIsDown_goesOnUntilItIsBack() throws Exception {
    at.gateway().stop();
    try (WatchedRun watch =
        WatchedRun.start(at.setup(), "gateway maintain --watch --interval 1s")) {
      watch.awaitLine("error");
      at.gateway().restart();
      watch.awaitLine("login_required");
      at.gateway().logIn();
      watch.awaitLine("noop");

      assertThat(watch.end()).isZero();
      assertThat(watch.took()).isLessThan(Duration.ofMinutes(1));
    }
  }
}
