package io.github.ibkrauth.auth.connect;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthErrorCode;

/** The classes of failure when a user connects, or was connected. */
@ApiLevel(ApiLevel.Kind.API)
public final class ConnectErrorCode {

  /** The user did not agree. */
  public static final AuthErrorCode CONNECT_DENIED = AuthErrorCode.of("CONNECT_DENIED");

  /** The user, or the code that came back, took too long. */
  public static final AuthErrorCode CONNECT_EXPIRED = AuthErrorCode.of("CONNECT_EXPIRED");

  /** The callback belongs to no flow that began here. */
  public static final AuthErrorCode CONNECT_STATE_MISMATCH =
      AuthErrorCode.of("CONNECT_STATE_MISMATCH");

  /** The callback was used already: a double click, the back button, or a replay. */
  public static final AuthErrorCode CONNECT_ALREADY_DONE = AuthErrorCode.of("CONNECT_ALREADY_DONE");

  /** The callback belongs to a flow that another user began. */
  public static final AuthErrorCode CONNECT_OTHER_USER = AuthErrorCode.of("CONNECT_OTHER_USER");

  /** The server does not accept the stored grant any more: the user has to connect again. */
  public static final AuthErrorCode GRANT_REVOKED = AuthErrorCode.of("GRANT_REVOKED");

  private ConnectErrorCode() {}
}
