package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.auth.SessionState;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.error.SessionLostException;
import io.github.ibkrauth.auth.http.AuthChallenge;
import io.github.ibkrauth.auth.http.BodySigner;
import io.github.ibkrauth.auth.http.Origin;
import io.github.ibkrauth.auth.http.Recovery;
import io.github.ibkrauth.auth.http.RequestSigner;
import io.github.ibkrauth.auth.spi.KeepAlive;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A session that is opened when it is first used, once for all callers, and beats for itself if its
 * credential needs that. A failed attempt is made again by the next use. Thread-safe.
 */
final class LazyAuthSession implements AuthSession {

  private final AuthStrategy strategy;
  private final AuthRuntime runtime;
  private final String name;
  private final ReentrantLock lock = new ReentrantLock();
  private final SingleFlight flight =
      new SingleFlight(
          () ->
              new AuthTransportException(
                  Details.of(
                      AuthErrorCode.INTERRUPTED,
                      "The login was given up, because the thread was interrupted.")));
  private volatile @Nullable AuthSession open;
  private AuthRuntime.@Nullable Supervision supervision;
  private volatile boolean closed;

  LazyAuthSession(AuthStrategy strategy, AuthRuntime runtime) {
    this.strategy = strategy;
    this.runtime = runtime;
    this.name = "%s-%08x".formatted(strategy.id(), runtime.random().nextInt());
  }

  /** Returns what events call it; no other session of the process has that name. */
  String name() {
    return name;
  }

  /** Returns the session behind, having opened it if it was not open. */
  AuthSession opened() {
    while (true) {
      if (closed) {
        throw new SessionLostException(
            Details.of(AuthErrorCode.SESSION_LOST, "The client is closed: make a new one.")
                .withStrategy(strategy.id()),
            SessionLostException.Reason.CLOSED);
      }
      AuthSession session = open;
      if (session != null) {
        return session;
      }
      flight.run(this::openUnlessOpen);
    }
  }

  private void openUnlessOpen() {
    if (open != null) {
      return;
    }
    AuthSession session = strategy.open();
    boolean tooLate;
    lock.lock();
    try {
      tooLate = closed;
      if (!tooLate) {
        session.keepAlive().ifPresent(beat -> supervision = supervise(session, beat));
        open = session;
      }
    } finally {
      lock.unlock();
    }
    if (tooLate) {
      session.close();
    }
  }

  private AuthRuntime.Supervision supervise(AuthSession session, KeepAlive beat) {
    return runtime.supervise(session.strategyId(), name, "credential", beat, session.origins());
  }

  @Override
  public String strategyId() {
    return strategy.id();
  }

  /** Returns the state of the session behind; one that is not opened yet counts as usable. */
  @Override
  public SessionState state() {
    AuthSession session = open;
    if (closed) {
      return SessionState.CLOSED;
    }
    return session == null ? SessionState.OPEN : session.state();
  }

  @Override
  public Set<Origin> origins() {
    return opened().origins();
  }

  @Override
  public URI baseUri() {
    return opened().baseUri();
  }

  @Override
  public RequestSigner signer() {
    return opened().signer();
  }

  @Override
  public Recovery recover(AuthChallenge challenge) {
    return opened().recover(challenge);
  }

  @Override
  public Optional<KeepAlive> keepAlive() {
    // The beats are seen to here.
    return Optional.empty();
  }

  @Override
  public Optional<BodySigner> bodySigner() {
    return opened().bodySigner();
  }

  @Override
  public void close() {
    AuthSession session;
    lock.lock();
    try {
      closed = true;
      session = open;
      open = null;
      if (supervision != null) {
        supervision.close();
        supervision = null;
      }
    } finally {
      lock.unlock();
    }
    if (session != null) {
      session.close();
    }
  }

  /** Returns the strategy and the state. */
  @Override
  public String toString() {
    return "AuthSession(" + strategyId() + ", " + state() + ")";
  }
}
