package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayPinCommandTest {

  private static final String SECTION = "IBKR_AUTH_GATEWAY_SESSION_";

  @TempDir Path directory;
  private GatewayFixture at;

  @BeforeEach
  void start() {
    at = new GatewayFixture(directory);
  }

  @AfterEach
  void stop() {
    at.close();
  }

  @Test
  void pin_whenNothingIsRemembered_showsTheCertificateAndRemembersIt() throws IOException {
    CommandRun run = at.run("gateway pin");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("Subject:", "CN=", "Expires:      2019-", "sha256:" + at.gateway().fingerprint())
        .contains("from now on")
        .contains("certificate-fingerprint: sha256:" + at.gateway().fingerprint());
    assertThat(remembered()).contains(at.gateway().fingerprint());
  }

  @Test
  void pin_whenTheSameIsRemembered_saysSoAndChangesNothing() throws IOException {
    at.run("gateway pin");
    String before = remembered();

    CommandRun run = at.run("gateway pin");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("the same");
    assertThat(remembered()).isEqualTo(before);
  }

  @Test
  void pin_whenAnotherIsRemembered_refusesWithBothFingerprints() throws IOException {
    String old = at.gateway().fingerprint();
    at.run("gateway pin");
    at.gateway().restartWithNewCertificate();

    CommandRun run = at.run("gateway pin");
    CommandRun json = at.run("gateway pin --json");

    assertThat(run.exitCode()).isEqualTo(ExitCode.SERVER_TROUBLE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .hasLineCount(1)
        .contains(old, at.gateway().fingerprint(), "--replace", at.state().toString());
    assertThat(json.json().at("/error/code").asText()).isEqualTo("CERTIFICATE_CHANGED");
    assertThat(json.json().get("stored").asBoolean()).isFalse();
    assertThat(remembered()).contains(old);
  }

  @Test
  void pin_whenReplaceIsSaid_takesTheNewOneInPlaceOfTheOld() throws IOException {
    String old = at.gateway().fingerprint();
    at.run("gateway pin");
    at.gateway().restartWithNewCertificate();
    at.gateway().logIn();
    assertThat(at.run("accounts").exitCode()).isEqualTo(ExitCode.SERVER_TROUBLE);

    CommandRun run = at.run("gateway pin --replace");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("in place of sha256:" + old);
    assertThat(remembered()).contains(at.gateway().fingerprint()).doesNotContain(old);
    assertThat(at.run("accounts").exitCode()).isZero();
  }

  @Test
  void pin_whenShowIsSaid_remembersNothing() {
    CommandRun run = at.run("gateway pin --show");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains(at.gateway().fingerprint(), "Remembered:   none");
    assertThat(at.state().resolve("known-servers")).doesNotExist();
  }

  @Test
  void pin_whenShowIsSaidAndAnotherIsRemembered_showsBothAndLeavesIt() throws IOException {
    String old = at.gateway().fingerprint();
    at.run("gateway pin");
    at.gateway().restartWithNewCertificate();

    CommandRun run = at.run("gateway pin --show");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("ANOTHER ONE", old, at.gateway().fingerprint());
    assertThat(remembered()).contains(old);
  }

  @Test
  void pin_whenForgetIsSaid_connectsToNothingAndForgets() throws IOException {
    at.run("gateway pin");
    at.gateway().stop();

    CommandRun run = at.run("gateway pin --forget");
    CommandRun again = at.run("gateway pin --forget --json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("Forgot the certificate of localhost:");
    assertThat(remembered()).doesNotContain(at.gateway().fingerprint());
    assertThat(again.exitCode()).isZero();
    assertThat(again.json().get("forgotten").asBoolean()).isFalse();
  }

  @Test
  void pin_whenJson_givesEveryField() {
    JsonNode document = at.run("gateway pin --json").json();

    assertThat(document.get("server").asText()).startsWith("localhost:");
    assertThat(document.get("subject").asText()).contains("CN=");
    assertThat(document.get("names")).isEmpty();
    assertThat(document.get("expires").asText()).startsWith("2019-");
    assertThat(document.get("fingerprint").asText())
        .isEqualTo("sha256:" + at.gateway().fingerprint());
    assertThat(document.get("remembered").isNull()).isTrue();
    assertThat(document.get("stored").asBoolean()).isTrue();
    assertThat(document.get("trust").asText()).isEqualTo("REMEMBERED");
    assertThat(document.get("file").asText()).startsWith(at.state().toString());
    assertThat(document.get("setting").asText()).startsWith("certificate-fingerprint: sha256:");
  }

  @Test
  void pin_whenItsLineIsPutIntoTheSettings_isTrustedWithoutMemory() throws IOException {
    String line = at.run("gateway pin --show --json").json().get("setting").asText();
    Files.writeString(
        directory.resolve("ibkr.yaml"),
        """
        ibkr:
          auth:
            strategy: gateway-session
            gateway-session:
              base-url: %s
              %s
        """
            .formatted(at.url(), line));
    at.gateway().logIn();

    CommandRun accounts = CommandRun.in(directory).run("accounts");

    assertThat(accounts.err()).isEmpty();
    assertThat(accounts.exitCode()).isZero();
    assertThat(at.state()).doesNotExist();
  }

  @Test
  void pin_whenTheSettingsDecideOtherwise_saysThatMemoryPlaysNoPart() {
    CommandRun fingerprint =
        at.setup()
            .with(SECTION + "CERTIFICATE_FINGERPRINT", at.gateway().fingerprint())
            .run("gateway", "pin", "--show");
    CommandRun system =
        at.setup().with(SECTION + "TLS_TRUST", "system").run("gateway", "pin", "--show");

    assertThat(fingerprint.out()).contains("plays no part", "certificate-fingerprint is set");
    assertThat(system.out()).contains("plays no part", "usual authorities");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--show --forget", "--replace --show", "--forget --replace"})
  void pin_whenOptionsExcludeEachOther_saysSo(String options) {
    CommandRun run = at.run("gateway pin " + options);

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1).contains("exclude each other");
    assertThat(at.state()).doesNotExist();
  }

  @Test
  void pin_whenTheAddressIsPlainHttp_hasNothingToPin() {
    CommandRun run = at.run("gateway pin --url http://localhost:1");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1).contains("nothing to pin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://localhost:0", "https://localhost:70000"})
  void pin_whenThePortCannotExist_isAUsageError(String url) {
    CommandRun run = at.run("gateway pin --url " + url);

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1).contains("port");
  }

  @Test
  void pin_whenTheMemoryIsDamaged_refusesToGuess() throws IOException {
    Files.createDirectories(at.state());
    Files.writeString(at.state().resolve("known-servers"), "what is this\n");

    CommandRun run = at.run("gateway pin");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1).contains("known-servers");
  }

  private String remembered() throws IOException {
    return Files.readString(at.state().resolve("known-servers"));
  }
}
