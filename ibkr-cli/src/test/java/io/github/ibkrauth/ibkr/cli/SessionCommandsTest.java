package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionCommandsTest {

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
  void status_whenNoBrokerageSessionIsOpen_saysSoAndOpensNone() {
    CommandRun run = run("status");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("oauth2-jwt", simulator.baseUri().toString(), "OPEN", "not open", "competing no");
    assertThat(simulator.requests().count("POST", INIT)).isZero();
  }

  @Test
  void status_whenAnotherLoginHasTheSession_saysCompetingAndLeavesItThere() {
    simulator.faults().competingLoginNow();

    CommandRun text = run("status");
    JsonNode document = run("status", "--json").json();

    assertThat(text.exitCode()).isZero();
    assertThat(text.out()).contains("another login", "competing yes");
    assertThat(document.at("/brokerage/competing").asBoolean()).isTrue();
    assertThat(document.at("/brokerage/ready").asBoolean()).isFalse();
    assertThat(document.get("authSession").asText()).isEqualTo("OPEN");
    assertThat(simulator.requests().count("POST", INIT)).isZero();
  }

  @Test
  void tickle_whenJson_leavesTheSessionIdOut() {
    CommandRun run = run("tickle", "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.json().at("/tickle/ssoExpiresSeconds").asLong()).isPositive();
    assertThat(run.json().at("/tickle/brokerage/authenticated").asBoolean()).isFalse();
    assertThat(run.out()).doesNotContainPattern("[0-9a-f]{32}").doesNotContain("\"session\"");
  }

  @Test
  void logout_whenLoggedIn_endsTheLoginItMade() {
    CommandRun run = run("logout");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).hasLineCount(1).contains("logged out");
    assertThat(simulator.requests().count("POST", "/v1/api/logout")).isEqualTo(1);
    assertThat(run("logout", "--json").json().get("loggedOut").asBoolean()).isTrue();
  }

  @Test
  void logout_whenTheBrokerDoesNotConfirm_fails() {
    simulator.faults().on("POST", "/v1/api/logout").body(200, "application/json", "{}");

    CommandRun run = run("logout");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.all()).contains("did not confirm");
  }

  @Test
  void call_whenTheAnswerIsGood_printsTheBodyAsItCame() {
    String body = "[{\"id\":\"DU1\",\"amount\":1.10000,\"big\":123456789012345678901234567890}]";
    simulator
        .faults()
        .on("GET", "/v1/api/portfolio/accounts")
        .always()
        .body(200, "application/json", body);

    CommandRun text = run("call", "get", "/portfolio/accounts");
    CommandRun json = run("call", "GET", "portfolio/accounts", "--json");

    assertThat(text.exitCode()).isZero();
    assertThat(text.out().strip()).isEqualTo(body);
    assertThat(json.json().get("status").asInt()).isEqualTo(200);
    assertThat(json.out()).contains("1.10000", "123456789012345678901234567890");
    assertThat(json.json().has("error")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "400,1,REFUSED",
    "401,3,ACCESS_REFUSED",
    "403,3,ACCESS_REFUSED",
    "404,1,NOT_FOUND",
    "429,4,RATE_LIMITED",
    "500,4,SERVER_TROUBLE",
    "503,4,SERVER_TROUBLE"
  })
  void call_whenTheAnswerIsNot_printsTheBodyAndEndsAccordingly(
      int status, int exitCode, String code) {
    simulator.faults().on("GET", "/v1/api/fyi/unreadnumber").always().status(status);

    CommandRun text = run("call", "GET", "/fyi/unreadnumber");
    CommandRun json = run("call", "GET", "/fyi/unreadnumber", "--json");

    assertThat(text.exitCode()).isEqualTo(exitCode);
    assertThat(text.out()).contains("scripted fault");
    assertThat(text.err()).hasLineCount(1).contains(String.valueOf(status));
    assertThat(json.exitCode()).isEqualTo(exitCode);
    assertThat(json.json().get("status").asInt()).isEqualTo(status);
    assertThat(json.json().at("/error/code").asText()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html><title>Maintenance</title></html>", "certainly", "{\"a\":"})
  void call_whenA200IsNotJson_printsItAndEndsWithServerTrouble(String body) {
    simulator.faults().on("GET", "/v1/api/fyi/unreadnumber").always().body(200, "text/html", body);

    CommandRun run = run("call", "GET", "/fyi/unreadnumber");

    assertThat(run.exitCode()).isEqualTo(ExitCode.SERVER_TROUBLE);
    assertThat(run.out().strip()).isEqualTo(body);
    assertThat(run.err()).hasLineCount(1).contains("JSON");
  }

  @Test
  void call_whenBodyIsAFile_sendsItsText() throws IOException {
    Files.writeString(directory.resolve("wish.json"), "{\"publish\":true,\"compete\":false}");

    CommandRun run =
        run("call", "POST", "/iserver/auth/ssodh/init", "--body", "@wish.json", "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.json().at("/body/authenticated").asBoolean()).isTrue();
  }

  @Test
  void call_whenBodyFileIsMissing_sendsNothing() {
    CommandRun run = run("call", "POST", "/tickle", "--body", "@nowhere.json");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1).contains("nowhere.json");
    assertThat(simulator.requests().entries()).isEmpty();
  }

  @Test
  void call_whenSignedWithoutBody_isRefusedBeforeAnythingIsSent() {
    CommandRun run = run("call", "POST", "/gw/api/v1/echo/signed-jwt", "--signed");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--signed needs a --body");
    assertThat(simulator.requests().entries()).isEmpty();
  }

  @Test
  void call_whenSigned_sendsATokenThatTheBrokerAccepts() {
    CommandRun run =
        CommandRun.in(directory)
            .with("IBKR_AUTH_OAUTH2_JWT_SCOPE", "sso-sessions.write echo.write")
            .run("call", "POST", "/gw/api/v1/echo/signed-jwt", "--signed", "--body", "{\"a\":1}");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("SIGNED_JWT");
  }

  @ParameterizedTest
  @CsvSource({"FETCH,/tickle", "GET,https://example.com/x", "GET,/a/../b"})
  void call_whenMethodOrPathCannotBeSent_isAUsageError(String method, String path) {
    CommandRun run = run("call", method, path);

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1);
    assertThat(simulator.requests().entries())
        .noneMatch(request -> request.path().contains("x") && request.method().equals("GET"));
  }

  private CommandRun run(String... args) {
    return CommandRun.in(directory).run(args);
  }
}
