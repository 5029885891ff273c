package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.SessionState;
import io.github.ibkrauth.auth.token.Backoff;
import io.github.ibkrauth.ibkr.IbkrException.Failure;
import io.github.ibkrauth.ibkr.endpoint.Endpoint;
import io.github.ibkrauth.ibkr.endpoint.Endpoints;
import io.github.ibkrauth.ibkr.endpoint.SessionEndpoints;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The brokerage session: what orders, market data and everything else below {@code /iserver} need,
 * of which a user name has one over all its logins. It is opened by {@link #open()} or by the first
 * call that needs it, and kept alive until it is closed.
 *
 * <p>When it is lost, the next call that needs it opens it again. When another login takes it, that
 * is a state and not a fight: calls fail with {@link CompetingSessionException} until somebody says
 * {@link #open()}. A call that needs the session does not try again right after a failed attempt,
 * but waits ever longer between attempts, up to half an hour: endless logins end in a ban.
 *
 * <p>Closing does not log out, since that would end the outer session too, which other programs may
 * share and which with the Client Portal Gateway a human opened; {@link #logout()} does.
 *
 * <p>Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class BrokerageSession implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.ibkr");
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(30));

  /** What exceptions name that no single call caused. */
  static final Endpoint STATUS =
      Endpoints.find("POST", "/iserver/auth/status").orElseThrow(IllegalStateException::new);

  private final Opening opening;
  private final SessionEndpoints calls;
  private final LazyAuthSession auth;
  private final AuthRuntime runtime;
  private final SessionSettings settings;
  private final WarmUp brokerageAccounts;
  private final WarmUp portfolioAccounts;
  private final AtomicLong sequence;
  private final SingleFlight flight = new SingleFlight(() -> interrupted(STATUS));
  private final List<BrokerageSessionListener> listeners = new CopyOnWriteArrayList<>();

  private final ReentrantLock lock = new ReentrantLock();
  private volatile State state = State.IDLE;
  private volatile long establishedAt;
  private volatile boolean closed;
  private int failures;
  private @Nullable Instant notBefore;
  private volatile AuthRuntime.@Nullable Supervision supervision;

  BrokerageSession(Parts parts) {
    this.calls = parts.calls;
    this.auth = parts.auth;
    this.runtime = parts.runtime;
    this.settings = parts.settings;
    this.brokerageAccounts = parts.brokerageAccounts;
    this.portfolioAccounts = parts.portfolioAccounts;
    this.sequence = parts.sequence;
    this.opening = new Opening(calls, runtime, settings, () -> closed);
  }

  /**
   * Opens the session, or takes it back from another login where {@code ibkr.session.compete}
   * allows that; returns at once when it is open. Callers at the same time share one attempt.
   *
   * @throws CompetingSessionException when another login has it and keeps it
   * @throws NoBrokerageSessionException when it is not established within {@code
   *     ibkr.session.open-timeout}
   * @throws IbkrException when a call on the way fails
   * @throws io.github.ibkrauth.auth.error.AuthException when authenticating fails
   */
  public void open() {
    refuseIfClosed();
    flight.run(() -> establishUnlessReady(true));
  }

  /** Returns where the session stands, as far as is known without asking. */
  public State state() {
    State now = state;
    AuthRuntime.Supervision beats = supervision;
    boolean silent =
        beats != null
            && (beats.state() == SessionState.DEGRADED || beats.state() == SessionState.LOST);
    return now == State.READY && silent ? State.DEGRADED : now;
  }

  /** Adds a listener. */
  public void addListener(BrokerageSessionListener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
  }

  /** Removes a listener. */
  public void removeListener(BrokerageSessionListener listener) {
    listeners.remove(Objects.requireNonNull(listener, "listener"));
  }

  /**
   * Logs out at the broker: ends this session and the outer one with it, also for other programs
   * that share it. That it was gone already is no error. {@link #open()} begins anew.
   *
   * @throws IbkrException when the broker could not be told
   */
  public void logout() {
    stop();
    try {
      calls.logout();
    } catch (AccessRefusedException alreadyGone) {
      LOG.log(Level.DEBUG, "The session was gone before the logout");
    }
  }

  /** Stops keeping the session alive, without logging out. Twice does nothing. */
  @Override
  public void close() {
    closed = true;
    stop();
  }

  /** Returns when the session is there, having opened it if it may be opened by itself. */
  void require() {
    if (state == State.READY || flight.isLeader()) {
      return;
    }
    refuseIfClosed();
    switch (state) {
      case COMPETING -> throw competing("Another login of this user name has it.");
      case CLOSED ->
          throw new NoBrokerageSessionException(
              Failure.of(STATUS, "There is no brokerage session after the logout: open it again."));
      default -> {
        refuseTooSoon();
        // What was lost to another login is not taken back without being asked.
        flight.run(() -> establishUnlessReady(establishedAt == 0));
      }
    }
  }

  /** Notes that the session is gone, unless it was established after a point of the sequence. */
  void lost(long seen, String why) {
    if (leave(seen, State.LOST)) {
      tell(listener -> listener.lost(why));
    }
  }

  private void establishUnlessReady(boolean takeOver) {
    if (!connecting()) {
      return;
    }
    try {
      opening.establish(takeOver);
      brokerageAccounts.forget();
      brokerageAccounts.require();
      if (establishedAt != 0) {
        portfolioAccounts.forget();
      }
      portfolioAccounts.require();
      refuseIfClosed();
      tell(listener -> listener.opened(this));
    } catch (RuntimeException e) {
      failed(e);
      throw e;
    }
    established();
  }

  private boolean connecting() {
    lock.lock();
    try {
      refuseIfClosed();
      if (state == State.READY) {
        return false;
      }
      state = State.CONNECTING;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void established() {
    lock.lock();
    try {
      failures = 0;
      notBefore = null;
      if (state != State.CONNECTING) {
        return;
      }
      establishedAt = sequence.incrementAndGet();
      state = State.READY;
      stopBeating();
      supervision =
          runtime.supervise(
              auth.strategyId(),
              auth.name(),
              "brokerage session",
              new BrokerageBeat(settings.keepAliveInterval(), this::look),
              Set.of());
    } finally {
      lock.unlock();
    }
  }

  private void failed(RuntimeException e) {
    boolean competing = e instanceof CompetingSessionException;
    lock.lock();
    try {
      if (!Thread.currentThread().isInterrupted()) {
        failures++;
        notBefore = runtime.clock().instant().plus(BACKOFF.delay(failures, runtime.random()));
      }
      if (state == State.CONNECTING) {
        state = competing ? State.COMPETING : State.LOST;
      }
    } finally {
      lock.unlock();
    }
    if (competing) {
      tell(BrokerageSessionListener::competing);
    }
  }

  private TickleProbe.Finding look() {
    long seen = sequence.get();
    TickleProbe.Finding finding = new TickleProbe(calls).look();
    switch (finding.verdict()) {
      case DEAD -> lost(seen, finding.why());
      case COMPETING -> {
        if (leave(seen, State.COMPETING)) {
          tell(BrokerageSessionListener::competing);
        }
      }
      default -> {}
    }
    return finding;
  }

  /** Leaves the state READY, unless that was reached after a point of the sequence. */
  private boolean leave(long seen, State next) {
    lock.lock();
    try {
      if (state != State.READY || establishedAt > seen) {
        return false;
      }
      state = next;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void stop() {
    boolean first;
    lock.lock();
    try {
      first = state != State.CLOSED;
      state = State.CLOSED;
      stopBeating();
    } finally {
      lock.unlock();
    }
    brokerageAccounts.forget();
    portfolioAccounts.forget();
    if (first) {
      tell(BrokerageSessionListener::closed);
    }
  }

  private void stopBeating() {
    AuthRuntime.Supervision beats = supervision;
    if (beats != null) {
      beats.close();
      supervision = null;
    }
  }

  private void refuseIfClosed() {
    if (closed) {
      throw new NoBrokerageSessionException(
          Failure.of(STATUS, "The brokerage session is closed with its client: make a new one."));
    }
  }

  private void refuseTooSoon() {
    lock.lock();
    try {
      Instant now = runtime.clock().instant();
      if (state != State.CONNECTING && notBefore != null && now.isBefore(notBefore)) {
        Duration wait = Duration.between(now, notBefore);
        throw new NoBrokerageSessionException(
            Failure.of(
                    STATUS,
                    "There is no brokerage session: opening it has failed "
                        + (failures == 1 ? "once" : failures + " times in a row")
                        + ", and is not tried by itself for another "
                        + Math.max(1, wait.toSeconds())
                        + " s. Call open() to try now.")
                .thatMayPass()
                .withRetryAfter(wait));
      }
    } finally {
      lock.unlock();
    }
  }

  private void tell(Consumer<BrokerageSessionListener> what) {
    for (BrokerageSessionListener listener : listeners) {
      try {
        what.accept(listener);
      } catch (RuntimeException e) {
        LOG.log(
            Level.WARNING,
            "The listener {0} threw {1}",
            listener.getClass().getName(),
            e.getClass().getName());
      }
    }
  }

  static CompetingSessionException competing(String why) {
    return new CompetingSessionException(
        Failure.of(
            STATUS,
            "There is no brokerage session: "
                + why
                + " Close the other program, or call open() with ibkr.session.compete=true to take"
                + " it over; for work in parallel the broker offers a second user name."));
  }

  static NoAnswerException interrupted(Endpoint endpoint) {
    return new NoAnswerException(
        Failure.of(endpoint, endpoint + " was given up, because its thread was interrupted."),
        NoAnswerException.Reason.INTERRUPTED);
  }

  /** Where the session stands. */
  public enum State {
    /** Not opened yet. */
    IDLE,
    /** Being opened. */
    CONNECTING,
    /** Established, as far as is known. */
    READY,
    /** Established, but the last signs of life are missing. */
    DEGRADED,
    /** Another login of the same user name has it. */
    COMPETING,
    /** Gone, or it could not be opened; the next call that needs it tries again. */
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
      AtomicLong sequence,
      WarmUp brokerageAccounts,
      WarmUp portfolioAccounts) {}
}
