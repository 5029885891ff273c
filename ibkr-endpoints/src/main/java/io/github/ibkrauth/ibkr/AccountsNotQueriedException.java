package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthErrorCode;

/** The broker wants the list of accounts to be asked for before this call. */
@ApiLevel(ApiLevel.Kind.API)
public final class AccountsNotQueriedException extends IbkrException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public AccountsNotQueriedException(Failure failure) {
    super(failure);
  }

  @Override
  public AuthErrorCode code() {
    return AuthErrorCode.of("ACCOUNTS_NOT_QUERIED");
  }
}
