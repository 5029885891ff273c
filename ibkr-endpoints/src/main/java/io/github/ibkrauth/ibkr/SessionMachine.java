package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.ibkr.BrokerageSession.State;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where the session stands: moves from state to state along the {@linkplain Transitions table}, and
 * tells the listeners, outside of its lock. Thread-safe.
 */
final class SessionMachine {

  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.ibkr");

  private final AuthRuntime runtime;
  private final SessionCalendar calendar;
  private final AtomicLong sequence;
  private final List<BrokerageSessionListener> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile SessionStatus status;
  private volatile long establishedAt;
  private State settled = State.IDLE;

  /**
   * Creates it, idle.
   *
   * @param sequence numbers the facts about the session, shared with all who note any
   */
  SessionMachine(AuthRuntime runtime, SessionCalendar calendar, AtomicLong sequence) {
    this.runtime = runtime;
    this.calendar = calendar;
    this.sequence = sequence;
    this.status = SessionStatus.of(State.IDLE, now(), "Nothing has needed it yet.").build();
  }

  State state() {
    return status.state();
  }

  /** Returns the status without a forecast. */
  SessionStatus bare() {
    return status;
  }

  /**
   * Returns the status.
   *
   * @param loginEnds when the broker will end the outer login, if it said so
   */
  SessionStatus status(@Nullable Instant loginEnds) {
    Instant now = now();
    Interruption next = calendar.next(now);
    if (loginEnds != null && loginEnds.isAfter(now) && loginEnds.isBefore(next.at())) {
      next = new Interruption(loginEnds, loginEnds, "the end of the login");
    }
    return status.toBuilder().forecast(next).build();
  }

  /** Returns whether calls may go out: established, as far as is known. */
  boolean usable() {
    return Transitions.usable(status.state());
  }

  /** Returns whether the session was ever established. */
  boolean wasEstablished() {
    return establishedAt != 0;
  }

  /**
   * Moves to a state, if the table allows that; otherwise does nothing. A closed session stays
   * closed.
   */
  boolean move(State to, String why) {
    return move(state -> state != State.CLOSED, to, why);
  }

  /** Begins to open, also after a logout. */
  void reopen(String why) {
    move(state -> true, State.CONNECTING, why);
  }

  /** Leaves the usable states, unless the session was established after a point of the sequence. */
  boolean leave(long seen, State to, String why) {
    return move(state -> Transitions.usable(state) && establishedAt <= seen, to, why);
  }

  /** Notes what was done. */
  void stepped(SessionStep step, String outcome, @Nullable String error) {
    update(
        now ->
            now.toBuilder()
                .lastStep(step)
                .lastError(error == null ? now.lastError().orElse(null) : error)
                .build());
    LOG.log(Level.DEBUG, "Brokerage session: {0}: {1}", step, outcome);
    tell(listener -> listener.step(step, outcome));
  }

  /** Notes when the next attempt will be, and why there is none now. */
  void waiting(@Nullable Instant next) {
    update(
        now -> now.toBuilder().nextAttempt(Transitions.waits(now.state()) ? next : null).build());
  }

  /** Notes another reason for the present state. */
  void because(State state, String why) {
    update(now -> now.state() == state ? now.toBuilder().why(why).build() : now);
  }

  void add(BrokerageSessionListener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
  }

  void remove(BrokerageSessionListener listener) {
    listeners.remove(Objects.requireNonNull(listener, "listener"));
  }

  /** Tells every listener; what one throws concerns nobody else. */
  void tell(Consumer<BrokerageSessionListener> what) {
    for (BrokerageSessionListener listener : listeners) {
      try {
        what.accept(listener);
      } catch (RuntimeException | Error e) {
        LOG.log(
            Level.WARNING,
            "The listener {0} threw {1}",
            listener.getClass().getName(),
            e.getClass().getName());
      }
    }
  }

  private boolean move(Predicate<State> from, State to, String why) {
    SessionStatus before;
    SessionStatus after;
    State settledBefore;
    lock.lock();
    try {
      before = status;
      if (!from.test(before.state()) || !Transitions.allowed(before.state(), to)) {
        return false;
      }
      SessionStatus.Builder next = before.toBuilder().state(to, now(), why).nextAttempt(null);
      if (to == State.READY) {
        next.lastError(null);
        if (before.state() == State.CONNECTING) {
          establishedAt = sequence.incrementAndGet();
        }
      }
      after = next.build();
      status = after;
      settledBefore = settled;
      settled = to == State.CONNECTING ? settled : to;
    } finally {
      lock.unlock();
    }
    SessionLog.changed(settledBefore, after);
    tell(listener -> listener.changed(before, after));
    return true;
  }

  private void update(UnaryOperator<SessionStatus> how) {
    lock.lock();
    try {
      status = how.apply(status);
    } finally {
      lock.unlock();
    }
  }

  private Instant now() {
    return runtime.clock().instant();
  }
}
