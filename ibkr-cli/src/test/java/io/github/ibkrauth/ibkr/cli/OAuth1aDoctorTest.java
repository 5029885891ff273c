package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor's steps for OAuth 1.0a; each cause fails the step it belongs to. */
class OAuth1aDoctorTest {

  private static final String NL = System.lineSeparator();
  private static final String TOKEN_PATH = "/v1/api/oauth/live_session_token";

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
    CommandRun run = run(Map.of(), "--json");

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.json().get("steps"))
        .extracting(step -> step.get("step").asText())
        .containsExactly(
            "settings",
            "strategy",
            "file modes",
            "time zones",
            "proxy",
            "TLS",
            "configuration",
            "consumer key",
            "signature key",
            "encryption key",
            "DH parameters",
            "access token secret",
            "host",
            "clock",
            "live session token",
            "proof",
            "signed call",
            "signed query",
            "brokerage session");
    assertThat(run.json().get("passed").asInt()).isEqualTo(19);
    assertThat(run.json().get("total").asInt()).isEqualTo(19);
    assertThat(run(Map.of()).out()).endsWith("All is well." + NL + "Overall: 19/19" + NL);
  }

  @Test
  void doctor_whenPrinted_keepsItsColumns() {
    assertThat(run(Map.of()).out().lines().limit(19))
        .allSatisfy(line -> assertThat(line).matches("PASS  .{19}  \\S.*"));
  }

  @Test
  void doctor_whenRun_opensNoBrokerageSessionAndLogsNobodyOut() {
    run(Map.of());

    assertThat(simulator.requests().count("POST", "/v1/api/iserver/auth/ssodh/init")).isZero();
    assertThat(simulator.requests().count("POST", "/v1/api/logout")).isZero();
  }

  @Test
  void doctor_whenTheTwoKeysAreSwapped_failsTheSecretWithoutAskingTheBroker() {
    CommandRun run =
        run(
            Map.of(
                "IBKR_AUTH_OAUTH1A_SIGNATURE_KEY", file("oauth1a-encryption-key.pem"),
                "IBKR_AUTH_OAUTH1A_ENCRYPTION_KEY", file("oauth1a-signature-key.pem")),
            "--json");

    assertThat(run.exitCode()).isEqualTo(DoctorReport.ILL);
    failsAt(run.json(), "access token secret");
    assertThat(detail(run.json(), "access token secret")).contains("swapped");
    nothingWasAsked();
  }

  @Test
  void doctor_whenThePublicHalfIsOfAnotherKey_failsThatKey() {
    CommandRun run =
        run(
            Map.of(
                "IBKR_AUTH_OAUTH1A_SIGNATURE_PUBLIC_KEY_FILE",
                directory.resolve("oauth1a-encryption-public-key.pem").toString()),
            "--json");

    failsAt(run.json(), "signature key");
    nothingWasAsked();
  }

  @Test
  void doctor_whenASettingAKeyAndThePrimeAreWrong_tellsAllAtOnce() {
    CommandRun run =
        run(
            Map.of(
                "IBKR_AUTH_OAUTH1A_BASE_URL", "ftp://127.0.0.1/",
                "IBKR_AUTH_OAUTH1A_SIGNATURE_KEY", file("nowhere.pem"),
                "IBKR_AUTH_OAUTH1A_DH_PARAMETERS", "ff".repeat(128)),
            "--json");

    assertThat(run.exitCode()).isEqualTo(DoctorReport.ILL);
    for (String step : List.of("configuration", "signature key", "DH parameters")) {
      assertThat(verdict(run.json(), step)).as(step).isEqualTo("FAIL");
    }
    assertThat(verdict(run.json(), "live session token")).isEqualTo("SKIP");
    nothingWasAsked();
  }

  @Test
  void doctor_whenTheConsumerIsNotActiveYet_saysWaitAndUntilWhen() {
    simulator.faults().consumerNotActiveUntilReset();

    CommandRun run = run(Map.of(), "--json");

    failsAt(run.json(), "live session token");
    assertThat(detail(run.json(), "live session token"))
        .contains("UTC", "New York", "Zug", "Hong Kong");
    assertThat(step(run.json(), "live session token").get("remedy").asText()).contains("Wait");
    assertThat(run(Map.of()).out()).contains("It does not work yet.").contains("failed");
  }

  @Test
  void doctor_whenTheAccessTokenIsRevoked_saysIssueANewOne() {
    simulator.faults().revokeAccessTokensNow();

    CommandRun run = run(Map.of(), "--json");

    failsAt(run.json(), "live session token");
    assertThat(step(run.json(), "live session token").get("remedy").asText())
        .contains("new access token");
  }

  @Test
  void doctor_whenTheBrokerAnswersHtml_failsTheTokenStepWithoutQuotingThePage() {
    simulator.faults().on("POST", TOKEN_PATH).always().html(401);

    CommandRun run = run(Map.of());

    assertThat(run.exitCode()).isEqualTo(DoctorReport.ILL);
    assertThat(run.out()).contains("FAIL  live session token").doesNotContain("<html", "<body");
  }

  @Test
  void doctor_whenASignedCallIsRefused_failsItAndTriesNoQuery() {
    simulator.faults().on("GET", "/v1/api/portfolio/accounts").always().status(401);

    CommandRun run = run(Map.of(), "--json");

    assertThat(run.exitCode()).isEqualTo(DoctorReport.ILL);
    assertThat(verdict(run.json(), "signed call")).isEqualTo("FAIL");
    assertThat(step(run.json(), "signed call").get("code").asText()).isEqualTo("CHECK_SIGNED_CALL");
    assertThat(verdict(run.json(), "signed query")).isEqualTo("SKIP");
    assertThat(verdict(run.json(), "brokerage session")).isEqualTo("SKIP");
  }

  @Test
  void doctor_whenTheClockIsFarOff_warnsSinceSignaturesFollowTheBrokersClock() {
    simulator.faults().clockSkew(Duration.ofMinutes(-30));

    CommandRun run = run(Map.of(), "--json");

    assertThat(run.exitCode()).isEqualTo(DoctorReport.WARNINGS);
    assertThat(verdict(run.json(), "clock")).isEqualTo("WARN");
    assertThat(verdict(run.json(), "signed query")).isEqualTo("PASS");
  }

  @Test
  void doctor_whenOthersMayReadAKey_warnsAndEndsWith1() throws Exception {
    Assumptions.assumeTrue(
        directory.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Files.setPosixFilePermissions(
        directory.resolve("oauth1a-encryption-key.pem"),
        PosixFilePermissions.fromString("rw-r--r--"));

    CommandRun run = run(Map.of());

    assertThat(run.exitCode()).isEqualTo(DoctorReport.WARNINGS);
    assertThat(run.out())
        .contains(
            "WARN  encryption key",
            "chmod 600",
            "[CHECK_ENCRYPTION_KEY]",
            "Overall: 18/19, 1 with warnings" + NL)
        .endsWith("ibkr explain CHECK_ENCRYPTION_KEY says more; so for every [CODE]." + NL);
  }

  @Test
  void doctor_whenStrategyIsNamedByAnAlias_isTheSame() {
    CommandRun run =
        CommandRun.in(directory).with("IBKR_AUTH_STRATEGY", "oauth_1.0a").run("doctor", "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.json().get("total").asInt()).isEqualTo(19);
  }

  private CommandRun run(Map<String, String> environment, String... options) {
    CommandRun.Setup setup = CommandRun.in(directory);
    environment.forEach(setup::with);
    String[] words = new String[options.length + 3];
    words[0] = "doctor";
    words[1] = "--profile";
    words[2] = "oauth1a";
    System.arraycopy(options, 0, words, 3, options.length);
    return setup.run(words);
  }

  private String file(String name) {
    return "file:" + directory.resolve(name);
  }

  private void nothingWasAsked() {
    assertThat(simulator.requests().count("POST", TOKEN_PATH)).isZero();
  }

  /** One step failed, and everything after it was skipped. */
  private static void failsAt(JsonNode report, String name) {
    assertThat(verdict(report, name)).as(report.toString()).isEqualTo("FAIL");
    assertThat(report.get("steps"))
        .filteredOn(step -> step.get("verdict").asText().equals("FAIL"))
        .hasSize(1);
    assertThat(verdict(report, "signed call")).isEqualTo("SKIP");
    assertThat(verdict(report, "brokerage session")).isEqualTo("SKIP");
    assertThat(step(report, name).get("remedy").asText()).isNotEmpty();
  }

  private static String verdict(JsonNode report, String name) {
    return step(report, name).get("verdict").asText();
  }

  private static String detail(JsonNode report, String name) {
    return step(report, name).get("detail").asText();
  }

  private static JsonNode step(JsonNode report, String name) {
    for (JsonNode step : report.get("steps")) {
      if (step.get("step").asText().equals(name)) {
        return step;
      }
    }
    throw new AssertionError("there is no step " + name + " in " + report);
  }
}
