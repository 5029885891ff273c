package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.testkit.LogLeakExtension;
import io.github.ibkrauth.ibkr.simulator.ConsumerCredentials;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that was planted as a secret is ever printed, with all the talk turned on. */
class SecretsStayInTest {

  private static final String ACCESS_TOKEN = "canary-access-token-9f3b7c21d0";
  private static final String SSO_TOKEN = "canary-sso-token-5e8a1d4407";
  private static final String TICKLE_SESSION = "0badc0de0badc0de0badc0de0badc0de";

  @RegisterExtension final LogLeakExtension leaks = LogLeakExtension.create();

  @TempDir Path directory;
  private IbkrSimulator simulator;

  @BeforeEach
  void start() {
    simulator = IbkrSimulator.builder().start();
    simulator.writeTo(directory);
    leaks.canary(simulator.credentials().privateKeyPem());
    leaks.canary(simulator.credentials().credential());
    ConsumerCredentials consumer = simulator.credentials().firstPartyConsumer();
    leaks.canary(consumer.signatureKeyPem());
    leaks.canary(consumer.encryptionKeyPem());
    leaks.canary(consumer.accessToken().orElseThrow());
    leaks.canary(consumer.accessTokenSecret().orElseThrow());
    simulator.gateway().logIn();
    leaks.canary(simulator.gateway().password());
    leaks.canary(simulator.gateway().totpSecret());
    leaks.canary(ACCESS_TOKEN);
    leaks.canary(SSO_TOKEN);
    leaks.canary(TICKLE_SESSION);
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "accounts",
        "summary DU0000001",
        "status",
        "tickle",
        "tickle --json",
        "logout",
        "doctor",
        "doctor --json",
        "accounts --profile oauth1a",
        "status --profile oauth1a",
        "tickle --json --profile oauth1a",
        "logout --profile oauth1a",
        "doctor --profile oauth1a",
        "doctor --json --profile oauth1a",
        "accounts --profile gateway-session",
        "status --profile gateway-session",
        "status --open --json --profile gateway-session",
        "tickle --json --profile gateway-session",
        "doctor --profile gateway-session",
        "doctor --json --profile gateway-session",
        "logout --profile gateway-session",
        "gateway pin",
        "gateway pin --json",
        "gateway status",
        "gateway status --json",
        "gateway tickle --json",
        "gateway verify",
        "gateway verify --json",
        "gateway maintain --json",
        "gateway maintain --policy noetl --json",
        "gateway logout --json",
        "totp",
        "totp --json",
        "strategies",
        "demo",
        "demo --json"
      })
  void output_whenAllIsWell_holdsNoSecret(String line) {
    run(line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"accounts", "accounts --json", "status", "tickle", "logout", "doctor"})
  void output_whenThePlantedTokensAreInUse_holdsNoneOfThem(String line) {
    plantTokens();
    plantTickle();

    CommandRun run = run(line);

    assertThat(simulator.requests().count("POST", "/gw/api/v1/sso-sessions")).isPositive();
    assertThat(run.all()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"accounts", "status", "doctor"})
  void output_whenTheBrokerRefusesThePlantedTokens_holdsNoneOfThem(String line) {
    plantTokens();

    assertThat(run(line).exitCode()).isNotZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"accounts", "accounts --json", "doctor"})
  void output_whenTheBrokerEchoesWhatItGot_doesNotPassItOn(String line) {
    String token = leaks.canary("eyJhbGciOiJSUzI1NiJ9.eyJjYW5hcnkiOjF9.c2lnbmF0dXJlLWNhbmFyeQ");
    simulator
        .faults()
        .on("POST", "/gw/api/v1/sso-sessions")
        .always()
        .problem(400, "Bad Request", token + " is bad for " + simulator.credentials().credential());

    assertThat(run(line).exitCode()).isNotZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"accounts", "accounts --json", "doctor", "doctor --json"})
  void output_whenTheBrokerRefusesTheSignedLoginAndEchoesIt_holdsNoSecret(String line) {
    ConsumerCredentials consumer = simulator.credentials().firstPartyConsumer();
    simulator
        .faults()
        .on("POST", "/v1/api/oauth/live_session_token")
        .always()
        .body(
            401,
            "application/json",
            "{\"error\":\"id: 7, error: LST failed, error: No access secret key found for "
                + consumer.accessToken().orElseThrow()
                + "\",\"statusCode\":401}");

    assertThat(run(line + " --profile oauth1a").exitCode()).isNotZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gateway status",
        "gateway status --json",
        "gateway tickle",
        "gateway tickle --json",
        "gateway verify",
        "gateway verify --json",
        "gateway maintain --policy noetl",
        "gateway maintain --policy noetl --json",
        "gateway logout --json",
        "status --profile gateway-session",
        "accounts --json --profile gateway-session",
        "doctor --json --profile gateway-session"
      })
  void output_whenTheGatewaysAnswersHoldTheSessionId_holdsNone(String line) {
    plantTickle();

    assertThat(run(line).all()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway maintain", "gateway maintain --json"})
  void output_whenTheGatewaysSessionIsReady_holdsNoSessionId(String line) {
    plantTickle("\"authenticated\":true,\"connected\":true,\"competing\":false");

    assertThat(run(line).out()).contains("noop");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gateway status --json",
        "gateway tickle --json",
        "gateway verify --json",
        "gateway maintain --json",
        "gateway maintain --policy noetl --json",
        "gateway logout --json",
        "accounts --profile gateway-session",
        "doctor --json --profile gateway-session"
      })
  void output_whenTheGatewayQuotesCookiesInAnError_doesNotPassThemOn(String line) {
    String cookie = leaks.canary("canary-x-sess-uuid-0.8c3c1702.1665667232.21f2fb");
    simulator
        .faults()
        .on("*", "/v1/api/**")
        .always()
        .body(
            500,
            "application/json",
            "{\"error\":\"bad Cookie: x-sess-uuid="
                + cookie
                + "\",\"session\":\""
                + TICKLE_SESSION
                + "\"}");

    assertThat(run(line).exitCode()).isNotZero();
  }

  @Test
  void output_whenTheAuthenticatorsSecretIsNone_doesNotQuoteIt() {
    String secret = leaks.canary("CANARYSECRETCANARYSECRET1");

    run("totp " + secret);
    run("totp --secret " + secret);
    CommandRun run = with("IBKR_TOTP_SECRET", secret).run("totp", "--verbose");
    leaks.scan(run.all());

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void output_whenSecretsStandWhereTheyDoNotBelong_doesNotQuoteThem() throws Exception {
    Files.writeString(
        directory.resolve("ibkr.yaml"),
        """
        ibkr:
          auth:
            strategy: oauth2-jwt
            oauth2-jwt:
              client-id: somebody
              private-key: %s
              assertion-lifetime: %s
              base-url: %s
        """
            .formatted(ACCESS_TOKEN, SSO_TOKEN, TICKLE_SESSION));

    CommandRun run = run("accounts");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    run("doctor");
  }

  private void plantTokens() {
    simulator
        .faults()
        .on("POST", "/oauth2/api/v1/token")
        .always()
        .body(
            200,
            "application/json",
            "{\"access_token\":\""
                + ACCESS_TOKEN
                + "\",\"token_type\":\"Bearer\",\"scope\":\"sso-sessions.write\","
                + "\"expires_in\":86399}");
    simulator
        .faults()
        .on("POST", "/gw/api/v1/sso-sessions")
        .always()
        .body(
            200,
            "application/json",
            "{\"access_token\":\"" + SSO_TOKEN + "\",\"token_type\":\"Bearer\"}");
  }

  private void plantTickle() {
    plantTickle("\"authenticated\":false");
  }

  private void plantTickle(String flags) {
    simulator
        .faults()
        .on("*", "/v1/api/tickle")
        .always()
        .body(
            200,
            "application/json",
            "{\"session\":\""
                + TICKLE_SESSION
                + "\",\"ssoExpires\":300000,\"iserver\":{\"authStatus\":{"
                + flags
                + "}}}");
    simulator
        .faults()
        .on("*", "/v1/api/**")
        .always()
        .body(200, "application/json", "{\"status\":true,\"authenticated\":false}");
  }

  /** Returns surroundings in which the gateway of the simulator is the usual one. */
  private CommandRun.Setup with(String variable, String value) {
    return CommandRun.in(directory)
        .with("IBKR_AUTH_GATEWAY_SESSION_STATE_DIRECTORY", directory.resolve("state").toString())
        .with(variable, value);
  }

  /** Runs a command with everything it can say, and hands all of it to the search. */
  private CommandRun run(String line) {
    String[] words = (line + " --verbose").split(" ");
    CommandRun run = with("IBKR_TOTP_SECRET", simulator.gateway().totpSecret()).run(words);
    leaks.scan(run.out());
    leaks.scan(run.err());
    assertThat(Arrays.asList(words)).contains("--verbose");
    return run;
  }
}
