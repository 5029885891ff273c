package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.InteractionRequiredException;
import io.github.ibkrauth.ibkr.BrokerageSession.State;
import io.github.ibkrauth.ibkr.Outcome.Kind;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Brings the session up when somebody needs it, and back when it was lost: runs rounds of the
 * {@linkplain Ladder ladder}, one at a time, on the thread of a caller in need or on the runtime's
 * own. Thread-safe.
 */
final class Upkeep {

  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.ibkr");
  private static final String OPENING = "Being opened.";

  private final BrokerageSession facade;
  private final SessionMachine machine;
  private final LazyAuthSession auth;
  private final AuthRuntime runtime;
  private final Patience patience;
  private final CompeteRules rules;
  private final Watch watch;
  private final NextRound next;
  private final Settlement settlement;
  private final Ladder ladder;
  private final SingleFlight flight = new SingleFlight(Sentences::interrupted);
  private final AtomicLong term = new AtomicLong();
  private volatile @Nullable RuntimeException failure;

  Upkeep(BrokerageSession facade, BrokerageSession.Parts parts, SessionMachine machine) {
    SessionSettings settings = parts.settings();
    this.facade = facade;
    this.machine = machine;
    this.auth = parts.auth();
    this.runtime = parts.runtime();
    this.patience = new Patience(runtime, settings.calendar());
    this.rules = new CompeteRules(settings, runtime);
    this.watch = new Watch(new TickleProbe(parts.calls()), machine, parts, this);
    this.next = new NextRound(machine, settings, runtime, this::inBackground);
    this.settlement =
        new Settlement(machine, settings.calendar(), patience, rules, watch, next, runtime.clock());
    this.ladder =
        new Ladder(
            watch::look,
            new Opening(parts.calls(), runtime, settings.times()),
            auth,
            parts.warmUps(),
            machine);
  }

  /** Opens, because somebody asked for it. */
  void open() {
    if (machine.usable() || flight.isLeader()) {
      return;
    }
    rules.asked();
    patience.forgive();
    do {
      // A round that was under way when somebody logged out leaves the session closed.
      together(Cause.ASKED);
    } while (machine.state() == State.CLOSED && !facade.isClosed());
    throwUnlessUsable();
  }

  /** Returns when the session is there, having opened it if it may be opened by itself. */
  void require() {
    if (machine.usable() || flight.isLeader()) {
      return;
    }
    State state = machine.state();
    if (state == State.CLOSED) {
      throw Sentences.loggedOut();
    }
    boolean left = state == State.COMPETING && !rules.mayTake();
    if (left || (state != State.CONNECTING && !patience.mayTry())) {
      throw heldBack();
    }
    together(Cause.NEEDED);
    throwUnlessUsable();
  }

  /** Sees to it that the session is opened soon, without waiting for it. */
  void want() {
    if (machine.state() == State.IDLE) {
      next.now();
    }
  }

  /**
   * Does something that calls may be made for on this thread, while no round is run: what such a
   * call needs is not waited for then.
   */
  void alone(Runnable work) {
    flight.run(new Aside(work));
  }

  /** Returns what follows from news. */
  Settlement settlement() {
    return settlement;
  }

  /** Ends everything; {@link #open} begins anew. Returns whether there was anything to end. */
  boolean stop(String why) {
    term.incrementAndGet();
    next.cancel();
    boolean first = machine.move(State.CLOSED, why);
    settlement.ended();
    return first;
  }

  /** Ends everything for good. */
  void end() {
    next.end();
    watch.end();
  }

  /** Returns when the broker will end the login, if it said so. */
  @Nullable Instant loginEnds() {
    return watch.loginEnds();
  }

  private void inBackground() {
    if (flight.isLeader()) {
      // A scheduler that runs tasks on a thread that waits: not in the middle of what that does.
      next.soon(null);
      return;
    }
    try {
      together(Cause.BACKGROUND);
    } catch (RuntimeException | Error e) {
      // Not even an error ends the attempts: nobody else would begin again.
      Level level = e instanceof Error ? Level.WARNING : Level.DEBUG;
      LOG.log(level, "A round was given up: {0}", e.getClass().getName());
      if (Transitions.waits(machine.state())) {
        next.at(patience.refused(false, null));
      }
    }
  }

  /** Runs a round, or shares the one under way; other work is waited for, and is no round. */
  private void together(Cause cause) {
    Runnable done;
    do {
      done = flight.run(() -> round(cause));
    } while (done instanceof Aside && !flight.isLeader());
  }

  private void round(Cause cause) {
    long mine = term.get();
    State before = machine.state();
    if (machine.usable() || facade.isClosed() || (before == State.CLOSED && cause != Cause.ASKED)) {
      return;
    }
    next.cancel();
    begin(cause, before);
    Climb climb =
        new Climb(
            () -> cause != Cause.BACKGROUND || mayClimb(before),
            settlement::rival,
            () -> rules.mayTake() && (cause != Cause.BACKGROUND || patience.mayClimb()),
            cause == Cause.ASKED,
            settlement.isHopeless() && !auth.isInteractive() && auth.mayRenew(),
            () -> term.get() != mine,
            this::connecting);
    if (climb.renewLogin()) {
      settlement.hopeAgain();
    }
    try {
      Outcome outcome = ladder.climb(climb);
      if (outcome.kind() == Kind.READY && term.get() == mine) {
        machine.tell(listener -> listener.opened(facade));
      }
      failure = outcome.failure();
      if (term.get() == mine) {
        settlement.of(outcome);
      }
    } catch (RuntimeException | Error e) {
      if (machine.move(State.LOST, "An attempt was given up: " + Sentences.kind(e) + ".")) {
        next.soon(null);
      }
      throw e;
    } finally {
      if (term.get() != mine) {
        // It may have begun to open just after it was ended.
        machine.move(State.CLOSED, facade.isClosed() ? "Closed." : "Logged out.");
      }
    }
  }

  /** Shows that it is being opened, unless it is only looked whether it could be. */
  private void begin(Cause cause, State before) {
    if (cause == Cause.ASKED) {
      machine.reopen(OPENING);
    } else if (before == State.IDLE
        || (cause == Cause.NEEDED && !Transitions.waitsForOthers(before))) {
      connecting();
    }
  }

  /** Opening a session that is free again is left to whoever asks, with some policies. */
  private boolean mayClimb(State before) {
    return before == State.COMPETING ? rules.opensWhenFree() : patience.mayClimb();
  }

  private void connecting() {
    machine.move(State.CONNECTING, OPENING);
  }

  private void throwUnlessUsable() {
    if (machine.usable()) {
      return;
    }
    RuntimeException why = failure;
    if (machine.state() == State.CLOSED) {
      throw facade.isClosed() ? Sentences.closed() : Sentences.loggedOut();
    }
    throw why != null ? why : heldBack();
  }

  private RuntimeException heldBack() {
    RuntimeException why = failure;
    SessionStatus status = machine.bare();
    if (status.state() == State.COMPETING) {
      return Sentences.competing(status.why());
    }
    if (status.state() == State.LOGIN_REQUIRED && why instanceof InteractionRequiredException) {
      return why;
    }
    Instant now = runtime.clock().instant();
    Duration wait = Duration.between(now, patience.next().orElse(now));
    return Sentences.tooSoon(status, patience.failures(), wait, why);
  }

  /** Work that keeps rounds waiting without being one. */
  private record Aside(Runnable work) implements Runnable {

    @Override
    public void run() {
      work.run();
    }
  }

  /** Why a round is run. */
  private enum Cause {
    /** Somebody asked to open. */
    ASKED,
    /** A call needs the session. */
    NEEDED,
    /** It is time. */
    BACKGROUND
  }
}
