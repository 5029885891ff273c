package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.keys.DhParameters;
import io.github.ibkrauth.auth.keys.KeyFiles;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes what the registration for OAuth 1.0a wants uploaded, and the settings that go with it. */
@Command(
    name = "keygen",
    description =
        "Make both key pairs and the Diffie-Hellman parameters that are registered for OAuth 1.0a.",
    footer = {
      "",
      "Sends nothing and overwrites nothing. Searching the prime can take minutes: progress is",
      "shown on a terminal, and --dh-file takes an existing one."
    })
final class KeygenCommand implements Callable<Integer> {

  private static final int LEAST_BITS = 2048;
  private static final int MOST_BITS = 8192;
  private static final String DH_FILE = "--dh-file";

  private final Invocation invocation;
  private final PrimeSource primes;
  @Mixin private final HelpOption help = new HelpOption();

  @Option(
      names = "--dir",
      paramLabel = "D",
      required = true,
      description = "Write the files into D, made when missing.")
  private @Nullable Path directory;

  @Option(
      names = "--consumer-key",
      paramLabel = "KEY",
      description = "Write this consumer key into the settings: nine upper-case letters.")
  private @Nullable String consumerKey;

  @Option(
      names = DH_FILE,
      paramLabel = "FILE",
      description = "Take these parameters, as openssl dhparam writes them, and search none.")
  private @Nullable Path dhFile;

  @Option(
      names = "--dh-bits",
      paramLabel = "N",
      description = "Search a prime of N bits, 2048 to 8192 (2048).")
  private @Nullable Integer dhBits;

  KeygenCommand(Invocation invocation) {
    this(invocation, PrimeSource.searching(invocation.printer()));
  }

  KeygenCommand(Invocation invocation, PrimeSource primes) {
    this.invocation = invocation;
    this.primes = primes;
  }

  @Override
  public Integer call() {
    // Settings play no part in here, but a file that was named and cannot be read is an error.
    invocation.explicitlyTrusted();
    checkOptions();
    List<String> notes = new ArrayList<>();
    Optional<DhParameters> given = given();
    RegistrationFolder folder =
        new RegistrationFolder(invocation.path(Objects.requireNonNull(directory, "directory")));
    folder.prepare();
    long started = System.nanoTime();
    DhParameters dh = given.orElseGet(this::searched);
    Duration search = Duration.ofNanos(System.nanoTime() - started);
    note(dh, notes);
    invocation.printer().progress("Making two RSA keys ...");
    folder.write(texts(Registration.make(dh), folder));
    return invocation.answer(
        new KeygenView(
                folder,
                Optional.ofNullable(consumerKey),
                dh.p().bitLength(),
                given.isPresent() ? Optional.empty() : Optional.of(search),
                notes)
            .answer());
  }

  private void checkOptions() {
    if (dhFile != null && dhBits != null) {
      throw CommandFailure.usage(
          DH_FILE + " and --dh-bits exclude each other: the file has its size.");
    }
    if (dhBits != null && (dhBits < LEAST_BITS || dhBits > MOST_BITS)) {
      throw CommandFailure.usage(
          "--dh-bits must be between "
              + LEAST_BITS
              + " and "
              + MOST_BITS
              + ", not "
              + dhBits
              + ".");
    }
    if (consumerKey != null && !consumerKey.matches("[!-~]+")) {
      throw CommandFailure.usage("--consumer-key must be printable ASCII without blanks.");
    }
  }

  private Optional<DhParameters> given() {
    return Optional.ofNullable(dhFile)
        .map(invocation::path)
        .map(
            path ->
                DhParameters.parse(
                    KeyFiles.read(path, DH_FILE).reveal(),
                    BigInteger.TWO,
                    DH_FILE + " (" + path + ")"));
  }

  private DhParameters searched() {
    int bits = Objects.requireNonNullElse(dhBits, LEAST_BITS);
    return DhParameters.of(primes.safePrime(bits), BigInteger.TWO, "The prime that was found");
  }

  private void note(DhParameters dh, List<String> notes) {
    if (consumerKey != null && !consumerKey.matches("[A-Z]{9}")) {
      notes.add(
          "the registration page takes consumer keys of nine upper-case letters; "
              + consumerKey
              + " is none.");
    }
    if (!dh.p().shiftRight(1).isProbablePrime(SafePrimeSearch.CERTAINTY)) {
      notes.add(
          "the prime in "
              + dhFile
              + " is not a safe prime, as openssl dhparam makes them; compare it with its origin.");
    }
    if (!dh.g().equals(BigInteger.TWO)) {
      notes.add("the broker asks for the generator 2, and " + dhFile + " has another.");
    }
  }

  private Map<RegistrationFile, String> texts(
      Registration registration, RegistrationFolder folder) {
    Map<RegistrationFile, String> texts = new EnumMap<>(RegistrationFile.class);
    texts.put(RegistrationFile.PUBLIC_SIGNATURE, Registration.publicHalf(registration.signature()));
    texts.put(
        RegistrationFile.PRIVATE_SIGNATURE, Registration.privateHalf(registration.signature()));
    texts.put(
        RegistrationFile.PUBLIC_ENCRYPTION, Registration.publicHalf(registration.encryption()));
    texts.put(
        RegistrationFile.PRIVATE_ENCRYPTION, Registration.privateHalf(registration.encryption()));
    texts.put(RegistrationFile.DH_PARAMETERS, registration.dhPem());
    texts.put(
        RegistrationFile.SETTINGS,
        RegistrationSettings.yaml(folder, Objects.requireNonNullElse(consumerKey, "")));
    return texts;
  }
}
