package io.github.ibkrauth.auth.connect;

import io.github.ibkrauth.auth.ApiLevel;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;

/**
 * A flow that a user has to agree to. Immutable.
 *
 * @param userId who connects
 * @param authorizeUri the page on which this user agrees; for this user's browser only
 * @param expiresAt after this the callback is refused
 */
@ApiLevel(ApiLevel.Kind.API)
public record ConnectRequest(String userId, URI authorizeUri, Instant expiresAt) {

  /** Checks that everything is there. */
  public ConnectRequest {
    Objects.requireNonNull(userId, "userId");
    Objects.requireNonNull(authorizeUri, "authorizeUri");
    Objects.requireNonNull(expiresAt, "expiresAt");
  }

  /** Returns the page without its query, which binds a browser to this flow. */
  @Override
  public String toString() {
    return "ConnectRequest("
        + userId
        + " at "
        + authorizeUri.getScheme()
        + "://"
        + authorizeUri.getRawAuthority()
        + authorizeUri.getRawPath()
        + ", until "
        + expiresAt
        + ")";
  }
}
