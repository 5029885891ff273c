package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthErrorCode;

/** The broker refuses the caller: the credential (401), or what it wants to do (403). */
@ApiLevel(ApiLevel.Kind.API)
public final class AccessRefusedException extends IbkrException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public AccessRefusedException(Failure failure) {
    super(failure);
  }

  @Override
  public AuthErrorCode code() {
    return AuthErrorCode.of("ACCESS_REFUSED");
  }
}
