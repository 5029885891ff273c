package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

  private static final List<String> STEPS =
      List.of(
          "log in",
          "open brokerage session",
          "accounts",
          "summary",
          "ledger",
          "positions",
          "preview order",
          "place order",
          "cancel order",
          "stream",
          "tickle",
          "log out");

  private static final List<String> STRATEGIES =
      List.of("gateway-session", "oauth1a", "oauth2-jwt");

  @TempDir Path directory;

  @Test
  void demo_whenAllIsWell_showsEachStepWithItsTimeAndTheTables() {
    CommandRun run = CommandRun.in(directory).run("demo");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    STEPS.forEach(
        step ->
            assertThat(
                    Pattern.compile("(?m)^  ok +" + step + " +\\d+ ms")
                        .matcher(run.out())
                        .results())
                .as(step)
                .hasSameSizeAs(STRATEGIES));
    assertThat(run.out())
        .contains(STRATEGIES)
        .contains("A human would log in at https://localhost:", "/sso/Login", "in his place")
        .doesNotContain("skipped")
        .contains("netliquidation", "CURRENCY", "CONID", "All passed, in ");
  }

  @Test
  void demo_whenJson_isOneDocumentOfTheSame() {
    CommandRun run = CommandRun.in(directory).run("demo", "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    JsonNode document = run.json();
    assertThat(document.get("passed").asBoolean()).isTrue();
    assertThat(document.get("strategies"))
        .extracting(strategy -> strategy.get("id").asText())
        .containsExactlyInAnyOrderElementsOf(STRATEGIES);
    document.get("strategies").forEach(DemoCommandTest::showsEverything);
  }

  private static void showsEverything(JsonNode strategy) {
    List<String> steps = new ArrayList<>();
    strategy.get("steps").forEach(step -> steps.add(step.get("step").asText()));
    assertThat(strategy.get("status").asText()).isEqualTo("PASSED");
    assertThat(steps).isEqualTo(STEPS);
    assertThat(strategy.get("accounts").get(0).get("id").asText()).startsWith("D");
    assertThat(strategy.at("/summary/netliquidation/amount").isNumber()).isTrue();
    assertThat(strategy.at("/ledger/BASE/netLiquidationValue").isNumber()).isTrue();
    assertThat(strategy.get("positions")).isNotEmpty();
  }

  @Test
  void demo_whenJsonOnATerminal_keepsProgressOnStandardError() {
    CommandRun run = CommandRun.in(directory).onTerminal(100).run("demo", "--json");

    assertThat(run.json().get("passed").asBoolean()).isTrue();
    assertThat(run.err()).contains("ok    log in");
  }

  @Test
  void demo_whenSettingsOfTheUserAreWrong_paysNoAttention() throws Exception {
    Files.writeString(directory.resolve("ibkr.yaml"), "ibkr: [this, is, no, map");

    CommandRun run =
        CommandRun.in(directory).with("IBKR_AUTH_STRATEGY", "no-such-thing").run("demo");

    assertThat(run.exitCode()).isZero();
  }

  @Test
  void demo_whenNamedSettingsTrustNobody_hasNothingToShowAndFails() throws Exception {
    Path file = directory.resolve("mine.yaml");
    Files.writeString(file, "ibkr.auth.strategy.trusted: com.example\n");

    CommandRun run = CommandRun.in(directory).run("demo", "--config", "mine.yaml");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).contains("nothing to show");
  }

  @Test
  void demo_whenAllStrategiesAskTheSameBroker_showTheSameFigures() {
    JsonNode strategies = CommandRun.in(directory).run("demo", "--json").json().get("strategies");

    assertThat(strategies).hasSameSizeAs(STRATEGIES);
    for (String shown : List.of("accounts", "positions")) {
      assertThat(strategies.get(0).get(shown)).isNotEmpty().isEqualTo(strategies.get(1).get(shown));
      assertThat(strategies.get(2).get(shown)).isEqualTo(strategies.get(1).get(shown));
    }
  }

  @Test
  void demo_whenLiveSessionTokensAreRefused_failsThatStrategyAndRunsTheOthers() {
    CommandRun run =
        withFaults(
            simulator ->
                simulator
                    .faults()
                    .on("POST", "/v1/api/oauth/live_session_token")
                    .always()
                    .status(503));

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out())
        .containsPattern("FAIL +log in")
        .containsPattern("ok +log out")
        .contains("Not all passed");
  }

  @Test
  void demo_whenLoginIsRefused_failsThatStepAndTriesNoOther() {
    CommandRun run =
        withFaults(
            simulator -> {
              simulator
                  .faults()
                  .on("POST", "/oauth2/api/v1/token")
                  .always()
                  .problem(400, "Bad Request", "");
              simulator
                  .faults()
                  .on("POST", "/v1/api/oauth/live_session_token")
                  .always()
                  .status(401);
            });

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(Pattern.compile("FAIL +log in").matcher(run.out()).results()).hasSize(2);
    assertThat(run.out()).contains("Not all passed").doesNotContain("\tat ");
    // The gateway holds a login of its own.
    assertThat(Pattern.compile("ok +accounts").matcher(run.out()).results()).hasSize(1);
  }

  @Test
  void demo_whenAStepFails_stillLogsOut() {
    CommandRun run =
        withFaults(
            simulator ->
                simulator.faults().on("GET", "/v1/api/portfolio/{id}/ledger").always().status(503));

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out())
        .containsPattern("FAIL +ledger")
        .containsPattern("ok +log out")
        .doesNotContain("positions");
  }

  @Test
  void demo_whenTheGatewayDeniesAccess_failsThatStrategyAndRunsTheOthers() {
    CommandRun denied = withFaults(simulator -> simulator.gateway().denyCaller(true));

    assertThat(denied.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(denied.out()).containsPattern("FAIL +log in .*ips.allow").contains("Not all passed");
    assertThat(Pattern.compile("ok +positions").matcher(denied.out()).results()).hasSize(2);
  }

  private CommandRun withFaults(Consumer<IbkrSimulator> faults) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Surroundings surroundings = CommandRun.in(directory).surroundings(stream, stream);
    Invocation invocation =
        new Invocation(surroundings, new CommonOptions(), new Printer(surroundings));
    int exitCode =
        new DemoCommand(
                invocation,
                () -> {
                  IbkrSimulator simulator = IbkrSimulator.builder().start();
                  faults.accept(simulator);
                  return simulator;
                })
            .call();
    return new CommandRun(exitCode, out.toString(StandardCharsets.UTF_8), "");
  }
}
