package io.github.ibkrauth.auth.store.file;

import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.store.SecretSealer;
import io.github.ibkrauth.auth.store.StoreKey;
import io.github.ibkrauth.auth.store.StoredToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the tests of the store share. */
final class Samples {

  static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  static final StoreKey KEY = new StoreKey("oauth1a", "localhost-5000", "4f5a");
  static final Secret FIRST_KEY = key(1);
  static final Secret SECOND_KEY = key(2);

  private Samples() {}

  static Secret key(int number) {
    byte[] bytes = new byte[32];
    new Random(number).nextBytes(bytes);
    return Secret.of(Base64.getEncoder().encodeToString(bytes));
  }

  static SealingKeys keys(Secret... newestFirst) {
    return SealingKeys.of(
        Secret.of(String.join("\n", Stream.of(newestFirst).map(Secret::reveal).toList())),
        new Random());
  }

  static StoredToken token(SecretSealer sealer, long version, String value) {
    return token(sealer, version, value, null);
  }

  static StoredToken token(
      SecretSealer sealer, long version, String value, @Nullable Instant expiresAt) {
    return StoredToken.of(
        sealer.seal(KEY, Secret.of(value)), version, expiresAt, Map.of("strategy", "oauth1a"));
  }

  /** Returns the names of a store's files, without the locks. */
  static List<String> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".lock"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path tokenFile(Path folder) {
    return folder.resolve(StoreFolder.name(KEY) + StoreFolder.TOKEN);
  }
}
