package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.auth.Capability;
import io.github.ibkrauth.auth.SessionState;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.error.InteractionRequiredException;
import io.github.ibkrauth.auth.error.SessionLostException;
import io.github.ibkrauth.auth.spi.KeepAlive;
import io.github.ibkrauth.ibkr.endpoint.RequestLimiter;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where the one session of a client is: opened when it is first needed, kept alive, and replaced by
 * another when it is of no use any more. There is never more than one, and never more than one
 * being opened. Thread-safe.
 */
final class LoginSlot {

  private final StrategyHomes homes;
  private final AuthRuntime runtime;
  private final RequestLimiter limiter;
  private final String id;
  private final String name;
  private final AtomicLong sequence = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock();
  private final LoginPauses pauses;
  private final SingleFlight flight =
      new SingleFlight(
          () ->
              new AuthTransportException(
                  Details.of(
                      AuthErrorCode.INTERRUPTED,
                      "The login was given up, because the thread was interrupted.")));
  private volatile @Nullable AuthSession open;
  private volatile long openedAt;
  private AuthRuntime.@Nullable Supervision supervision;
  private volatile boolean closed;

  /**
   * Creates it, empty.
   *
   * @param limiter where 429 is noted, also that of a login
   * @param name what events call its sessions
   */
  LoginSlot(StrategyHomes homes, AuthRuntime runtime, RequestLimiter limiter, String name) {
    this.homes = homes;
    this.runtime = runtime;
    this.id = homes.current().id();
    this.name = name;
    this.limiter = limiter;
    this.pauses = new LoginPauses(runtime);
  }

  /** Returns what numbers the facts about the sessions. */
  AtomicLong sequence() {
    return sequence;
  }

  /** Returns the session, having opened it if there was none. */
  AuthSession opened() {
    while (true) {
      refuseIfClosed();
      AuthSession session = open;
      if (session != null) {
        return session;
      }
      refuseWithin();
      flight.run(() -> openUnlessOpen(false));
    }
  }

  /** Returns whether that session is no longer the present one, though there may be another. */
  boolean isReplaced(AuthSession session) {
    return open != session && !closed;
  }

  boolean isOpen() {
    return open != null;
  }

  /** Returns whether a session was opened after a point of the sequence. */
  boolean openedSince(long seen) {
    return openedAt > seen;
  }

  /** See {@link LazyAuthSession#renew}. */
  boolean renew(long seen, boolean elsewhere, boolean forced) {
    AtomicBoolean done = new AtomicBoolean();
    while (!done.get() && !openedSince(seen)) {
      refuseIfClosed();
      refuseWithin();
      flight.run(
          () -> {
            done.set(true);
            if (!openedSince(seen) && (forced || mayRenew())) {
              replace(elsewhere, forced);
            }
          });
    }
    return openedSince(seen);
  }

  /** Returns whether {@link #renew} would do anything now. */
  boolean mayRenew() {
    lock.lock();
    try {
      return open == null || pauses.mayRenew();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the state of the session; one that is not opened yet counts as usable. */
  SessionState state() {
    if (closed) {
      return SessionState.CLOSED;
    }
    AuthSession session = open;
    if (session != null) {
      return session.state();
    }
    lock.lock();
    try {
      AuthException failure = pauses.failure();
      if (failure == null || openedAt == 0) {
        return SessionState.OPEN;
      }
      return failure instanceof InteractionRequiredException
          ? SessionState.AWAITING_USER
          : SessionState.LOST;
    } finally {
      lock.unlock();
    }
  }

  /** Closes the session, if there is one, and opens no other. */
  void close() {
    closed = true;
    retire();
  }

  private void replace(boolean elsewhere, boolean forced) {
    AuthSession before = open;
    boolean first = openedAt == 0;
    if (elsewhere) {
      homes.moveOn(before == null ? null : before.baseUri());
    }
    retire();
    openUnlessOpen(forced);
    if (!first) {
      String why = elsewhere ? "logged in again at another host" : "logged in again";
      runtime.emit(
          () ->
              new AuthEvent.SessionStateChanged(
                  runtime.clock().instant(), id, name, SessionState.LOST, SessionState.OPEN, why));
    }
  }

  private void openUnlessOpen(boolean forced) {
    if (open != null) {
      return;
    }
    throwInPenalty();
    if (!forced) {
      throwIfHeldBack();
    }
    AuthSession session;
    try {
      AuthStrategy strategy = homes.current();
      session = tickles(strategy) ? limiter.asTickle(strategy::open) : strategy.open();
    } catch (AuthException e) {
      if (e.code().equals(AuthErrorCode.RATE_LIMITED)) {
        limiter.penalize(e.retryAfter().orElse(null), e);
      }
      if (!Thread.currentThread().isInterrupted()) {
        noteFailure(e);
      }
      throw e;
    }
    boolean tooLate;
    lock.lock();
    try {
      tooLate = closed;
      if (!tooLate) {
        pauses.opened();
        session.keepAlive().ifPresent(beat -> supervision = supervise(session, beat));
        openedAt = sequence.incrementAndGet();
        open = session;
      }
    } finally {
      lock.unlock();
    }
    if (tooLate) {
      session.close();
    }
  }

  /** Not even somebody who asks for it logs in while the broker wants to be left alone. */
  private void throwInPenalty() {
    Optional<AuthException> refusal = Penalties.refusal(limiter.penalties(), id);
    if (refusal.isPresent()) {
      throw refusal.get();
    }
  }

  private void throwIfHeldBack() {
    lock.lock();
    try {
      AuthException again = pauses.heldBack();
      if (again != null) {
        throw again;
      }
    } finally {
      lock.unlock();
    }
  }

  private void noteFailure(AuthException e) {
    lock.lock();
    try {
      pauses.failed(e);
    } finally {
      lock.unlock();
    }
  }

  /** A strategy looks with a tickle whether a human has logged in. */
  private static boolean tickles(AuthStrategy strategy) {
    return strategy.capabilities().contains(Capability.INTERACTIVE);
  }

  /** Returns none when the runtime is being closed: nothing is kept alive any more. */
  private AuthRuntime.@Nullable Supervision supervise(AuthSession session, KeepAlive beat) {
    try {
      return runtime.supervise(
          session.strategyId(),
          name,
          "credential",
          Penalties.sparing(limiter, beat, tickles(homes.current())),
          session.origins());
    } catch (RejectedExecutionException e) {
      return null;
    }
  }

  private void retire() {
    AuthSession session;
    lock.lock();
    try {
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

  /** A listener that is told of a login cannot wait for that login. */
  private void refuseWithin() {
    if (flight.isLeader()) {
      throw new IllegalStateException(
          "The session is being opened by this very thread; do not use it in a listener that is"
              + " told of that.");
    }
  }

  private void refuseIfClosed() {
    if (closed) {
      throw new SessionLostException(
          Details.of(AuthErrorCode.SESSION_LOST, "The client is closed: make a new one.")
              .withStrategy(id),
          SessionLostException.Reason.CLOSED);
    }
  }
}
