package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.ApiLevel;

/** What the brokerage session did last, or is doing, to come up or to stay up. */
@ApiLevel(ApiLevel.Kind.API)
public enum SessionStep {
  /** A tickle: keeps the session alive and tells how it stands. */
  PROBE,
  /** Asking for the brokerage session, and waiting until it is established. */
  INITIALIZE,
  /** Asking again for what the broker forgets with a session, such as the list of accounts. */
  WARM_UP,
  /** Opening the outer login anew. */
  RENEW_LOGIN,
  /** Going on at the next of {@code ibkr.session.hosts}. */
  CHANGE_HOST,
  /** Waiting until a human has logged in. */
  AWAIT_LOGIN,
  /** Waiting until the other login of this user name has gone. */
  AWAIT_TURN,
  /** Waiting before the next attempt. */
  WAIT
}
