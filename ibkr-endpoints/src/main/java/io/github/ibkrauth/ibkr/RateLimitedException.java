package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthErrorCode;

/**
 * Too many calls. With {@link #status()} 429 the broker said so, and nothing is sent from now on
 * for {@link #retryAfter()}. Without a status this side held the call back, because of such a
 * penalty or because its turn within the limits would come too late: nothing was sent, and the
 * message says which limit it was.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class RateLimitedException extends IbkrException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public RateLimitedException(Failure failure) {
    super(failure);
  }

  @Override
  public AuthErrorCode code() {
    return AuthErrorCode.RATE_LIMITED;
  }
}
