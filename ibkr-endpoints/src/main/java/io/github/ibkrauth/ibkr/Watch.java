package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.ibkr.BrokerageSession.State;
import io.github.ibkrauth.ibkr.TickleProbe.Finding;
import io.github.ibkrauth.ibkr.TickleProbe.Sign;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an established session alive by beats and notices when it is gone; looks besides soon after
 * every reset, rather than wait for a call to fail. Thread-safe.
 */
final class Watch {

  private static final Duration AFTER_A_TURN = Duration.ofSeconds(2);
  private static final Duration LATEST_AFTER_A_TURN = Duration.ofSeconds(30);

  /** As long as a login lives when nothing is heard of it; every call begins it anew. */
  private static final Duration IDLE_TIME = Duration.ofMinutes(10);

  /** So many looks in a row without a proof of life make the session doubtful. */
  private static final int DOUBTFUL = 2;

  private final TickleProbe probe;
  private final SessionMachine machine;
  private final BrokerageSession.Parts parts;
  private final AuthRuntime runtime;
  private final Upkeep upkeep;
  private final Alarm turn;
  private final ReentrantLock lock = new ReentrantLock();
  private AuthRuntime.@Nullable Supervision beats;
  private volatile int silent;
  private volatile @Nullable Instant loginEnds;

  Watch(TickleProbe probe, SessionMachine machine, BrokerageSession.Parts parts, Upkeep upkeep) {
    this.probe = probe;
    this.machine = machine;
    this.parts = parts;
    this.runtime = parts.runtime();
    this.upkeep = upkeep;
    this.turn = new Alarm(runtime, this::turned);
  }

  /** Begins to beat. */
  void start() {
    lock.lock();
    try {
      stop();
      silent = 0;
      beats =
          runtime.supervise(
              parts.auth().strategyId(),
              parts.auth().name(),
              "brokerage session",
              new BrokerageBeat(parts.settings().times().keepAlive(), this::beat),
              Set.of());
    } catch (RejectedExecutionException e) {
      // The runtime is being closed: nothing is kept alive any more.
      return;
    } finally {
      lock.unlock();
    }
    awaitTurn();
    if (!machine.usable()) {
      // Closed meanwhile.
      stop();
    }
  }

  /** Stops beating. */
  void stop() {
    lock.lock();
    try {
      turn.cancel();
      if (beats != null) {
        beats.close();
        beats = null;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Stops for good. */
  void end() {
    turn.end();
    stop();
  }

  /** Returns when the broker will end the login, if it said so. */
  @Nullable Instant loginEnds() {
    return loginEnds;
  }

  /** Looks, and remembers when the login ends, where the broker says more than its idle time. */
  Finding look() {
    Finding finding = probe.look();
    Duration left = finding.loginLeft();
    if (left != null) {
      boolean idleTime = left.compareTo(IDLE_TIME) <= 0;
      loginEnds = idleTime ? null : runtime.clock().instant().plus(left);
    } else if (finding.sign() == Sign.NO_LOGIN) {
      loginEnds = null;
    }
    return finding;
  }

  /** Looks, and draws the consequences. */
  private Finding beat() {
    long seen = parts.auth().sequence().get();
    Finding finding = look();
    String why = Character.toUpperCase(finding.why().charAt(0)) + finding.why().substring(1) + ".";
    switch (finding.sign()) {
      case ALIVE -> alive(seen);
      case NOT_ESTABLISHED -> {
        if (++silent >= DOUBTFUL) {
          upkeep.settlement().lost(seen, why);
        }
      }
      case UNKNOWN -> doubtful(finding);
      case ANOTHER_LOGIN -> upkeep.settlement().taken(seen, why);
      case NEEDS_USER -> upkeep.settlement().loginRequired(seen, why);
      case NO_BROKERAGE, NO_LOGIN, MOVED -> upkeep.settlement().lost(seen, why);
    }
    return finding;
  }

  private void alive(long seen) {
    silent = 0;
    if (machine.state() == State.DEGRADED) {
      machine.move(State.READY, "It answers again.");
    }
    if (!parts.warmUps().areDone()) {
      upkeep.alone(() -> catchUp(seen));
    }
  }

  /** Does what could not be done when the session was opened. */
  private void catchUp(long seen) {
    try {
      parts
          .warmUps()
          .replay((name, e) -> machine.stepped(SessionStep.WARM_UP, name + " failed", null));
    } catch (NoBrokerageSessionException e) {
      upkeep.settlement().lost(seen, "A list found no brokerage session.");
    }
  }

  private void doubtful(Finding finding) {
    RuntimeException failure = finding.failure();
    String kind = failure == null ? null : Sentences.kind(failure);
    machine.stepped(SessionStep.PROBE, finding.why(), kind);
    if (++silent >= DOUBTFUL) {
      machine.move(
          State.DEGRADED,
          silent
              + " looks in a row got no answer that proves anything"
              + (kind == null ? "." : "; the last was: " + kind + "."));
    }
  }

  private void awaitTurn() {
    Instant now = runtime.clock().instant();
    long span = LATEST_AFTER_A_TURN.minus(AFTER_A_TURN).toMillis();
    Duration jitter = AFTER_A_TURN.plusMillis(Math.round(span * runtime.random().nextDouble()));
    turn.at(parts.settings().calendar().nextTurn(now).plus(jitter));
  }

  private void turned() {
    if (machine.usable()) {
      try {
        beat();
      } catch (RuntimeException | Error e) {
        machine.stepped(SessionStep.PROBE, "given up", Sentences.kind(e));
      }
      if (machine.usable()) {
        awaitTurn();
      }
    }
  }
}
