package io.github.ibkrauth.auth.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import org.junit.jupiter.api.Assumptions;

/** Test vectors that stand in a folder beside the project, on machines that have them. */
final class Vectors {

  private Vectors() {}

  /** Reads a file of vectors, or skips the test. */
  static JsonNode read(String name) {
    for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
      Path file = dir.resolve("shared").resolve("vectors").resolve(name);
      if (Files.isRegularFile(file)) {
        try {
          return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return Assumptions.abort("no vectors on this machine");
  }

  /** Reads one of the RSA keys of the vectors, or skips the test. */
  static PrivateKey key(String name) {
    JsonNode key = read("keys.json").path("rsa").path(name);
    return TestKeys.read(key.path("pkcs8DerBase64").asText());
  }
}
