package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthErrorCode;

/** Another login of the same user name holds the brokerage session. */
@ApiLevel(ApiLevel.Kind.API)
public final class CompetingSessionException extends NoBrokerageSessionException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public CompetingSessionException(Failure failure) {
    super(failure);
  }

  @Override
  public AuthErrorCode code() {
    return AuthErrorCode.of("COMPETING_SESSION");
  }
}
