package io.github.ibkrauth.auth;

/** Where a session stands. */
@ApiLevel(ApiLevel.Kind.API)
public enum SessionState {
  /** Usable. */
  OPEN,
  /** Usable as far as known, but the last signs of life are missing. */
  DEGRADED,
  /** Waits for a human to log in. */
  AWAITING_USER,
  /** Gone; open a new one. */
  LOST,
  /** Closed by this program. */
  CLOSED
}
