package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each wrong input gives a clear sentence and an exit code, and nothing else happens. */
class BadInputTest {

  private static final String TOKEN = "/oauth2/api/v1/token";

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

  @ParameterizedTest
  @ValueSource(strings = {"accounts", "summary", "status", "tickle", "logout"})
  void run_whenThereIsNoConfiguration_saysWhereItIsLookedFor(String command) throws IOException {
    Files.delete(directory.resolve("ibkr.yaml"));

    CommandRun run = CommandRun.in(directory).run(command);

    refused(run, ExitCode.USAGE, "no configuration", "ibkr.yaml", "IBKR_AUTH_STRATEGY");
    nothingWasSent();
  }

  @Test
  void run_whenTheNamedFileIsMissing_namesIt() {
    CommandRun run = CommandRun.in(directory).run("accounts", "--config", "nowhere.yaml");

    refused(run, ExitCode.USAGE, "nowhere.yaml");
    nothingWasSent();
  }

  @Test
  void run_whenTheProfileIsMissing_namesIt() {
    CommandRun run = CommandRun.in(directory).run("--profile", "papr", "accounts");

    refused(run, ExitCode.USAGE, "papr");
    nothingWasSent();
  }

  @Test
  void run_whenTheStrategyIsUnknown_namesTheNearest() {
    CommandRun run = with("strategy", "oauth2-jvt").run("accounts");

    refused(run, ExitCode.USAGE, "'oauth2-jvt'", "Did you mean 'oauth2-jwt'?");
    nothingWasSent();
  }

  @Test
  void run_whenSettingsAreMissingMalformedAndUnknown_listsThemAllAtOnce() throws IOException {
    Files.writeString(
        directory.resolve("ibkr.yaml"),
        """
        ibkr:
          auth:
            strategy: oauth2-jwt
            oauth2-jwt:
              base-url: not a url
              assertion-lifetime: soon
              client-idd: x
        """);

    CommandRun run = CommandRun.in(directory).run("accounts");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("1) ", "2) ", "3) ", "4) ")
        .contains("client-id is missing", "base-url", "assertion-lifetime", "client-idd")
        .doesNotContain("\tat ", "not a url", "soon");
    nothingWasSent();
  }

  @Test
  void run_whenTheKeyFileCannotBeRead_namesIt() throws IOException {
    Files.delete(directory.resolve("oauth2-private-key.pem"));

    refused(CommandRun.in(directory).run("accounts"), ExitCode.USAGE, "oauth2-private-key.pem");
    nothingWasSent();
  }

  @Test
  void run_whenTheKeyIsThePublicOne_saysSo() throws IOException {
    Files.copy(
        directory.resolve("oauth2-public-key.pem"),
        directory.resolve("oauth2-private-key.pem"),
        StandardCopyOption.REPLACE_EXISTING);

    refused(CommandRun.in(directory).run("accounts"), ExitCode.USAGE, "public");
    nothingWasSent();
  }

  @Test
  void run_whenTheKeyIsNotTheRegisteredOne_isRefusedByTheBroker()
      throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    Files.writeString(directory.resolve("oauth2-private-key.pem"), pem);

    CommandRun run = CommandRun.in(directory).run("accounts");

    refused(run, ExitCode.LOGIN_REFUSED, "access token");
    assertThat(simulator.requests().count("POST", TOKEN)).isEqualTo(1);
    assertThat(simulator.requests().entries()).hasSize(1);
  }

  @Test
  void run_whenTheHostDoesNotResolve_namesIt() {
    CommandRun run = with("oauth2-jwt.base-url", "https://no-such-host.invalid").run("accounts");

    refused(run, ExitCode.SERVER_TROUBLE, "no-such-host.invalid");
    nothingWasSent();
  }

  @Test
  void run_whenTheServerNeverAnswers_givesUpInTime() {
    simulator.faults().on("POST", TOKEN).always().hang();

    CommandRun run = with("http.read-timeout", "300ms").run("accounts");

    refused(run, ExitCode.SERVER_TROUBLE, "access token");
  }

  @Test
  void run_whenTheApiNeverAnswers_givesUpInTime() {
    simulator.faults().on("GET", "/v1/api/portfolio/accounts").always().hang();

    CommandRun run = with("http.read-timeout", "300ms").run("accounts", "--json");

    assertThat(run.exitCode()).isEqualTo(ExitCode.SERVER_TROUBLE);
    assertThat(run.json().at("/error/code").asText()).isEqualTo("TIMEOUT");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void run_whenTheTokenAnswerIsHtml_saysSo() {
    simulator.faults().on("POST", TOKEN).always().html(200);

    refused(
        CommandRun.in(directory).run("accounts"),
        ExitCode.SERVER_TROUBLE,
        "access token",
        "web page");
  }

  @Test
  void run_whenHtmlComesWhereJsonIsDue_saysSo() {
    simulator.faults().on("GET", "/v1/api/portfolio/accounts").always().html(200);

    refused(
        CommandRun.in(directory).run("accounts"),
        ExitCode.SERVER_TROUBLE,
        "/portfolio/accounts",
        "web page");
  }

  @Test
  void run_whenA200IsNotJson_saysSo() {
    simulator
        .faults()
        .on("GET", "/v1/api/portfolio/accounts")
        .always()
        .body(200, "application/json", "certainly");

    refused(
        CommandRun.in(directory).run("accounts"), ExitCode.SERVER_TROUBLE, "/portfolio/accounts");
  }

  @Test
  void run_whenTheServerHasTrouble_saysSo() {
    simulator.faults().on("GET", "/v1/api/portfolio/accounts").always().status(503);

    refused(CommandRun.in(directory).run("accounts"), ExitCode.SERVER_TROUBLE, "503");
  }

  @Test
  void run_whenNobodyListens_saysSo() {
    simulator.close();

    refused(CommandRun.in(directory).run("accounts"), ExitCode.SERVER_TROUBLE, "no connections");
  }

  @Test
  void run_whenVerboseAndRefused_addsTheStackTrace() {
    CommandRun run = with("strategy", "oauth2-jvt").run("accounts", "--verbose");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("ibkr: There is no strategy", "\tat io.github.ibkrauth");
  }

  private CommandRun.Setup with(String setting, String value) {
    return CommandRun.in(directory).with(CommandRun.Setup.variable("ibkr.auth." + setting), value);
  }

  private static void refused(CommandRun run, int exitCode, String... words) {
    assertThat(run.err()).startsWith("ibkr: ").hasLineCount(1).contains(words);
    assertThat(run.err()).doesNotContain("\tat ", "java.", "io.github");
    assertThat(run.out()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(exitCode);
  }

  private void nothingWasSent() {
    assertThat(simulator.requests().entries()).isEmpty();
  }
}
