package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthErrorCode;

/** The broker knows no such path or no such thing (404). */
@ApiLevel(ApiLevel.Kind.API)
public final class NotFoundException extends IbkrException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public NotFoundException(Failure failure) {
    super(failure);
  }

  @Override
  public AuthErrorCode code() {
    return AuthErrorCode.of("NOT_FOUND");
  }
}
