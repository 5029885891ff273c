package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeygenRefusalsTest extends KeygenFixture {

  @Test
  void keygen_whenTheGivenFileIsMissing_namesItAndMakesNothing() throws IOException {
    Files.delete(dh);

    refused("given.pem", "does not exist");
  }

  @Test
  void keygen_whenTheGivenPrimeIsShort_saysHowShort() throws IOException {
    BigInteger prime = BigInteger.probablePrime(1024, new java.security.SecureRandom());
    Files.writeString(dh, prime.toString(16));

    refused("--dh-file", "1024 bits", "2048");
  }

  @Test
  void keygen_whenTheGivenNumberIsEven_refusesIt() throws IOException {
    Files.writeString(dh, KnownPrime.P.subtract(BigInteger.ONE).toString(16));

    refused("--dh-file", "even");
  }

  @Test
  void keygen_whenTheGivenFileHoldsAKey_saysWhatItHolds() throws IOException {
    keygen();
    Files.copy(
        made.resolve("private_signature.pem"),
        dh,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    made = directory.resolve("other");

    refused("--dh-file", "a private key", "DH parameters");
  }

  @Test
  void keygen_whenTheGivenFileIsGarbage_refusesIt() throws IOException {
    Files.writeString(
        dh, "-----BEGIN DH PARAMETERS-----\nnot base64!\n-----END DH PARAMETERS-----");

    refused("--dh-file", "damaged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"512", "2047", "8193", "-1"})
  void keygen_whenTheSizeIsOutOfRange_saysTheRange(String bits) {
    CommandRun run = CommandRun.in(directory).run("keygen", "--dir", "made", "--dh-bits", bits);

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1).contains("--dh-bits", "2048", "8192", bits);
    assertThat(made).doesNotExist();
  }

  @Test
  void keygen_whenFileAndSizeAreGiven_saysThatTheyExcludeEachOther() {
    CommandRun run = keygen("--dh-bits", "2048");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1).contains("--dh-file", "--dh-bits");
    assertThat(made).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ABC DEFGH", "ÄBCDEFGHI"})
  void keygen_whenTheConsumerKeyIsMalformed_saysSo(String key) {
    CommandRun run = keygen("--consumer-key", key);

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1).contains("--consumer-key", "ASCII");
    assertThat(made).doesNotExist();
  }

  @Test
  void keygen_whenThereIsNoDirectory_saysSo() {
    CommandRun run = CommandRun.in(directory).run("keygen");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1).contains("--dir");
  }
}
