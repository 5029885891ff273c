package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.connect.GrantKey;
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
import java.time.Duration;
import java.time.Instant;
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
    return new UserTokenStore(
        runtime.service(TokenStore.class).orElseThrow(),
        runtime.service(SecretSealer.class).orElseThrow(),
        GrantKey.of(
            OAuth2JwtProvider.ID,
            Origin.of(settings.endpoints().base()),
            settings.assertion().clientId(),
            connection),
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
    return store.replace(key, expectedVersion, stored(expectedVersion + 1, tokens));
  }

  /** Forgets the tokens, and keeps that the server refused them, if nobody wrote meanwhile. */
  boolean markRevoked(long expectedVersion) {
    return store.replace(key, expectedVersion, stored(expectedVersion + 1, REVOKED, null));
  }

  /** Writes the tokens over whatever is there. */
  void save(UserTokens tokens) {
    StoreOverwrite.write(store, key, version -> stored(version, tokens));
  }

  private StoredToken stored(long version, UserTokens tokens) {
    // With a refresh token nobody knows when it ends.
    Instant end = tokens.refresh() == null ? tokens.expiresAt() : null;
    return stored(version, tokens.text(), end);
  }

  private StoredToken stored(long version, Secret text, @Nullable Instant end) {
    return StoredToken.of(
        sealer.seal(key, text), version, end, Map.of("strategy", OAuth2JwtProvider.ID));
  }

  /** Takes the right to use the refresh token, if nobody has it. */
  Optional<Lease> tryLease(String owner) {
    return store.tryLease(key, leaseLife, owner);
  }

  void delete() {
    store.delete(key);
  }

  /**
   * What is there. Immutable.
   *
   * @param version counts up with each replacement
   * @param tokens the tokens, or {@code null} when the server refused them and they were forgotten
   */
  record Entry(long version, @Nullable UserTokens tokens) {}
}
