package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.ApiLevel;

/** What maintenance does about a session. */
@ApiLevel(ApiLevel.Kind.API)
public enum MaintenanceAction {
  /** The state is not known: nothing is done. */
  ERROR,
  /** The session works: nothing is done. */
  NOOP,
  /** Nobody is logged in, or only a new login helps: a human must log in. */
  LOGIN_REQUIRED,
  /** Another login competes, or the connection is lost: log out, then open the session again. */
  LOGOUT_THEN_REAUTH,
  /** The outer session is there, the brokerage session is not: open it again. */
  REAUTH;

  /** Returns the name in JSON, such as {@code logout_then_reauth}. */
  public String label() {
    return AnswerView.name(this);
  }

  /** Returns whether it changes something at the broker. */
  boolean intrusive() {
    return this == REAUTH || this == LOGOUT_THEN_REAUTH;
  }
}
