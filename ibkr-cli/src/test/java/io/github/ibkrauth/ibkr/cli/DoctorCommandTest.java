package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {

  private static final String NL = System.lineSeparator();

  @TempDir Path directory;
  private IbkrSimulator simulator;

  @BeforeEach
  void start() {
    simulator = IbkrSimulator.builder().start();
    simulator.writeTo(directory);
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void doctor_whenAllIsWell_passesEveryStepInOrderAndEndsWith0() {
    CommandRun run = run("--json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.json().get("verdict").asText()).isEqualTo("PASS");
    assertThat(names(run.json()))
        .containsExactly(
            "settings",
            "strategy",
            "file modes",
            "time zones",
            "proxy",
            "TLS",
            "configuration",
            "key",
            "host",
            "clock",
            "access token",
            "egress IP",
            "SSO session",
            "brokerage session");
    run.json()
        .get("steps")
        .forEach(step -> assertThat(step.get("verdict").asText()).isEqualTo("PASS"));
    assertThat(run("").out()).endsWith("All is well." + NL + "Overall: 14/14" + NL);
  }

  @Test
  void doctor_whenRun_neverOpensABrokerageSession() {
    run("--json");

    assertThat(simulator.requests().count("POST", "/v1/api/iserver/auth/ssodh/init")).isZero();
    assertThat(simulator.requests().count("POST", "/v1/api/logout")).isZero();
  }

  @Test
  void doctor_whenThereAreNoSettings_saysWhatToDoAndEndsWith2() throws Exception {
    Files.delete(directory.resolve("ibkr.yaml"));

    CommandRun run = run("");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).startsWith("FAIL  settings").contains("ibkr.yaml", "ibkr demo");
  }

  @Test
  void doctor_whenTheFileIsNoYaml_failsWithItsName() throws Exception {
    Files.writeString(directory.resolve("ibkr.yaml"), "ibkr: [no");

    CommandRun run = run("");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).contains("FAIL  settings").contains("ibkr.yaml");
  }

  @Test
  void doctor_whenStrategyIsUnknown_namesTheNearest() {
    CommandRun run =
        CommandRun.in(directory).with("IBKR_AUTH_STRATEGY", "oauth2-jtw").run("doctor");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).contains("FAIL  strategy").contains("oauth2-jwt");
  }

  @Test
  void doctor_whenClientIsUnknown_failsTheAccessTokenAndSkipsTheRest() {
    CommandRun run =
        CommandRun.in(directory)
            .with("IBKR_AUTH_OAUTH2_JWT_CLIENT_ID", "SomebodyElse")
            .run("doctor", "--json");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(verdict(run.json(), "key")).isEqualTo("PASS");
    assertThat(verdict(run.json(), "access token")).isEqualTo("FAIL");
    assertThat(verdict(run.json(), "SSO session")).isEqualTo("SKIP");
    assertThat(verdict(run.json(), "brokerage session")).isEqualTo("SKIP");
    run.json()
        .get("steps")
        .forEach(
            step -> {
              if (step.get("verdict").asText().equals("FAIL")) {
                assertThat(step.get("remedy").asText()).isNotEmpty();
              }
            });
  }

  @Test
  void doctor_whenTheClockIsFarOff_failsAndSaysHowFar() {
    simulator.faults().clockSkew(Duration.ofMinutes(-5));

    CommandRun run = run("--json");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(verdict(run.json(), "clock")).isEqualTo("FAIL");
  }

  @Test
  void doctor_whenOthersMayReadTheKey_warnsAndEndsWith1() throws Exception {
    Assumptions.assumeTrue(
        directory.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Files.setPosixFilePermissions(
        directory.resolve("oauth2-private-key.pem"), PosixFilePermissions.fromString("rw-r--r--"));

    CommandRun run = run("--json");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.json().get("verdict").asText()).isEqualTo("WARN");
    assertThat(verdict(run.json(), "key")).isEqualTo("WARN");
  }

  @Test
  void doctor_whenAnotherLoginHasTheBrokerageSession_warnsAndLeavesItThere() {
    simulator.faults().competingLoginNow();

    CommandRun run = run("--json");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(verdict(run.json(), "brokerage session")).isEqualTo("WARN");
    assertThat(simulator.requests().count("POST", "/v1/api/iserver/auth/ssodh/init")).isZero();
  }

  @Test
  void doctor_whenTheBrokerageServerHasTrouble_failsThatStepOnly() {
    simulator.faults().on("*", "/v1/api/tickle").always().status(503);

    CommandRun run = run("--json");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(verdict(run.json(), "SSO session")).isEqualTo("PASS");
    assertThat(verdict(run.json(), "brokerage session")).isEqualTo("FAIL");
  }

  private static String verdict(JsonNode document, String name) {
    for (JsonNode step : document.get("steps")) {
      if (step.get("step").asText().equals(name)) {
        return step.get("verdict").asText();
      }
    }
    throw new AssertionError("there is no step " + name + " in " + document);
  }

  private static List<String> names(JsonNode document) {
    List<String> names = new ArrayList<>();
    document.get("steps").forEach(step -> names.add(step.get("step").asText()));
    return names;
  }

  private CommandRun run(String option) {
    return option.isEmpty()
        ? CommandRun.in(directory).run("doctor")
        : CommandRun.in(directory).run("doctor", option);
  }
}
