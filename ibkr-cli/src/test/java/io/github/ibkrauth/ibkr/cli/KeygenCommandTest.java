package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.auth.keys.DhParameters;
import io.github.ibkrauth.auth.oauth1a.OAuth1aKeys;
import io.github.ibkrauth.auth.oauth1a.OAuth1aProvider;
import io.github.ibkrauth.ibkr.config.IbkrConfigLoader;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeygenCommandTest extends KeygenFixture {

  private static final List<String> FILES =
      List.of(
          "private_signature.pem",
          "public_signature.pem",
          "private_encryption.pem",
          "public_encryption.pem",
          "dhparam.pem",
          "ibkr.yaml");

  @Test
  void keygen_whenTheDirectoryIsMissing_makesItAndAllFiles() throws IOException {
    CommandRun run = keygen();

    assertThat(run.exitCode()).as(run.all()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(names(made)).containsExactlyInAnyOrderElementsOf(FILES);
    assertThat(run.out()).contains(FILES).contains("public signature key", "ibkr doctor --config");
  }

  @ParameterizedTest
  @CsvSource({
    "private_signature.pem, PRIVATE KEY",
    "public_signature.pem, PUBLIC KEY",
    "private_encryption.pem, PRIVATE KEY",
    "public_encryption.pem, PUBLIC KEY",
    "dhparam.pem, DH PARAMETERS"
  })
  void file_whenWritten_isOnePemBlockOfItsTypeWithLfLineEnds(String name, String type)
      throws IOException {
    keygen();

    assertThat(text(name))
        .matches(
            "-----BEGIN "
                + type
                + "-----\\n([A-Za-z0-9+/=]{1,64}\\n)+-----END "
                + type
                + "-----\\n");
  }

  @Test
  void files_whenWritten_areReadableByTheOwnerOnlyWherePrivate() throws IOException {
    assumePosix();
    keygen();

    assertThat(permissions(made)).isEqualTo("rwx------");
    for (String name : List.of("private_signature.pem", "private_encryption.pem", "ibkr.yaml")) {
      assertThat(permissions(made.resolve(name))).as(name).isEqualTo("rw-------");
    }
  }

  @Test
  void keygen_whenTheDirectoryIsThere_leavesItsPermissionsAndItsOtherFiles() throws IOException {
    assumePosix();
    Files.createDirectory(made);
    Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(made.resolve("notes.txt"), "mine");

    assertThat(keygen().exitCode()).isZero();

    assertThat(permissions(made)).isEqualTo("rwxr-xr-x");
    assertThat(made.resolve("notes.txt")).hasContent("mine");
  }

  @Test
  void keygen_whenRunTwice_makesOtherKeys() throws IOException {
    keygen();
    Set<String> keys = new HashSet<>();
    keys.add(text("private_signature.pem"));
    keys.add(text("private_encryption.pem"));
    made = directory.resolve("again");
    keygen();
    keys.add(text("private_signature.pem"));
    keys.add(text("private_encryption.pem"));

    assertThat(keys).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "private_signature.pem",
        "public_signature.pem",
        "private_encryption.pem",
        "public_encryption.pem",
        "dhparam.pem",
        "ibkr.yaml"
      })
  void keygen_whenOneOfTheFilesIsThere_refusesBeforeAnyWorkAndLeavesIt(String name)
      throws IOException {
    Files.createDirectory(made);
    Files.writeString(made.resolve(name), "precious");

    CommandRun run =
        withPrimes(
            bits -> {
              throw new AssertionError("a prime was searched");
            });

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(name, "overwrites nothing", "--dir");
    assertThat(names(made)).containsExactly(name);
    assertThat(made.resolve(name)).hasContent("precious");
  }

  @Test
  void keygen_whenOneOfTheNamesIsADanglingLink_refuses() throws IOException {
    assumePosix();
    Files.createDirectory(made);
    Files.createSymbolicLink(made.resolve("ibkr.yaml"), directory.resolve("elsewhere.yaml"));

    CommandRun run = keygen();

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(directory.resolve("elsewhere.yaml")).doesNotExist();
  }

  @Test
  void keygen_whenAFileAppearsDuringTheSearch_leavesItAndTakesItsOwnAway() throws IOException {
    CommandRun run =
        withPrimes(
            bits -> {
              write(made.resolve("private_encryption.pem"), "precious");
              return KnownPrime.P;
            });

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(names(made)).containsExactly("private_encryption.pem");
    assertThat(made.resolve("private_encryption.pem")).hasContent("precious");
  }

  @Test
  void keygen_whenTheDirectoryIsAFile_saysThatNothingCanBeWritten() throws IOException {
    Files.writeString(made, "no directory");

    CommandRun run = keygen("--json");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.json().at("/error/code").asText()).isEqualTo("FILE");
    assertThat(run.json().at("/error/message").asText()).contains(made.toString());
    assertThat(made).hasContent("no directory");
  }

  @Test
  void keygen_whenTheDirectoryCannotBeWrittenTo_saysSoBeforeTheSearch() throws IOException {
    assumePosix();
    Files.createDirectory(made);
    Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("r-x------"));
    Assumptions.assumeFalse(Files.isWritable(made), "this user may write everywhere");

    CommandRun run =
        withPrimes(
            bits -> {
              throw new AssertionError("a prime was searched");
            });

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains(made.toString());
  }

  @Test
  void settings_whenNothingIsFilledIn_areReadAndOnlyTheBlanksAreMissing() {
    keygen();

    assertThat(new OAuth1aProvider().configSpec().problems(settings(Map.of())))
        .singleElement()
        .asString()
        .contains("consumer-key");
    CommandRun run = CommandRun.in(directory).run("doctor", "--config", "made/ibkr.yaml", "--json");
    assertThat(run.exitCode()).isEqualTo(DoctorReport.ILL);
    assertThat(verdict(run.json(), "configuration")).isEqualTo("FAIL");
    assertThat(detail(run.json(), "configuration"))
        .contains("consumer-key", "access-token ", "access-token-secret");
    for (String step : List.of("signature key", "encryption key", "DH parameters")) {
      assertThat(verdict(run.json(), step)).as(step).isEqualTo("PASS");
    }
    assertThat(detail(run.json(), "DH parameters")).contains("2048 bits", "a safe prime");
  }

  @Test
  void settings_whenTheBlanksAreFilledIn_makeAStrategy() throws Exception {
    keygen("--consumer-key", "ABCDEFGHI");
    AuthConfig config =
        settings(
            Map.of(
                "IBKR_AUTH_OAUTH1A_ACCESS_TOKEN",
                "0123456789abcdef0123",
                "IBKR_AUTH_OAUTH1A_ACCESS_TOKEN_SECRET",
                secretFor(text("public_encryption.pem"))));

    try (AuthRuntime runtime = AuthRuntime.builder().build()) {
      AuthStrategy strategy = new OAuth1aProvider().create(config, runtime);
      assertThat(strategy.id()).isEqualTo("oauth1a");
    }
    assertThat(config.get(OAuth1aKeys.CONSUMER_KEY)).isEqualTo("ABCDEFGHI");
  }

  @Test
  void parameters_whenGivenInAFile_areTheSameNumbers() throws IOException {
    keygen();

    DhParameters written = DhParameters.parse(text("dhparam.pem"), BigInteger.ONE, "dhparam.pem");
    assertThat(written.p()).isEqualTo(KnownPrime.P);
    assertThat(written.g()).isEqualTo(BigInteger.TWO);
  }

  @Test
  void parameters_whenSearched_haveTheSizeThatWasAskedForAndTheGenerator2() throws IOException {
    int[] asked = new int[1];
    CommandRun run =
        withPrimes(
            bits -> {
              asked[0] = bits;
              return KnownPrime.P;
            });

    assertThat(run.exitCode()).isZero();
    assertThat(asked[0]).isEqualTo(2048);
    assertThat(run.out()).contains("The search for the prime of 2048 bits took ");
    assertThat(DhParameters.parse(text("dhparam.pem"), BigInteger.ONE, "dhparam.pem").g())
        .isEqualTo(BigInteger.TWO);
  }

  @Test
  void keygen_whenAPersonLooksOn_saysAtOnceThatItCanTakeMinutesAndNamesTheOtherWay() {
    Captured out = new Captured();
    Surroundings surroundings = CommandRun.in(directory).onTerminal(100).surroundings(out, out);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> PrimeSource.searching(new Printer(surroundings)).safePrime(8192))
        .isInstanceOfSatisfying(
            CommandFailure.class,
            thrown -> assertThat(thrown.failure().code()).isEqualTo("INTERRUPTED"));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(out.text()).contains("8192 bits", "can take minutes", "--dh-file");
  }

  @Test
  void keygen_whenJson_isOneDocument() {
    JsonNode document = keygen("--json", "--consumer-key", "ABCDEFGHI").json();

    assertThat(document.get("directory").asText()).isEqualTo(made.toAbsolutePath().toString());
    assertThat(document.get("files"))
        .extracting(file -> Path.of(file.get("file").asText()).getFileName().toString())
        .containsExactlyInAnyOrderElementsOf(FILES);
    assertThat(document.get("files"))
        .filteredOn(file -> !file.get("uploadAs").isNull())
        .extracting(file -> Path.of(file.get("file").asText()).getFileName().toString())
        .containsExactlyInAnyOrder("public_signature.pem", "public_encryption.pem", "dhparam.pem");
    assertThat(document.get("consumerKey").asText()).isEqualTo("ABCDEFGHI");
    assertThat(document.get("dhBits").asInt()).isEqualTo(2048);
    assertThat(document.get("dhMillis").isNull()).isTrue();
    assertThat(document.get("notes")).isEmpty();
    assertThat(document.get("next").get(1).asText())
        .contains("public_signature.pem", "public_encryption.pem", "dhparam.pem")
        .doesNotContain("private");
  }

  @Test
  void keygen_whenDone_hasPrintedNothingPrivate() throws IOException {
    CommandRun run = keygen("--verbose");

    for (String name : List.of("private_signature.pem", "private_encryption.pem")) {
      assertThat(text(name).lines().filter(line -> !line.startsWith("-")))
          .isNotEmpty()
          .noneMatch(line -> run.all().contains(line));
    }
  }

  @Test
  void keygen_whenTheConsumerKeyIsUnusual_saysSoAndGoesOn() {
    CommandRun run = keygen("--consumer-key", "abc");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Note: ", "nine upper-case letters; abc is none");
  }

  @Test
  void keygen_whenTheGivenPrimeIsNotSafe_saysSoAndGoesOn() throws IOException {
    BigInteger prime = BigInteger.probablePrime(2048, new java.security.SecureRandom());
    Files.writeString(dh, prime.toString(16));

    CommandRun run = keygen();

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("not a safe prime");
  }

  @Test
  void settings_whenThePathHasQuotesAndBlanks_areReadAllTheSame() {
    assumePosix();
    made = directory.resolve("it's \"mine\" # yes: 100%");

    CommandRun run = keygen();

    assertThat(run.exitCode()).isZero();
    assertThat(new OAuth1aProvider().configSpec().problems(settings(Map.of()))).hasSize(1);
  }

  @Test
  void files_whenGivenToOpenssl_areRead() throws Exception {
    Assumptions.assumeTrue(openssl("version").isEmpty(), "openssl is not installed");
    keygen();

    assertThat(openssl("dhparam", "-in", file("dhparam.pem"), "-check", "-noout")).isEmpty();
    for (String pair : List.of("signature", "encryption")) {
      String mine = file("private_" + pair + ".pem");
      Path derived = directory.resolve("derived-" + pair + ".pem");
      assertThat(openssl("pkey", "-in", mine, "-check", "-noout")).isEmpty();
      assertThat(openssl("pkey", "-in", mine, "-pubout", "-out", derived.toString())).isEmpty();
      assertThat(derived).hasContent(text("public_" + pair + ".pem"));
    }
  }

  /** Runs openssl; returns what it complained about. */
  private static String openssl(String... args) throws IOException, InterruptedException {
    List<String> command = Stream.concat(Stream.of("openssl"), Stream.of(args)).toList();
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      return "openssl cannot be run";
    }
    try (InputStream output = process.getInputStream()) {
      String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      return process.exitValue() == 0 ? "" : said;
    }
  }

  /** Runs the command without a given prime. */
  private CommandRun withPrimes(PrimeSource primes) {
    Captured out = new Captured();
    Captured err = new Captured();
    Surroundings surroundings = CommandRun.in(directory).surroundings(out, err);
    Printer printer = new Printer(surroundings);
    Invocation invocation = new Invocation(surroundings, new CommonOptions(), printer);
    picocli.CommandLine command =
        new picocli.CommandLine(new KeygenCommand(invocation, primes))
            .setExecutionExceptionHandler(
                (thrown, line, parsed) -> {
                  Failure failure = FailureReader.read(thrown);
                  printer.failure(failure, thrown, false, false);
                  return failure.exitCode();
                });
    int exitCode = command.execute("--dir", made.toString());
    return new CommandRun(exitCode, out.text(), err.text());
  }

  private AuthConfig settings(Map<String, String> environment) {
    return new IbkrConfigLoader(environment, new Properties(), directory, directory)
        .load(made.resolve("ibkr.yaml"), null);
  }

  /** Does what the registration page does with the uploaded key. */
  private static String secretFor(String publicKeyPem) throws Exception {
    byte[] der = Base64.getMimeDecoder().decode(publicKeyPem.replaceAll("-----[A-Z ]+-----", ""));
    PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
    Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
    cipher.init(Cipher.ENCRYPT_MODE, key);
    return Base64.getEncoder().encodeToString(cipher.doFinal(new byte[32]));
  }

  private static String verdict(JsonNode report, String step) {
    return step(report, step).get("verdict").asText();
  }

  private static String detail(JsonNode report, String step) {
    return step(report, step).get("detail").asText();
  }

  private static JsonNode step(JsonNode report, String name) {
    for (JsonNode step : report.get("steps")) {
      if (step.get("step").asText().equals(name)) {
        return step;
      }
    }
    throw new AssertionError("there is no step " + name + " in " + report);
  }

  private String text(String name) throws IOException {
    return Files.readString(made.resolve(name));
  }

  private String file(String name) {
    return made.resolve(name).toString();
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
