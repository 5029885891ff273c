package io.github.ibkrauth.ibkr.connect;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthErrorCode;

/** The classes of failure that {@link Connections} adds. */
@ApiLevel(ApiLevel.Kind.API)
public final class ConnectionsErrorCode {

  /** The user has no connection here. Not retryable: the user connects first. */
  public static final AuthErrorCode CONNECTION_UNKNOWN = AuthErrorCode.of("CONNECTION_UNKNOWN");

  /** All connections that may be open are in use, or the user's own are. Retryable. */
  public static final AuthErrorCode CONNECTIONS_BUSY = AuthErrorCode.of("CONNECTIONS_BUSY");

  private ConnectionsErrorCode() {}
}
