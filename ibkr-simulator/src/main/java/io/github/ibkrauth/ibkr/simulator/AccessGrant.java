package io.github.ibkrauth.ibkr.simulator;

import java.time.Instant;
import java.util.Set;

/** One OAuth 2.0 access token and what it allows. */
record AccessGrant(String token, String clientId, Set<String> scopes, Instant expiresAt) {
  @Override
  public String toString() {
    return "AccessGrant[" + clientId + " " + scopes + " until " + expiresAt + "]";
  }
}
