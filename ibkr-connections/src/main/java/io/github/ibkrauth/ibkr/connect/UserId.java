package io.github.ibkrauth.ibkr.connect;

import io.github.ibkrauth.auth.connect.ConnectionName;
import io.github.ibkrauth.auth.store.StoreKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.IntStream;

/**
 * An application's name of a user, checked. A value.
 *
 * @param text as the application writes it
 */
record UserId(String text) {

  private static final String STORE = "connections";
  private static final int BUCKETS = 64;

  /** Checks its form. */
  UserId {
    ConnectionName.of(text);
  }

  /** Returns where the user's connection lies: the id itself stands in no name. */
  StoreKey key(String collection) {
    return new StoreKey(STORE, collection, hash().substring(0, 40));
  }

  /** Returns where the ids of this user and of some others are listed. */
  StoreKey listed(String collection) {
    return list(collection, Integer.parseInt(hash().substring(0, 4), 16) % BUCKETS);
  }

  /** Returns where the ids of all users are listed. */
  static Iterable<StoreKey> lists(String collection) {
    return () ->
        IntStream.range(0, BUCKETS).mapToObj(number -> list(collection, number)).iterator();
  }

  private static StoreKey list(String collection, int number) {
    return new StoreKey(STORE, collection, "list-" + number);
  }

  /** Returns eight digits for log lines. */
  String fingerprint() {
    return hash().substring(0, 8);
  }

  private String hash() {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** Returns the fingerprint. */
  @Override
  public String toString() {
    return "user " + fingerprint();
  }
}
