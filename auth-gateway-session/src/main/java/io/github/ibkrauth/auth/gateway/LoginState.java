package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.SessionState;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Where a session stands, and the events of each change: a human is called once for each time that
 * the login is found to be missing. Thread-safe.
 */
final class LoginState {

  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.auth.gateway");

  private final String sessionId;
  private final URI loginPage;
  private final AuthRuntime runtime;
  private final AtomicReference<SessionState> state = new AtomicReference<>(SessionState.OPEN);

  LoginState(String sessionId, URI loginPage, AuthRuntime runtime) {
    this.sessionId = sessionId;
    this.loginPage = loginPage;
    this.runtime = runtime;
  }

  SessionState get() {
    return Objects.requireNonNull(state.get(), "state");
  }

  boolean isClosed() {
    return state.get() == SessionState.CLOSED;
  }

  boolean awaitsUser() {
    return state.get() == SessionState.AWAITING_USER;
  }

  /** Notes that somebody is logged in. */
  void loggedIn() {
    move(SessionState.AWAITING_USER, SessionState.OPEN, "somebody is logged in again");
  }

  /** Notes that nobody is, and calls for a human. */
  void loggedOut() {
    if (!move(SessionState.OPEN, SessionState.AWAITING_USER, "nobody is logged in")) {
      return;
    }
    LOG.log(
        Level.INFO, "Nobody is logged in at the gateway; a human must log in at {0}", loginPage);
    runtime.emit(
        () ->
            new AuthEvent.InteractionRequested(
                runtime.clock().instant(),
                GatewaySessionProvider.ID,
                sessionId,
                loginPage,
                GatewayAnswer.HINT));
  }

  /**
   * Notes that this program closed the session.
   *
   * @return the state before, {@code CLOSED} when it was closed already
   */
  SessionState close() {
    SessionState before = Objects.requireNonNull(state.getAndSet(SessionState.CLOSED), "state");
    if (before != SessionState.CLOSED) {
      emit(before, SessionState.CLOSED, "closed by this program");
    }
    return before;
  }

  private boolean move(SessionState from, SessionState to, String why) {
    if (!state.compareAndSet(from, to)) {
      return false;
    }
    emit(from, to, why);
    return true;
  }

  private void emit(SessionState from, SessionState to, String why) {
    runtime.emit(
        () ->
            new AuthEvent.SessionStateChanged(
                runtime.clock().instant(), GatewaySessionProvider.ID, sessionId, from, to, why));
  }
}
