package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.ibkr.BrokerageSession.State;
import io.github.ibkrauth.ibkr.Outcome.Kind;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What follows from news of the session: its next state, what is told to whom, and when it is tried
 * again. Thread-safe.
 */
final class Settlement {

  /** After so many openings in a row that led to nothing, the login itself is opened anew. */
  private static final int HOPELESS = 3;

  private final SessionMachine machine;
  private final SessionCalendar calendar;
  private final Patience patience;
  private final CompeteRules rules;
  private final Watch watch;
  private final NextRound next;
  private final InstantSource clock;
  private volatile boolean openedHere;
  private volatile boolean held;
  private volatile int notEstablished;

  Settlement(
      SessionMachine machine,
      SessionCalendar calendar,
      Patience patience,
      CompeteRules rules,
      Watch watch,
      NextRound next,
      InstantSource clock) {
    this.machine = machine;
    this.calendar = calendar;
    this.patience = patience;
    this.rules = rules;
    this.watch = watch;
    this.next = next;
    this.clock = clock;
  }

  /** Draws the consequences of a round. */
  void of(Outcome outcome) {
    switch (outcome.kind()) {
      case READY -> established(outcome);
      case COMPETING -> competing(outcome);
      case LOGIN_REQUIRED -> {
        machine.move(State.LOGIN_REQUIRED, outcome.why());
        awaitLogin();
      }
      case TROUBLE -> failed(outcome, patience.trouble(outcome.wish()));
      case REFUSED -> {
        boolean hopeless = outcome.failure() instanceof NoBrokerageSessionException;
        notEstablished = hopeless ? notEstablished + 1 : 0;
        failed(outcome, patience.refused(outcome.isSlow(), outcome.wish()));
      }
      case UNCHANGED -> next.at(patience.next().orElse(null));
    }
  }

  /** Notes that the session is gone, unless it was established after a point of the sequence. */
  void lost(long seen, String why) {
    State state = isExpected() ? State.MAINTENANCE : State.LOST;
    if (machine.leave(seen, state, why)) {
      stopWatching();
      patience.lost();
      machine.tell(listener -> listener.lost(why));
      next.soon(patience.next().orElse(null));
    }
  }

  /** Notes that another login has the session, unless it was established after a point. */
  void taken(long seen, String why) {
    if (machine.leave(seen, State.COMPETING, why)) {
      stopWatching();
      countLoss(why);
      machine.tell(BrokerageSessionListener::competing);
      waitForTurn();
    }
  }

  /**
   * Notes that a round found another login in the session. If it was this program's before, that is
   * a loss, however it was noticed.
   *
   * @return what to say of it
   */
  String rival(String why) {
    return held ? countLoss(why) : why;
  }

  /** Notes that a human must log in, unless the session was established after a point. */
  void loginRequired(long seen, String why) {
    if (machine.leave(seen, State.LOGIN_REQUIRED, why)) {
      stopWatching();
      machine.tell(listener -> listener.lost(why));
      awaitLogin();
    }
  }

  /** Notes that nobody wants the session any more. */
  void ended() {
    held = false;
    stopWatching();
  }

  /** Returns whether this program opened the session that it has now. */
  boolean isOpenedHere() {
    return openedHere && machine.usable();
  }

  /** Returns whether opening led to nothing so often that the login may be the reason. */
  boolean isHopeless() {
    return notEstablished >= HOPELESS;
  }

  /** Notes that something is done about that. */
  void hopeAgain() {
    notEstablished = 0;
  }

  /** Stops the beats, but not those of a session that somebody has opened again by now. */
  private void stopWatching() {
    watch.stop();
    if (machine.usable()) {
      watch.start();
    }
  }

  private void established(Outcome outcome) {
    rules.otherLeft();
    patience.succeeded(outcome.opened());
    hopeAgain();
    openedHere = outcome.opened();
    held = true;
    if (machine.move(State.READY, "Established.")) {
      watch.start();
    }
  }

  private void competing(Outcome outcome) {
    String why = rival(outcome.why());
    boolean news = machine.move(State.COMPETING, why);
    if (outcome.opened()) {
      patience.refused(false, outcome.wish());
    }
    if (news) {
      machine.tell(BrokerageSessionListener::competing);
    }
    waitForTurn();
  }

  private String countLoss(String why) {
    held = false;
    String sentence = rules.lost(why);
    machine.because(State.COMPETING, sentence);
    return sentence;
  }

  private void waitForTurn() {
    machine.stepped(SessionStep.AWAIT_TURN, rules.prospect(), null);
    if (rules.mayTake()) {
      next.soon(patience.next().orElse(null));
    } else {
      next.at(rules.opensWhenFree() ? clock.instant().plus(next.pace()) : null);
    }
  }

  private void awaitLogin() {
    machine.stepped(SessionStep.AWAIT_LOGIN, "a human must log in", null);
    next.at(patience.later(next.pace()));
  }

  private void failed(Outcome outcome, Instant due) {
    State state = machine.state();
    if (outcome.kind() == Kind.TROUBLE && Transitions.waitsForOthers(state)) {
      // A look that proves nothing changes nothing.
      next.at(clock.instant().plus(next.pace()));
      return;
    }
    State now = isExpected() ? State.MAINTENANCE : State.LOST;
    if (!machine.move(now, outcome.why())) {
      machine.because(now, outcome.why());
    }
    machine.stepped(SessionStep.WAIT, "until " + due, null);
    next.at(due);
  }

  private boolean isExpected() {
    return calendar.current(clock.instant()).isPresent();
  }
}
