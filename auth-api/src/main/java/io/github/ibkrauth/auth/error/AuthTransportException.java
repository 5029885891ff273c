package io.github.ibkrauth.auth.error;

import io.github.ibkrauth.auth.ApiLevel;

/** The server could not be reached, did not answer in time, or answered 429 or 5xx. Retryable. */
@ApiLevel(ApiLevel.Kind.API)
public class AuthTransportException extends AuthException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public AuthTransportException(Details details) {
    super(details, true);
  }
}
