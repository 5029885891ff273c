package io.github.ibkrauth.auth.error;

import io.github.ibkrauth.auth.ApiLevel;

/**
 * The session is gone. Retryable when a new login may bring it back without a change by the user.
 */
@ApiLevel(ApiLevel.Kind.API)
public class SessionLostException extends AuthException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Creates the exception. */
  public SessionLostException(Details details, Reason reason) {
    super(details, reason == Reason.EXPIRED);
    this.reason = reason;
  }

  /** Returns why it is gone. */
  public Reason reason() {
    return reason;
  }

  /** Why a session is gone. */
  public enum Reason {
    /** It reached the end of its life, or was idle too long. */
    EXPIRED,
    /** Another login of the same user took it over. */
    COMPETING,
    /** Somebody logged out. */
    LOGGED_OUT,
    /** This program closed it. */
    CLOSED
  }
}
