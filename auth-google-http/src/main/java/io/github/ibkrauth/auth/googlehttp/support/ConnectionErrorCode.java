package io.github.ibkrauth.auth.googlehttp.support;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthErrorCode;

/** What can keep a connection from being made, as error codes. */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class ConnectionErrorCode {

  /** Nobody listens at that host and port. */
  public static final AuthErrorCode CONNECTION_REFUSED = AuthErrorCode.of("CONNECTION_REFUSED");

  private ConnectionErrorCode() {}
}
