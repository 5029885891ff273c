package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each trouble with a gateway has its own sentence, code and exit code, whatever the command. */
class GatewayTroubleTest {

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

  static Stream<Arguments> everywhere() {
    return Stream.of(
            "gateway status", "gateway tickle", "gateway maintain", "accounts", "status", "tickle")
        .flatMap(
            line -> Stream.of(GatewayTrouble.values()).map(trouble -> Arguments.of(line, trouble)));
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void run_whenTheGatewayHasTrouble_tellsItApartFromOthers(String line, GatewayTrouble trouble) {
    trouble.happen(at);

    CommandRun run = at.run(line);

    assertThat(run.exitCode()).as(run.all()).isEqualTo(trouble.exitCode());
    assertThat(run.err())
        .contains("ibkr: ")
        .containsIgnoringCase(trouble.words())
        .doesNotContain("\tat ");
    assertThat(run.err().lines().filter(each -> each.startsWith("ibkr: "))).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(GatewayTrouble.class)
  void status_whenJson_isOneDocumentWithTheCondition(GatewayTrouble trouble) {
    trouble.happen(at);

    CommandRun run = at.run("gateway status --json");

    assertThat(run.exitCode()).isEqualTo(trouble.exitCode());
    assertThat(run.err()).isEmpty();
    assertThat(run.json().at("/error/code").asText()).startsWith(trouble.code());
    assertThat(run.json().at("/error/exitCode").asInt()).isEqualTo(trouble.exitCode());
    assertThat(run.json().get("condition").asText())
        .isEqualTo(run.json().at("/error/code").asText());
    assertThat(run.json().get("brokerage").isNull()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(GatewayTrouble.class)
  void accounts_whenJson_namesTheCode(GatewayTrouble trouble) {
    trouble.happen(at);

    CommandRun run = at.run("accounts --json");

    assertThat(run.exitCode()).isEqualTo(trouble.exitCode());
    assertThat(run.json().at("/error/code").asText()).startsWith(trouble.code());
  }

  @ParameterizedTest
  @EnumSource(GatewayTrouble.class)
  void verify_whenTheSessionCannotBeUsed_endsWith2AndNothingElse(GatewayTrouble trouble) {
    trouble.happen(at);

    CommandRun text = at.run("gateway verify");
    CommandRun json = at.run("gateway verify --json");

    assertThat(List.of(text.exitCode(), json.exitCode())).containsOnly(2);
    assertThat(text.out()).contains("cannot be used");
    assertThat(text.err()).hasLineCount(1).containsIgnoringCase(trouble.words());
    assertThat(json.json().get("ok").asBoolean()).isFalse();
    assertThat(json.err()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = GatewayTrouble.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NOT_LOGGED_IN", "CHANGED_CERTIFICATE"})
  void logout_whenTheGatewayHasTrouble_doesNotClaimToHaveLoggedOut(GatewayTrouble trouble) {
    trouble.happen(at);

    CommandRun run = at.run("gateway logout --json");

    assertThat(run.exitCode()).isEqualTo(trouble.exitCode());
    assertThat(run.json().get("loggedOut").asBoolean()).isFalse();
  }

  @Test
  void logout_whenTheCertificateChanged_sendsNothing() {
    GatewayTrouble.CHANGED_CERTIFICATE.happen(at);

    CommandRun run = at.run("gateway logout");

    assertThat(run.exitCode()).isEqualTo(ExitCode.SERVER_TROUBLE);
    assertThat(at.gateway().logouts()).isZero();
    assertThat(at.gateway().isLoggedIn()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = GatewayTrouble.class,
      names = {"SILENT", "DENIED", "NOT_LOGGED_IN", "SERVER_TROUBLE"})
  void pin_whenOnlyRequestsAreInTrouble_worksAllTheSame(GatewayTrouble trouble) {
    trouble.happen(at);

    CommandRun run = at.run("gateway pin");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains(at.gateway().fingerprint());
  }

  @ParameterizedTest
  @EnumSource(
      value = GatewayTrouble.class,
      names = {"REFUSED_PORT", "CHANGED_CERTIFICATE", "PLAIN_HTTP"})
  void pin_whenThereIsNoGoodCertificate_saysWhy(GatewayTrouble trouble) {
    trouble.happen(at);

    CommandRun run = at.run("gateway pin");

    assertThat(run.exitCode()).isEqualTo(trouble.exitCode());
    assertThat(run.err()).hasLineCount(1).containsIgnoringCase(trouble.words());
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(GatewayTrouble.class)
  void doctor_whenTheGatewayHasTrouble_failsOneStepWithARemedyAndSkipsTheRest(
      GatewayTrouble trouble) {
    trouble.happen(at);

    CommandRun run = at.run("doctor --json");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.json().get("steps"))
        .filteredOn(step -> step.get("verdict").asText().equals("FAIL"))
        .singleElement()
        .satisfies(step -> assertThat(step.get("remedy").asText()).isNotEmpty());
    assertThat(run.json().get("steps"))
        .anyMatch(step -> step.get("verdict").asText().equals("SKIP"));
  }
}
