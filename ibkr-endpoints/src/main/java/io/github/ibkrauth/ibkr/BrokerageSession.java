package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.ibkr.SessionSettings.LogoutOnClose;
import io.github.ibkrauth.ibkr.TickleProbe.Sign;
import io.github.ibkrauth.ibkr.endpoint.SessionEndpoints;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The brokerage session: what orders, market data and everything else below {@code /iserver} need,
 * of which a user name has one over all its logins. It is opened by {@link #open()} or by the first
 * call that needs it, and kept alive until it is closed.
 *
 * <p>When it is lost, it is brought back without being asked: looked at, opened again, and if that
 * does not help the outer login is renewed, with ever longer pauses between attempts, up to half an
 * hour: endless logins end in a ban. A call that needs the session meanwhile joins the attempt, or
 * fails with the reason. Trouble of the network or of the server costs nothing but time. What
 * happens when another login has the session is decided by {@code ibkr.session.compete}.
 *
 * <p>{@link #status()} tells where it stands and why, {@link #awaitReady} waits for it, and {@link
 * BrokerageSessionListener}s are told of every change.
 *
 * <p>Closing does not log out unless {@code ibkr.session.logout-on-close} says so, since that would
 * end the outer session too, which other programs may share and which with the Client Portal
 * Gateway a human opened; {@link #logout()} does.
 *
 * <p>Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class BrokerageSession implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.ibkr");
  private static final Duration LONGEST_NAP = Duration.ofMillis(200);

  /** A call that is refused again and again is no reason to look as often. */
  private static final Duration CHECKED = Duration.ofSeconds(5);

  private final Parts parts;
  private final SessionMachine machine;
  private final Upkeep upkeep;
  private final SingleFlight loginCheck = new SingleFlight(Sentences::interrupted);
  private volatile boolean closed;
  private volatile @Nullable Instant loginCheckedAt;

  BrokerageSession(Parts parts) {
    this.parts = parts;
    this.machine =
        new SessionMachine(parts.runtime(), parts.settings().calendar(), parts.auth().sequence());
    this.upkeep = new Upkeep(this, parts, machine);
  }

  /**
   * Opens the session now, without regard to pauses, or takes it back from another login where
   * {@code ibkr.session.compete} allows that; returns at once when it is open. Callers at the same
   * time share one attempt.
   *
   * @throws CompetingSessionException when another login has it and keeps it
   * @throws NoBrokerageSessionException when it is not established within {@code
   *     ibkr.session.open-timeout}
   * @throws IbkrException when a call on the way fails
   * @throws io.github.ibkrauth.auth.error.AuthException when authenticating fails
   */
  public void open() {
    refuseIfClosed();
    upkeep.open();
  }

  /** Returns where the session stands, as far as is known without asking. */
  public State state() {
    return machine.state();
  }

  /** Returns where the session stands, why, and what comes next, without asking the broker. */
  public SessionStatus status() {
    return machine.status(upkeep.loginEnds());
  }

  /**
   * Waits until the session is {@link State#READY}. One that nobody needed so far begins to be
   * opened; one that was lost is being brought back anyhow, and waiting does not hurry it.
   *
   * @param timeout how long at most
   * @throws CompetingSessionException when another login has it by then
   * @throws NoBrokerageSessionException when it is not ready by then, or closed; the message says
   *     why and when the next attempt is due
   * @throws NoAnswerException when the thread is interrupted; its interrupt status is set again
   */
  public void awaitReady(Duration timeout) {
    Instant start = parts.runtime().clock().instant();
    Instant end = start.plus(timeout);
    upkeep.want();
    while (machine.state() != State.READY) {
      refuseIfClosed();
      if (machine.state() == State.CLOSED) {
        throw Sentences.loggedOut();
      }
      Instant now = parts.runtime().clock().instant();
      Duration left = Duration.between(now, end);
      if (left.isZero() || left.isNegative() || now.isBefore(start)) {
        throw Sentences.notReady(status(), timeout, now);
      }
      Duration nap = left.compareTo(LONGEST_NAP) < 0 ? left : LONGEST_NAP;
      try {
        parts.runtime().sleeper().sleep(nap);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Sentences.interrupted();
      }
    }
  }

  /** Adds a listener. */
  public void addListener(BrokerageSessionListener listener) {
    machine.add(listener);
  }

  /** Removes a listener. */
  public void removeListener(BrokerageSessionListener listener) {
    machine.remove(listener);
  }

  /**
   * Adds something that the broker forgets with a session and that is done anew whenever the
   * session was established, such as suppressing questions. What fails for another reason than a
   * lost session is tried again with the next beat.
   *
   * @param name unique; {@code brokerage-accounts} and {@code portfolio-accounts} are there already
   * @param warmUp does it; its calls on this thread may use the session
   * @param after the names of what must be done before
   * @throws IllegalArgumentException when the name is taken, or one of the others unknown
   */
  public void addWarmUp(String name, Consumer<BrokerageSession> warmUp, String... after) {
    Objects.requireNonNull(warmUp, "warmUp");
    parts.warmUps().add(name, false, () -> warmUp.accept(this), List.of(after));
  }

  /**
   * Logs out at the broker: ends this session and the outer one with it, also for other programs
   * that share it. That it was gone already is no error. {@link #open()} begins anew.
   *
   * @throws IbkrException when the broker could not be told
   */
  public void logout() {
    stop("Logged out.");
    try {
      parts.calls().logout();
    } catch (AccessRefusedException alreadyGone) {
      LOG.log(Level.DEBUG, "The session was gone before the logout");
    }
  }

  /**
   * Stops keeping the session alive, and logs out if {@code ibkr.session.logout-on-close} says so.
   * Twice does nothing.
   */
  @Override
  public void close() {
    boolean logOut =
        !closed
            && parts.settings().logoutOnClose() == LogoutOnClose.IF_OPENED
            && upkeep.settlement().isOpenedHere()
            && !parts.auth().isInteractive();
    closed = true;
    stop("Closed.");
    upkeep.end();
    if (logOut) {
      try {
        parts.calls().logout();
      } catch (RuntimeException e) {
        LOG.log(Level.DEBUG, "The broker could not be told of the logout: {0}", Sentences.kind(e));
      }
    }
  }

  /** Notes that the broker wants to be left alone. */
  void penalized(Duration pause) {
    String wait = "429: nothing is sent for " + pause.toSeconds() + " s";
    machine.stepped(SessionStep.WAIT, wait, "RateLimited 429");
    machine.tell(listener -> listener.penalized(pause));
  }

  boolean isClosed() {
    return closed;
  }

  /** Returns when the session is there, having opened it if it may be opened by itself. */
  void require() {
    if (!machine.usable()) {
      refuseIfClosed();
      upkeep.require();
    }
  }

  /** Notes that the session is gone, unless it was established after a point of the sequence. */
  void lost(long seen, String why) {
    upkeep.settlement().lost(seen, why);
  }

  /**
   * Looks whether the outer login is gone, because a call was refused for it, and if so opens it
   * anew.
   *
   * @param seen the point of the sequence before the call
   * @return whether there is another login now
   */
  boolean loginRefused(long seen) {
    if (!parts.auth().openedSince(seen) && !closed) {
      loginCheck.run(() -> renewIfGone(seen));
    }
    boolean renewed = parts.auth().openedSince(seen);
    if (renewed) {
      lost(seen, "The outer login was renewed.");
    }
    return renewed;
  }

  private void renewIfGone(long seen) {
    Instant now = parts.runtime().clock().instant();
    Instant last = loginCheckedAt;
    if (last != null && !now.isBefore(last) && now.isBefore(last.plus(CHECKED))) {
      return;
    }
    loginCheckedAt = now;
    TickleProbe.Finding finding = new TickleProbe(parts.calls()).look();
    boolean moved = finding.sign() == Sign.MOVED;
    if ((moved || finding.sign() == Sign.NO_LOGIN)
        && parts.auth().renew(seen, moved && parts.auth().canChangeHost(), false)) {
      parts.warmUps().forget();
    }
  }

  private void stop(String why) {
    boolean first = upkeep.stop(why);
    parts.warmUps().forget();
    if (first) {
      machine.tell(BrokerageSessionListener::closed);
    }
  }

  private void refuseIfClosed() {
    if (closed) {
      throw Sentences.closed();
    }
  }

  /** Where the session stands. */
  public enum State {
    /** Nothing has needed it yet. */
    IDLE,
    /** Being opened. */
    CONNECTING,
    /** Established, as far as is known. */
    READY,
    /** Established, but the last signs of life are missing. */
    DEGRADED,
    /** Another login of the same user name has it. */
    COMPETING,
    /** Not to be had, at a time when that was to be expected. */
    MAINTENANCE,
    /** A human must log in. */
    LOGIN_REQUIRED,
    /** Gone, or it could not be opened; it is tried again. */
    LOST,
    /** Ended by this program. */
    CLOSED
  }

  /** What a brokerage session is made of. */
  record Parts(
      SessionEndpoints calls,
      LazyAuthSession auth,
      AuthRuntime runtime,
      SessionSettings settings,
      WarmUps warmUps) {}
}
