package io.github.ibkrauth.auth.gateway.login;

import io.github.ibkrauth.auth.ApiLevel;

/** How a login ended. */
@ApiLevel(ApiLevel.Kind.API)
public enum LoginOutcome {
  /** The session could be used already: nothing was done. */
  ALREADY_READY,
  /** Somebody was logged in already; the brokerage session was opened. */
  OPENED,
  /** The login went through, and the session can be used. */
  LOGGED_IN,
  /** The page refused user name, password or code. */
  REFUSED,
  /** The page asked for a code, and there was none to give. */
  SECOND_FACTOR_MISSING,
  /** Three logins failed: nothing is tried before the counter is reset by hand. */
  HELD_BACK,
  /** Another process logs in at this moment. */
  BUSY,
  /** The page does not have the elements that the settings name. */
  PAGE_NOT_UNDERSTOOD,
  /** The time was over before the page said anything. */
  TIMED_OUT,
  /** The gateway went away, or does not reach the broker. */
  GATEWAY_TROUBLE,
  /** The browser could not be started, ended, or was closed. */
  BROWSER_TROUBLE,
  /** Paper was wanted, and a live user is logged in. */
  NOT_PAPER,
  /** Somebody is logged in, and the brokerage session could not be opened. */
  NOT_READY,
  /** The thread was interrupted. */
  INTERRUPTED;

  /** Returns whether the session can be used. */
  public boolean ready() {
    return this == ALREADY_READY || this == OPENED || this == LOGGED_IN;
  }
}
