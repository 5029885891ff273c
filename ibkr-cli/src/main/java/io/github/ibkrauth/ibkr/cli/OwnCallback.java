package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.connect.ConnectErrorCode;
import io.github.ibkrauth.auth.connect.ConnectFlow;
import io.github.ibkrauth.auth.error.AuthException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Ends a flow with the callback that belongs to it. Any page in the browser can call the address
 * that this program listens on, so that others are turned away and the wait goes on. Used by one
 * thread.
 */
final class OwnCallback implements Predicate<String> {

  private final ConnectFlow flow;
  private final String profile;
  private io.github.ibkrauth.auth.connect.@Nullable Connection connection;
  private @Nullable AuthException failure;

  OwnCallback(ConnectFlow flow, String profile) {
    this.flow = flow;
    this.profile = profile;
  }

  /** Returns whether the callback was the one that is waited for, however it went. */
  @Override
  public boolean test(String query) {
    try {
      connection = flow.complete(profile, query);
      return true;
    } catch (AuthException e) {
      failure = e;
      return !e.code().equals(ConnectErrorCode.CONNECT_STATE_MISMATCH);
    }
  }

  /**
   * Returns what came of the callback, after there was one.
   *
   * @throws AuthException when the person did not agree, or the server refused
   */
  io.github.ibkrauth.auth.connect.Connection result() {
    if (connection != null) {
      return connection;
    }
    throw failure != null ? failure : new IllegalStateException("nobody has come back yet");
  }
}
