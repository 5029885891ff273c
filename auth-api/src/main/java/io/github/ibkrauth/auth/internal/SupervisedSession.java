package io.github.ibkrauth.auth.internal;

import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.SessionState;
import io.github.ibkrauth.auth.http.Origin;
import io.github.ibkrauth.auth.spi.KeepAlive;
import io.github.ibkrauth.auth.time.TaskScheduler;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One session being kept alive: schedules each beat when the one before has ended. Thread-safe. */
final class SupervisedSession implements AuthRuntime.Supervision {

  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.auth");

  /** The earliest first beat, as a part of the interval. */
  private static final double FIRST = 0.1;

  private final SessionSupervisor supervisor;
  private final AuthRuntime runtime;
  private final Names names;
  private final KeepAlive keepAlive;
  private final Duration interval;
  private final Duration deadline;
  private final Set<Origin> coveredBy;

  private final ReentrantLock lock = new ReentrantLock();
  private volatile SessionState state = SessionState.OPEN;
  private Instant lastSign;
  private int missedInARow;
  private TaskScheduler.@Nullable Scheduled next;

  SupervisedSession(
      SessionSupervisor supervisor,
      AuthRuntime runtime,
      Names names,
      KeepAlive keepAlive,
      Set<Origin> coveredBy) {
    this.supervisor = supervisor;
    this.runtime = runtime;
    this.names = names;
    this.keepAlive = keepAlive;
    this.interval = keepAlive.interval();
    this.deadline = keepAlive.deadline();
    if (interval.isNegative() || interval.isZero() || deadline.compareTo(interval) <= 0) {
      throw new IllegalArgumentException(
          "want 0 < interval < deadline, not " + interval + " and " + deadline);
    }
    this.coveredBy = coveredBy;
    this.lastSign = runtime.clock().instant();
  }

  /** Beats first at a random moment of the first interval, so that many sessions spread over it. */
  void start() {
    schedule(FIRST + (1 - FIRST) * runtime.random().nextDouble());
  }

  @Override
  public SessionState state() {
    return state;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      state = SessionState.CLOSED;
      if (next != null) {
        next.cancel();
        next = null;
      }
    } finally {
      lock.unlock();
    }
    supervisor.forget(this);
  }

  private void scheduleNext() {
    // Earlier only: ten percent of jitter keeps many clients from beating together.
    schedule(0.9 + 0.1 * runtime.random().nextDouble());
  }

  private void schedule(double part) {
    long delay = Math.max(1, Math.round(interval.toMillis() * part));
    lock.lock();
    try {
      if (state != SessionState.CLOSED) {
        next = runtime.scheduler().schedule(this::turn, Duration.ofMillis(delay));
      }
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "The scheduler is shut down; {0} is no longer kept alive", names.name);
    } finally {
      lock.unlock();
    }
  }

  private void turn() {
    if (state == SessionState.CLOSED) {
      return;
    }
    try {
      Optional<Instant> touched = supervisor.touchedWithin(coveredBy, interval.dividedBy(2));
      if (touched.isPresent()) {
        heard(touched.get(), SessionState.OPEN, "another request kept it alive");
      } else {
        beat();
      }
    } finally {
      scheduleNext();
    }
  }

  private void beat() {
    Instant start = runtime.clock().instant();
    KeepAlive.Beat beat;
    try {
      beat = Objects.requireNonNull(keepAlive.beat(), "beat() gave null");
    } catch (RuntimeException | Error e) {
      LOG.log(Level.DEBUG, "The beat {0} threw {1}", names.name, e.getClass().getName());
      beat = KeepAlive.Beat.MISSED;
    }
    Instant end = runtime.clock().instant();
    if (beat == KeepAlive.Beat.MISSED) {
      missed(end);
      return;
    }
    KeepAlive.Beat answer = beat;
    runtime.emit(
        () ->
            new AuthEvent.KeepAliveBeat(
                end,
                names.strategyId,
                names.sessionId,
                names.name,
                answer,
                Duration.between(start, end)));
    switch (beat) {
      case OK -> heard(end, SessionState.OPEN, "the beat was answered");
      case NEEDS_USER -> heard(end, SessionState.AWAITING_USER, "a human must log in");
      default -> moveTo(SessionState.LOST, "the server says that the session is gone");
    }
  }

  private void heard(Instant when, SessionState newState, String why) {
    lock.lock();
    try {
      lastSign = when;
      missedInARow = 0;
    } finally {
      lock.unlock();
    }
    moveTo(newState, why);
  }

  private void missed(Instant now) {
    int count;
    Duration silence;
    lock.lock();
    try {
      count = ++missedInARow;
      silence = Duration.between(lastSign, now);
    } finally {
      lock.unlock();
    }
    runtime.emit(
        () ->
            new AuthEvent.KeepAliveMissed(
                now, names.strategyId, names.sessionId, names.name, count, silence));
    if (silence.compareTo(deadline) > 0) {
      moveTo(SessionState.LOST, "no sign of life for " + silence.toSeconds() + " s");
    } else if (count >= 2 && state == SessionState.OPEN) {
      // A session that is lost, or waits for a human, does not get better by silence.
      moveTo(SessionState.DEGRADED, count + " beats without an answer");
    }
  }

  private void moveTo(SessionState newState, String why) {
    SessionState before;
    lock.lock();
    try {
      before = state;
      if (before == newState || before == SessionState.CLOSED) {
        return;
      }
      state = newState;
    } finally {
      lock.unlock();
    }
    runtime.emit(
        () ->
            new AuthEvent.SessionStateChanged(
                runtime.clock().instant(),
                names.strategyId,
                names.sessionId,
                before,
                newState,
                why));
  }

  record Names(String strategyId, String sessionId, String name) {}
}
