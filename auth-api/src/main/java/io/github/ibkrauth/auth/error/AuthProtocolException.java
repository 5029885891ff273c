package io.github.ibkrauth.auth.error;

import io.github.ibkrauth.auth.ApiLevel;

/**
 * The answer was not understood, or a proof in it does not hold. Not retryable: both sides must
 * agree first.
 */
@ApiLevel(ApiLevel.Kind.API)
public class AuthProtocolException extends AuthException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public AuthProtocolException(Details details) {
    super(details, false);
  }
}
