package io.github.ibkrauth.auth.token;

import io.github.ibkrauth.auth.error.AuthException;

/**
 * The last of some failures in a row, and until when nobody tries again; in milliseconds of the
 * local clock. Immutable.
 */
record Setback(int inARow, AuthException failure, long at, long nextAttemptAt) {

  /** Returns whether it is too early; a clock that was set back does not prolong the wait. */
  boolean holdsBack(long now) {
    return now >= at && now < nextAttemptAt;
  }
}
