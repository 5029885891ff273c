package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.AuthRuntime;
import java.time.Instant;

/** Whether the session may be taken from another login now. Thread-safe. */
final class CompeteRules {

  private final SessionSettings settings;
  private final AuthRuntime runtime;
  private final DuelWatch duel;

  CompeteRules(SessionSettings settings, AuthRuntime runtime) {
    this.settings = settings;
    this.runtime = runtime;
    this.duel = new DuelWatch(settings.duel());
  }

  /** Returns whether the session may be taken. */
  boolean mayTake() {
    boolean policy =
        switch (settings.compete()) {
          case TAKE -> true;
          case YIELD, FAIL -> false;
          case TAKE_IN_WINDOW -> inWindow();
        };
    return policy && !duel.stopped();
  }

  /** Returns whether a session that is free again is opened without being asked. */
  boolean opensWhenFree() {
    return settings.compete() != CompetePolicy.FAIL;
  }

  /**
   * Notes that another login took the session.
   *
   * @return what becomes of it: a sentence
   */
  String lost(String why) {
    Instant now = runtime.clock().instant();
    boolean expected = settings.calendar().current(now).isPresent();
    boolean fight = expected ? duel.stopped() : duel.lost(now);
    return why + (why.endsWith(".") ? " " : ". ") + prospect(fight);
  }

  /** Notes that the other has gone. */
  void otherLeft() {
    duel.otherLeft();
  }

  /** Notes that somebody asked to open. */
  void asked() {
    duel.forgive();
  }

  /** Says what becomes of a session that another login has. */
  String prospect() {
    return prospect(duel.stopped());
  }

  private String prospect(boolean fight) {
    if (fight) {
      return "With ibkr.session.compete="
          + word()
          + " "
          + duel.words()
          + " It is opened when the other has gone, or by open().";
    }
    return switch (settings.compete()) {
      case TAKE -> "It is taken back.";
      case TAKE_IN_WINDOW ->
          inWindow()
              ? "It is taken back."
              : "It is opened when the other has gone, and taken within ibkr.session.take-window.";
      case YIELD -> "It is opened when the other has gone.";
      case FAIL -> "It stays there until open() is called.";
    };
  }

  private String word() {
    return settings.compete() == CompetePolicy.TAKE ? "take" : "take-in-window";
  }

  private boolean inWindow() {
    Instant now = runtime.clock().instant();
    return settings.takeWindows().stream().anyMatch(window -> window.covers(now));
  }
}
