package io.github.ibkrauth.auth.connect;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.http.Origin;
import io.github.ibkrauth.auth.store.StoreKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where the token store keeps what a user granted: under the strategy, the server that issued it,
 * and a hash of the client it was issued to and the connection it is for. Stored grants are found
 * by it, so that it stays as it is. Stateless.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class GrantKey {

  private static final int LONGEST_SERVER = 64;

  private GrantKey() {}

  /**
   * Returns the place.
   *
   * @param strategyId whose grant it is
   * @param server that issued it
   * @param client how the application is called there
   * @param connection tells the users apart
   */
  public static StoreKey of(String strategyId, Origin server, String client, String connection) {
    String name = (server.host() + "-" + server.port()).replaceAll("[^A-Za-z0-9._-]", "_");
    return new StoreKey(
        strategyId,
        name.substring(Math.max(0, name.length() - LONGEST_SERVER)),
        hash(client + "\n" + connection));
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
