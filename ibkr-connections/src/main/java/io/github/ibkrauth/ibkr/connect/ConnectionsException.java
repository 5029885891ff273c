package io.github.ibkrauth.ibkr.connect;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthException;

/** A connection cannot be used; {@link #code()} is one of {@link ConnectionsErrorCode}. */
@ApiLevel(ApiLevel.Kind.API)
public class ConnectionsException extends AuthException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param details what happened
   * @param retryable whether waiting may help
   */
  public ConnectionsException(Details details, boolean retryable) {
    super(details, retryable);
  }
}
