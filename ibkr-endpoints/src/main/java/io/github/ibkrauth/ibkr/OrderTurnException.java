package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthErrorCode;

/**
 * Another conversation about an order of the same account did not end in time, so this one was not
 * begun: nothing was sent.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class OrderTurnException extends IbkrException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public OrderTurnException(Failure failure) {
    super(failure);
  }

  @Override
  public AuthErrorCode code() {
    return AuthErrorCode.of("ORDER_TURN");
  }
}
