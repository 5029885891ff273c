package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.gateway.GatewayKeys;
import io.github.ibkrauth.auth.gateway.login.GatewayLoginKeys;
import io.github.ibkrauth.auth.testkit.LogLeakExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What login and ready do before and without a browser; the browser's part is tested with it. */
class GatewayLoginCommandTest {

  private static final String TYPED = "hunter2-in-the-open";

  @RegisterExtension final LogLeakExtension leaks = LogLeakExtension.create();
  @TempDir Path directory;
  private GatewayFixture fixture;

  @BeforeEach
  void start() {
    fixture = new GatewayFixture(directory);
    leaks.canary(fixture.gateway().password());
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private CommandRun.Setup setup() {
    return fixture
        .setup()
        .with("IBKR_AUTH_GATEWAY_SESSION_PROBE_TIMEOUT", "30s")
        .with("IBKR_AUTH_GATEWAY_SESSION_LOGIN_TIMEOUT", "30s")
        .with("IBKR_AUTH_GATEWAY_LOGIN_STATE_DIRECTORY", fixture.state().toString())
        .with("IBKR_USERNAME", fixture.gateway().userName())
        .with("IBKR_PASSWORD", fixture.gateway().password())
        // No browser may start here.
        .with("IBKR_AUTH_GATEWAY_LOGIN_BROWSER", directory.resolve("none").toString())
        .with("IBKR_AUTH_GATEWAY_LOGIN_DRIVER", directory.resolve("none").toString());
  }

  private CommandRun run(String line) {
    return setup().run(line.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gateway login --password " + TYPED,
        "gateway login --password=" + TYPED,
        "gateway login --username " + TYPED,
        "gateway login --totp-secret " + TYPED,
        "gateway login --code " + TYPED,
        "gateway login " + TYPED,
        "gateway ready --password " + TYPED
      })
  void login_whenASecretStandsOnTheCommandLine_refusesAndDoesNotRepeatIt(String line) {
    CommandRun run = run(line);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("IBKR_PASSWORD");
    assertThat(run.all()).doesNotContain(TYPED);
    assertThat(fixture.simulator().requests().entries()).isEmpty();
  }

  @Test
  void login_whenManualAndHeadless_refuses() {
    CommandRun run = run("gateway login --manual --headless");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("exclude each other");
  }

  @ParameterizedTest
  @ValueSource(strings = {"login", "ready"})
  void command_whenSomebodyIsLoggedIn_needsNoBrowser(String command) {
    fixture.gateway().logIn();

    CommandRun run = run("gateway " + command + " --headless --json");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.json().get(command.equals("login") ? "ready" : "ok").asBoolean()).isTrue();
    assertThat(run.json().get(command.equals("login") ? "outcome" : "login").asText())
        .isEqualTo("ALREADY_READY");
  }

  @Test
  void ready_whenOnlyTheBrokerageSessionIsLost_opensItWithoutALogin() {
    fixture.gateway().logIn();
    fixture.simulator().faults().brokerageResetNow();

    CommandRun run = run("gateway ready --headless --paper --json");

    assertThat(run.exitCode()).as(run.all()).isZero();
    assertThat(run.json().get("login").asText()).isEqualTo("OPENED");
    assertThat(fixture.gateway().logins()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"login", "ready"})
  void command_whenTheGatewayIsDown_endsWith2(String command) {
    fixture.gateway().stop();

    CommandRun run = run("gateway " + command + " --headless --json");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.json().at("/error/code").asText()).isEqualTo("GATEWAY_TROUBLE");
    assertThat(run.json().at("/error/message").asText()).contains("start the gateway");
  }

  @Test
  void login_whenTheBrowserCannotStart_endsWith2AndCountsNothing() {
    CommandRun run = run("gateway login --headless --json");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.json().get("outcome").asText()).isEqualTo("BROWSER_TROUBLE");
    assertThat(run.json().at("/error/message").asText()).contains("could not be started");
    assertThat(fixture.gateway().failedLogins()).isZero();
    assertThat(fixture.state().resolve("gateway-login-failures")).doesNotExist();
  }

  @Test
  void login_whenHeadlessWithoutAPassword_namesTheSetting() {
    CommandRun run = setup().with("IBKR_PASSWORD", "").run("gateway", "login", "--headless");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("ibkr.auth.gateway-login.password");
  }

  @Test
  void reset_whenFailuresWereCounted_forgetsThem() throws IOException {
    Path counter = fixture.state().resolve("gateway-login-failures");
    Files.createDirectories(fixture.state());
    Files.writeString(counter, "damaged\n");

    assertThat(run("gateway login --headless").err()).contains("damaged", "--reset-failures");

    CommandRun reset = run("gateway login --reset-failures");
    assertThat(reset.exitCode()).as(reset.all()).isZero();
    assertThat(counter).doesNotExist();
  }

  @Test
  void names_whenOurOwnSettingIsSetToo_countOnlyWhereItIsNot() {
    AuthConfig ours =
        AuthConfig.builder()
            .prefix("ibkr.auth")
            .set("ibkr.auth.gateway-login.user-name", "ours")
            .set("ibkr.auth.gateway-login.one-off-code", "12345678")
            .build();

    AuthConfig both =
        NoetlNames.added(
            ours,
            Map.of(
                "IBKR_USERNAME", "theirs",
                "IBKR_PASSWORD", "secret",
                "IBKR_TOTP_SECRET", "JBSWY3DPEHPK3PXP",
                "IBKR_PAPER", "1",
                "IBKR_GATEWAY_URL", "https://localhost:15000"));

    assertThat(both.get(GatewayLoginKeys.USER_NAME).reveal()).isEqualTo("ours");
    assertThat(both.get(GatewayLoginKeys.PASSWORD).reveal()).isEqualTo("secret");
    assertThat(both.isSet(GatewayLoginKeys.TOTP_SECRET)).isFalse();
    assertThat(both.get(GatewayLoginKeys.PAPER)).isTrue();
    assertThat(both.get(GatewayKeys.BASE_URL)).hasToString("https://localhost:15000");
    assertThat(both.origin(GatewayLoginKeys.PASSWORD))
        .hasValueSatisfying(origin -> assertThat(origin).contains("IBKR_PASSWORD"));
  }
}
