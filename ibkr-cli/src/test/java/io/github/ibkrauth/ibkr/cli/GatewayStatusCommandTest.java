package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that look at a gateway and change nothing, and the one that logs out. */
class GatewayStatusCommandTest {

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
  void status_whenSomebodyIsLoggedIn_showsFlagsAndWhenTheLoginEnds() {
    CommandRun run = at.run("gateway status");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            "Gateway: " + at.url() + " answers",
            "without any call, the gateway's own included, the login ends in ")
        .contains("Brokerage session: open and ready.")
        .contains("authenticated yes, connected yes, competing no");
    assertThat(at.gateway().logouts()).isZero();
    assertThat(at.gateway().reauthentications()).isZero();
  }

  @Test
  void status_whenAnotherLoginHasTheSession_saysSoAndEndsWell() {
    at.simulator().faults().competingLoginNow();

    CommandRun run = at.run("gateway status");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("another login", "competing yes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway status --json", "gateway tickle --json"})
  void json_whenSomebodyIsLoggedIn_givesEveryFieldAndNoSessionId(String line) {
    CommandRun run = at.run(line);
    JsonNode document = run.json();

    assertThat(run.exitCode()).isZero();
    assertThat(document.get("gateway").asText()).isEqualTo(at.url());
    assertThat(document.get("condition").asText()).isEqualTo("ANSWERED");
    assertThat(document.at("/brokerage/ready").asBoolean()).isTrue();
    assertThat(document.at("/brokerage/authenticated").asBoolean()).isTrue();
    assertThat(document.at("/brokerage/connected").asBoolean()).isTrue();
    assertThat(document.at("/brokerage/competing").asBoolean()).isFalse();
    assertThat(document.get("ssoExpiresSeconds").asLong()).isPositive();
    assertThat(run.out()).doesNotContainPattern("[0-9a-f]{32}");
  }

  @Test
  void status_whenAnotherStrategyIsChosen_asksTheGatewayAllTheSame() throws Exception {
    Files.writeString(
        directory.resolve("ibkr.yaml"),
        """
        ibkr.auth:
          strategy: oauth2-jwt
          oauth2-jwt.client-id: somebody
          gateway-session.certificate-fingerprint: "%s"
        """
            .formatted(at.gateway().fingerprint()));

    CommandRun run = CommandRun.in(directory).run("gateway", "status", "--url", at.url());

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void status_whenThereAreNoSettings_needsNothingButTheAddress() {
    CommandRun run =
        CommandRun.in(directory)
            .with(Map.of("ibkr.auth.gateway-session.state-directory", directory.resolve("s") + ""))
            .run("gateway", "--url", at.url() + "/v1/api/", "status");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(directory.resolve("s").resolve("known-servers")).exists();
  }

  @Test
  void status_whenNoAddressIsGiven_looksWhereGatewaysListen() {
    CommandRun run = CommandRun.in(directory).run("gateway", "status");

    // Whatever listens there on this computer, it is the usual address that was asked.
    assertThat(run.all()).contains("localhost:5000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:5000", "ftp://localhost", "https://", "https://a b", "x"})
  void url_whenItIsNone_isAUsageErrorWithoutRepeatingIt(String url) {
    CommandRun run = CommandRun.in(directory).run("gateway", "status", "--url", url);

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().strip())
        .isEqualTo(
            "ibkr: --url must be the gateway's address, such as https://localhost:5000. [USAGE]");
  }

  @Test
  void url_whenItHoldsAPassword_isRefusedWithoutRepeatingIt() {
    CommandRun run =
        CommandRun.in(directory)
            .run("gateway", "status", "--url", "https://me:hush@localhost:5000");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.all()).doesNotContain("hush").contains("password");
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "maintain --watch", "pin"})
  void url_whenItHoldsAPassword_isNotRepeatedToAPersonEither(String command) {
    List<String> words = new ArrayList<>(List.of("gateway"));
    words.addAll(List.of(command.split(" ")));
    words.addAll(List.of("--url", "https://me:hush@localhost:1"));

    CommandRun run = CommandRun.in(directory).onTerminal(80).run(words.toArray(String[]::new));

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.all()).doesNotContain("hush").contains("password");
  }

  @Test
  void settings_whenTheyAreWrong_areListedBeforeAnythingIsSent() {
    CommandRun run =
        at.setup().with("IBKR_AUTH_GATEWAY_SESSION_PROBE_TIMEOUT", "soon").run("gateway", "status");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("PROBE_TIMEOUT").doesNotContain("soon");
  }

  @Test
  void tickle_whenTheBrokerageSessionIsNotOpen_saysSo() {
    at.simulator().faults().brokerageResetNow();

    CommandRun run = at.run("gateway tickle");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Brokerage session: not open", "authenticated no");
  }

  @Test
  void verify_whenTheSessionCanBeUsed_endsWith0AndHasNoetlsFields() {
    CommandRun text = at.run("gateway verify");
    CommandRun json = at.run("gateway verify --json");

    assertThat(text.exitCode()).isZero();
    assertThat(text.out()).contains("can be used.", "sso/validate 200, tickle 200");
    assertThat(json.exitCode()).isZero();
    assertThat(json.json().fieldNames())
        .toIterable()
        .containsExactly(
            "gateway_url",
            "base_url",
            "validate_status_code",
            "tickle_status_code",
            "auth_status_code",
            "authenticated",
            "connected",
            "competing",
            "session",
            "sso_expires",
            "ok",
            "condition",
            "sentence");
    assertThat(json.json().get("ok").asBoolean()).isTrue();
    assertThat(json.json().get("session").asText()).matches("sha256:[0-9a-f]{8}");
    assertThat(json.out()).doesNotContainPattern("\"[0-9a-f]{32}\"");
  }

  @Test
  void verify_whenAnotherLoginCompetes_endsWith2() {
    at.simulator().faults().competingLoginNow();

    CommandRun run = at.run("gateway verify");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).contains("cannot be used", "competing yes");
    assertThat(run.err()).hasLineCount(1).contains("Another login");
  }

  @Test
  void verify_whenNobodyIsLoggedIn_doesNotGuessWhatTheSessionIs() {
    at.gateway().logOut();

    CommandRun run = at.run("gateway verify");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out())
        .contains("iserver/auth/status 401", "authenticated, connected, competing: not known")
        .doesNotContain("authenticated no");
  }

  @Test
  void verify_whenSettingsAreWrong_endsWith2Too() {
    CommandRun run =
        at.setup()
            .with("IBKR_AUTH_GATEWAY_SESSION_CERTIFICATE_FINGERPRINT", "xyz")
            .run("gateway", "verify", "--json");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.json().at("/error/exitCode").asInt()).isEqualTo(2);
  }

  @Test
  void logout_whenSomebodyIsLoggedIn_endsTheLoginAndSaysWhatThatMeans() {
    CommandRun run = at.run("gateway logout");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).hasLineCount(1).contains("Logged out", "a human has to log in again");
    assertThat(at.gateway().isLoggedIn()).isFalse();
    assertThat(at.gateway().logouts()).isEqualTo(1);
    assertThat(at.run("gateway status").exitCode()).isEqualTo(ExitCode.HUMAN_NEEDED);
  }

  @Test
  void logout_whenNobodyIsLoggedIn_isNoError() {
    at.gateway().logOut();

    CommandRun run = at.run("gateway logout --json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.json().get("loggedOut").asBoolean()).isTrue();
  }
}
