package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.http.Origin;
import io.github.ibkrauth.auth.store.Lease;
import io.github.ibkrauth.auth.store.SecretSealer;
import io.github.ibkrauth.auth.store.StoreKey;
import io.github.ibkrauth.auth.store.StoredToken;
import io.github.ibkrauth.auth.store.TokenStore;
import io.github.ibkrauth.auth.store.file.StoreOverwrite;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One user's tokens in the store that the application lends. Thread-safe. */
final class UserTokenStore {

  private static final Secret REVOKED = Secret.of("{\"revoked\":true}");

  private final TokenStore store;
  private final SecretSealer sealer;
  private final StoreKey key;
  private final Duration leaseLife;

  private UserTokenStore(TokenStore store, SecretSealer sealer, StoreKey key, Duration leaseLife) {
    this.store = store;
    this.sealer = sealer;
    this.key = key;
    this.leaseLife = leaseLife;
  }

  /**
   * Returns the place of a user's tokens; only after no problems were found with the settings.
   *
   * @param connection names the user
   */
  static UserTokenStore of(
      Settings settings, ConsentSettings consent, String connection, AuthRuntime runtime) {
    Origin origin = Origin.of(settings.endpoints().base());
    String server = (origin.host() + "-" + origin.port()).replaceAll("[^A-Za-z0-9._-]", "_");
    return new UserTokenStore(
        runtime.service(TokenStore.class).orElseThrow(),
        runtime.service(SecretSealer.class).orElseThrow(),
        new StoreKey(
            OAuth2JwtProvider.ID,
            server.substring(Math.max(0, server.length() - 64)),
            hash(settings.assertion().clientId() + "\n" + connection)),
        // Longer than a request can take, so that nobody sends the same refresh token meanwhile.
        consent.longestRequest().plusSeconds(15));
  }

  /** Returns what is there. */
  Optional<Entry> load() {
    return store.load(key).map(this::entry);
  }

  private Entry entry(StoredToken stored) {
    Secret text = sealer.open(key, stored.sealed());
    if (text.reveal().equals(REVOKED.reveal())) {
      return new Entry(stored.version(), null);
    }
    return new Entry(
        stored.version(),
        UserTokens.parse(text)
            .orElseThrow(
                () ->
                    new AuthProtocolException(
                        Details.of(
                                AuthErrorCode.PROTOCOL,
                                "What the token store holds for this connection is no user's"
                                    + " tokens. Let the user disconnect, and connect again.")
                            .withStrategy(OAuth2JwtProvider.ID))));
  }

  /** Writes the tokens if nobody wrote meanwhile. */
  boolean replace(long expectedVersion, UserTokens tokens) {
    // With a refresh token nobody knows when it ends.
    Instant end = tokens.refresh() == null ? tokens.expiresAt() : null;
    return write(expectedVersion, tokens.text(), end);
  }

  /** Forgets the tokens, and keeps that the server refused them, if nobody wrote meanwhile. */
  boolean markRevoked(long expectedVersion) {
    return write(expectedVersion, REVOKED, null);
  }

  /** Writes the tokens over whatever is there. */
  void save(UserTokens tokens) {
    long version;
    do {
      version = StoreOverwrite.present(store, key).map(StoredToken::version).orElse(0L);
    } while (!replace(version, tokens));
  }

  private boolean write(long expectedVersion, Secret text, @Nullable Instant end) {
    return store.replace(
        key,
        expectedVersion,
        StoredToken.of(
            sealer.seal(key, text),
            expectedVersion + 1,
            end,
            Map.of("strategy", OAuth2JwtProvider.ID)));
  }

  /** Takes the right to use the refresh token, if nobody has it. */
  Optional<Lease> tryLease(String owner) {
    return store.tryLease(key, leaseLife, owner);
  }

  void delete() {
    store.delete(key);
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

  /**
   * What is there. Immutable.
   *
   * @param version counts up with each replacement
   * @param tokens the tokens, or {@code null} when the server refused them and they were forgotten
   */
  record Entry(long version, @Nullable UserTokens tokens) {}
}
