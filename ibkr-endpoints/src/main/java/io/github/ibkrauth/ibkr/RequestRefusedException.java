package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthErrorCode;

/** The broker understood the call and says no, with a status or with an error in a 200. */
@ApiLevel(ApiLevel.Kind.API)
public final class RequestRefusedException extends IbkrException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public RequestRefusedException(Failure failure) {
    super(failure);
  }

  @Override
  public AuthErrorCode code() {
    return AuthErrorCode.of("REFUSED");
  }
}
