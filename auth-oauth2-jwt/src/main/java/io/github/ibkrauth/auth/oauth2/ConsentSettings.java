package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.oauth2.OAuth2JwtKeys.ClientAuth;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the grant {@code authorization-code} needs beside {@link Settings}. Immutable.
 *
 * @param clientAuth how the client says who it is
 * @param fixed the addresses that are set
 * @param redirectUri where browsers come back to; set for who connects users
 * @param scope the scopes to ask for; not sent when not set
 * @param audience for whom client assertions are made; the server tells it when not set
 * @param connection whose tokens; set for who opens a session
 * @param longestRequest how long a request to the server may take
 */
record ConsentSettings(
    ClientAuth clientAuth,
    FixedEndpoints fixed,
    @Nullable URI redirectUri,
    @Nullable String scope,
    @Nullable String audience,
    @Nullable String connection,
    Duration longestRequest) {

  /**
   * The addresses that are set; each wins over what the metadata says. Immutable.
   *
   * @param authorize where users agree
   * @param token the token endpoint
   * @param revocation where tokens are revoked
   * @param par where requests are pushed
   * @param metadata the metadata document
   */
  record FixedEndpoints(
      @Nullable URI authorize,
      @Nullable URI token,
      @Nullable URI revocation,
      @Nullable URI par,
      @Nullable URI metadata) {

    /** Returns what is asked to renew tokens. */
    List<URI> forTokens() {
      return Stream.of(token, metadata)
          .filter(Objects::nonNull)
          .map(Objects::requireNonNull)
          .toList();
    }
  }

  /** Returns nothing of the values. */
  @Override
  public String toString() {
    return "ConsentSettings(" + clientAuth + ")";
  }
}
