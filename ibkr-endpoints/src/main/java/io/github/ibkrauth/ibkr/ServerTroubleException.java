package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthErrorCode;

/** The broker has trouble of its own (408, 5xx). */
@ApiLevel(ApiLevel.Kind.API)
public final class ServerTroubleException extends IbkrException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public ServerTroubleException(Failure failure) {
    super(failure);
  }

  @Override
  public AuthErrorCode code() {
    return AuthErrorCode.SERVER_TROUBLE;
  }
}
