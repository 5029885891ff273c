package io.github.ibkrauth.auth.oauth1a;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthErrorCode;

/** The classes of failure that only this strategy knows. */
@ApiLevel(ApiLevel.Kind.API)
public final class OAuth1aErrorCode {

  /** The broker does not know the consumer key, or not yet: new ones begin with a nightly reset. */
  public static final AuthErrorCode CONSUMER_NOT_ACTIVE = AuthErrorCode.of("CONSUMER_NOT_ACTIVE");

  /** The access token does not, or no longer, belong to the consumer. */
  public static final AuthErrorCode ACCESS_TOKEN_UNKNOWN = AuthErrorCode.of("ACCESS_TOKEN_UNKNOWN");

  /** The signature was refused: key, base string, nonce or time. */
  public static final AuthErrorCode SIGNATURE_REFUSED = AuthErrorCode.of("SIGNATURE_REFUSED");

  /** The server's proof does not fit the live session token that was computed here. */
  public static final AuthErrorCode PROOF_MISMATCH = AuthErrorCode.of("PROOF_MISMATCH");

  /** The user did not agree to the grant of a third party. */
  public static final AuthErrorCode GRANT_CANCELLED = AuthErrorCode.of("GRANT_CANCELLED");

  private OAuth1aErrorCode() {}
}
