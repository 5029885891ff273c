package io.github.ibkrauth.auth.connect;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthException;

/**
 * A flow did not end in a connection; {@link #code()} is one of {@link ConnectErrorCode}. Not
 * retryable: the user begins again.
 */
@ApiLevel(ApiLevel.Kind.API)
public class ConnectFlowException extends AuthException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public ConnectFlowException(Details details) {
    super(details, false);
  }
}
