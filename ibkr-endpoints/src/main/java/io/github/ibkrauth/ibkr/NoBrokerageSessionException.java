package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthErrorCode;

/** There is no brokerage session, or it could not be opened: the outer session may be fine. */
@ApiLevel(ApiLevel.Kind.API)
public class NoBrokerageSessionException extends IbkrException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public NoBrokerageSessionException(Failure failure) {
    super(failure);
  }

  @Override
  public AuthErrorCode code() {
    return AuthErrorCode.of("NO_BROKERAGE_SESSION");
  }
}
