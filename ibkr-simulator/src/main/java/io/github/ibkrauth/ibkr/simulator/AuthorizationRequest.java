package io.github.ibkrauth.ibkr.simulator;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks a user for, checked.
 *
 * @param redirectUri where the answer goes, as the client wrote it
 * @param state echoed; null when the client sent none
 * @param challenge of PKCE, by S256
 * @param nonce goes into the id token; null when the client sent none
 */
record AuthorizationRequest(
    String clientId,
    String redirectUri,
    Set<String> scopes,
    @Nullable String state,
    String challenge,
    @Nullable String nonce) {
  @Override
  public String toString() {
    return "AuthorizationRequest[of " + clientId + " for " + scopes + "]";
  }
}
