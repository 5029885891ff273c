package io.github.ibkrauth.auth.oauth1a;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;

/** Test vectors that may lie beside the project; tests that need them are skipped without. */
final class Vectors {

  private static final JsonMapper JSON = new JsonMapper();

  private Vectors() {}

  /** Reads a file, or skips the test. */
  static JsonNode read(String name) {
    Optional<Path> file = find(name);
    Assumptions.assumeTrue(file.isPresent(), "no " + name + " beside the project");
    try {
      return JSON.readTree(file.orElseThrow().toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the elements of an array of a file. */
  static Stream<JsonNode> each(String name, String array) {
    return stream(read(name).get(array));
  }

  static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  static BigInteger number(JsonNode hex) {
    return new BigInteger(hex.textValue(), 16);
  }

  static PrivateKey privateKey(String name) {
    String der = read("keys.json").at("/rsa/" + name + "/pkcs8DerBase64").textValue();
    try {
      return KeyFactory.getInstance("RSA")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(der)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<Path> find(String name) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path parent = at.getParent();
      Path file = parent == null ? null : parent.resolve("shared").resolve("vectors").resolve(name);
      if (file != null && Files.isRegularFile(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }
}
