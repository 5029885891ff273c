package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checks of a gateway that serves; GatewayTroubleTest has those of one that does not. */
class GatewayDoctorTest {

  private static final String INIT = "/v1/api/iserver/auth/ssodh/init";

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
  void doctor_whenAllIsWell_passesEveryStepInOrder() {
    CommandRun run = at.run("doctor --json");

    assertThat(run.exitCode()).as(run.all()).isZero();
    assertThat(verdicts(run.json()).keySet())
        .containsExactly(
            "settings",
            "strategy",
            "file modes",
            "time zones",
            "proxy",
            "configuration",
            "reachable",
            "certificate",
            "allowed address",
            "logged in",
            "brokerage session",
            "competing",
            "client");
    assertThat(verdicts(run.json()).values()).containsOnly("PASS");
    assertThat(at.run("doctor").out()).contains("All is well.", "Overall: 13/13");
  }

  @Test
  void doctor_whenRun_opensNoSessionAndEndsNone() {
    int before = at.simulator().requests().count("POST", INIT);

    at.run("doctor");

    assertThat(at.simulator().requests().count("POST", INIT)).isEqualTo(before);
    assertThat(at.gateway().logouts() + at.gateway().reauthentications()).isZero();
    assertThat(at.gateway().isLoggedIn()).isTrue();
  }

  @Test
  void doctor_whenAnotherLoginCompetes_warnsWithARemedy() {
    at.simulator().faults().competingLoginNow();

    CommandRun run = at.run("doctor --json");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(verdicts(run.json())).containsEntry("competing", "WARN");
    run.json()
        .get("steps")
        .forEach(
            step -> {
              if (step.get("verdict").asText().equals("WARN")) {
                assertThat(step.get("remedy").asText()).isNotEmpty();
              }
            });
  }

  @Test
  void doctor_whenSettingsAreWrong_failsTheConfigurationAndAsksNobody() {
    int before = at.simulator().requests().entries().size();

    CommandRun run =
        at.setup().with("IBKR_AUTH_GATEWAY_SESSION_TLS_TRUST", "anyone").run("doctor", "--json");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(verdicts(run.json()))
        .containsEntry("configuration", "FAIL")
        .containsEntry("reachable", "SKIP")
        .containsEntry("client", "SKIP");
    assertThat(at.simulator().requests().entries()).hasSize(before);
  }

  @Test
  void doctor_whenOnlySettingsOfTheClientAreWrong_failsTheClientWithTheirCode() {
    CommandRun run = at.setup().with("IBKR_SESSION_COMPETE", "perhaps").run("doctor", "--json");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(verdicts(run.json()))
        .containsEntry("logged in", "PASS")
        .containsEntry("client", "FAIL");
    JsonNode last = run.json().get("steps").get(run.json().get("steps").size() - 1);
    assertThat(last.get("code").asText()).isEqualTo("CONFIGURATION");
    assertThat(last.get("detail").asText())
        .contains("ibkr.session.compete")
        .doesNotContain("[CONFIGURATION]");
  }

  private static Map<String, String> verdicts(JsonNode document) {
    Map<String, String> verdicts = new LinkedHashMap<>();
    document
        .get("steps")
        .forEach(step -> verdicts.put(step.get("step").asText(), step.get("verdict").asText()));
    return verdicts;
  }
}
