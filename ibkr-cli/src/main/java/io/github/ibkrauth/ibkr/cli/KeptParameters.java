package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.ibkr.endpoint.ScannerEndpoints;
import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.json.UnreadableBodyException;
import io.github.ibkrauth.ibkr.model.ScannerParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps what scanners can be asked in a file: the broker says it once in 15 minutes, to all
 * programs together, and it is the same for every user.
 */
final class KeptParameters {

  private static final Duration GOOD_FOR = Duration.ofDays(1);

  private final Path file;

  KeptParameters(Path stateDirectory) {
    this.file = stateDirectory.resolve("scanner-parameters.json");
  }

  /** Returns what is kept, if it is there and of the last day. */
  Optional<ScannerParameters> recent() {
    try {
      Instant written = Files.getLastModifiedTime(file).toInstant();
      return written.isBefore(Instant.now().minus(GOOD_FOR))
          ? Optional.empty()
          : Optional.of(IbkrJson.object(Files.readAllBytes(file), ScannerParameters::new));
    } catch (IOException | UnreadableBodyException e) {
      return Optional.empty();
    }
  }

  /** Asks the broker, and keeps the answer. */
  ScannerParameters renewed(ScannerEndpoints scanner) {
    ScannerParameters parameters = scanner.parameters();
    try {
      Files.createDirectories(file.getParent());
      Path draft = Files.createTempFile(file.getParent(), "scanner-parameters", null);
      Files.write(draft, IbkrJson.write(parameters.json()));
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      // The answer is there; the next listing asks again.
    }
    return parameters;
  }
}
