package io.github.ibkrauth.auth.oauth1a;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.Secret;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a user agreed to: an access token for a third party. It does not end by itself; the user may
 * revoke it. Immutable and thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class AccessGrant {

  private final Secret accessToken;
  private final Secret accessTokenSecret;
  private final @Nullable Boolean paper;

  AccessGrant(Secret accessToken, Secret accessTokenSecret, @Nullable Boolean paper) {
    this.accessToken = Objects.requireNonNull(accessToken, "accessToken");
    this.accessTokenSecret = Objects.requireNonNull(accessTokenSecret, "accessTokenSecret");
    this.paper = paper;
  }

  /** Returns the access token. */
  public Secret accessToken() {
    return accessToken;
  }

  /** Returns the access token secret as it was issued, encrypted for the encryption key. */
  public Secret accessTokenSecret() {
    return accessTokenSecret;
  }

  /** Returns whether it is for a paper account, where the broker said so. */
  public Optional<Boolean> paper() {
    return Optional.ofNullable(paper);
  }

  AccessToken asAccessToken() {
    return new AccessToken(
        accessToken,
        accessTokenSecret,
        "the stored access token",
        "the stored access token secret");
  }

  /** Returns a fingerprint and the kind of account. */
  @Override
  public String toString() {
    return "AccessGrant(fp:"
        + accessToken.fingerprint()
        + (paper == null ? ")" : paper ? ", paper)" : ", live)");
  }
}
