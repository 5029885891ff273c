package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.AuthRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class TotpCommandTest {

  /** The ASCII text 12345678901234567890 of RFC 6238, appendix B, in base32. */
  private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

  private static final String FILE = "secret.txt";

  @TempDir Path directory;
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(50));
  private Duration waited = Duration.ZERO;

  @Test
  void totp_whenTheSecretIsInAFile_printsTheCodeFirstAndThenHowLongItIsGood() throws IOException {
    Files.writeString(directory.resolve(FILE), "gezd gnbv gy3t qojq gezd gnbv gy3t qojq\n");

    CommandRun run = at("--secret-file", FILE);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines()).containsExactly("287082", "Valid for another 10 s.");
  }

  @Test
  void totp_whenLessThan8SecondsAreLeft_waitsForTheNextCode() throws IOException {
    Files.writeString(directory.resolve(FILE), SECRET);
    now.set(Instant.ofEpochSecond(1111111109));

    CommandRun run = at("--secret-file", FILE);

    assertThat(run.out().lines()).containsExactly("050471", "Valid for another 30 s.");
    assertThat(waited).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void totp_whenToldNotToWait_printsTheCodeOfNow() throws IOException {
    Files.writeString(directory.resolve(FILE), SECRET);
    now.set(Instant.ofEpochSecond(1111111109));

    CommandRun run = at("--secret-file", FILE, "--no-wait");

    assertThat(run.out().lines()).containsExactly("081804", "Valid for another 1 s.");
    assertThat(waited).isZero();
  }

  @Test
  void totp_whenJson_givesCodeAndSeconds() {
    CommandRun run =
        CommandRun.in(directory).with("IBKR_TOTP_SECRET", SECRET).run("totp", "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.json().get("code").asText()).matches("\\d{6}");
    assertThat(run.json().get("secondsLeft").asInt()).isBetween(7, 30);
  }

  @Test
  void totp_whenTheVariableNamesAFile_readsIt() throws IOException {
    Files.writeString(directory.resolve(FILE), "otpauth://totp/IBKR?secret=" + SECRET);

    CommandRun run =
        CommandRun.in(directory)
            .with("IBKR_TOTP_SECRET", "file:" + directory.resolve(FILE))
            .run("totp", "--no-wait");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void totp_whenTheUsersSettingsAreWrong_paysNoAttention() throws IOException {
    Files.writeString(directory.resolve("ibkr.yaml"), "ibkr: [no");

    CommandRun run = CommandRun.in(directory).with("IBKR_TOTP_SECRET", SECRET).run("totp");

    assertThat(run.exitCode()).isZero();
  }

  @Test
  void totp_whenThereIsNoSecret_namesThePlaces() {
    CommandRun run = CommandRun.in(directory).run("totp");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1).contains("--secret-file", "IBKR_TOTP_SECRET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GEZDGNBVGY3TQOJ1", "GEZDGNBV", "otpauth://hotp/x?secret=GEZDGNBVGY3TQOJQ"})
  void totp_whenTheSecretIsNone_saysWhyAndDoesNotQuoteIt(String secret) {
    CommandRun run = CommandRun.in(directory).with("IBKR_TOTP_SECRET", secret).run("totp");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).hasLineCount(1).doesNotContain("GEZD");
  }

  @Test
  void totp_whenTheFileIsMissing_namesIt() {
    CommandRun run = CommandRun.in(directory).run("totp", "--secret-file", "nowhere");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1).contains("--secret-file", "nowhere");
  }

  @Test
  void totp_whenTheSecretStandsOnTheCommandLine_isRefusedWithoutRepeatingIt() {
    CommandRun run = CommandRun.in(directory).run("totp", SECRET);

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).doesNotContain(SECRET);
  }

  /** Runs the command at a time of its own. */
  private CommandRun at(String... args) {
    Captured out = new Captured();
    Captured err = new Captured();
    Surroundings surroundings = CommandRun.in(directory).surroundings(out, err);
    Invocation invocation =
        new Invocation(surroundings, new CommonOptions(), new Printer(surroundings));
    AuthRuntime.Builder runtime =
        AuthRuntime.builder()
            .clock(now::get)
            .sleeper(
                time -> {
                  waited = waited.plus(time);
                  now.updateAndGet(before -> before.plus(time));
                });
    int exitCode = new CommandLine(new TotpCommand(invocation, runtime::build)).execute(args);
    return new CommandRun(exitCode, out.text(), err.text());
  }
}
