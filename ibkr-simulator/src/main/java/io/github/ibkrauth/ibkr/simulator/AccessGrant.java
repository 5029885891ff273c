package io.github.ibkrauth.ibkr.simulator;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One OAuth 2.0 access token and what it allows.
 *
 * @param given by whom, when a user gave it; null when the client has it in its own name
 */
record AccessGrant(
    String token,
    String clientId,
    Set<String> scopes,
    Instant expiresAt,
    @Nullable UserGrant given) {
  AccessGrant endingAt(Instant end) {
    return new AccessGrant(token, clientId, scopes, end, given);
  }

  /** To whom calls with the token are counted. */
  String owner() {
    return given == null ? clientId : given.user.name();
  }

  @Override
  public String toString() {
    return "AccessGrant[" + clientId + " " + scopes + " until " + expiresAt + "]";
  }
}
