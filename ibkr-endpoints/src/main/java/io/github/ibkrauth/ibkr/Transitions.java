package io.github.ibkrauth.ibkr;

import static io.github.ibkrauth.ibkr.BrokerageSession.State.CLOSED;
import static io.github.ibkrauth.ibkr.BrokerageSession.State.COMPETING;
import static io.github.ibkrauth.ibkr.BrokerageSession.State.CONNECTING;
import static io.github.ibkrauth.ibkr.BrokerageSession.State.DEGRADED;
import static io.github.ibkrauth.ibkr.BrokerageSession.State.LOGIN_REQUIRED;
import static io.github.ibkrauth.ibkr.BrokerageSession.State.LOST;
import static io.github.ibkrauth.ibkr.BrokerageSession.State.MAINTENANCE;
import static io.github.ibkrauth.ibkr.BrokerageSession.State.READY;

import io.github.ibkrauth.ibkr.BrokerageSession.State;
import java.util.EnumSet;
import java.util.Set;

/** From which state a brokerage session may go to which. */
final class Transitions {

  private Transitions() {}

  /** Returns whether the step exists; staying where one is, is none. */
  static boolean allowed(State from, State to) {
    return next(from).contains(to);
  }

  /** Returns where it may go from a state. */
  static Set<State> next(State from) {
    return switch (from) {
      case IDLE -> EnumSet.of(CONNECTING, CLOSED);
      case CONNECTING -> EnumSet.of(READY, COMPETING, MAINTENANCE, LOGIN_REQUIRED, LOST, CLOSED);
      case READY -> EnumSet.of(DEGRADED, COMPETING, MAINTENANCE, LOGIN_REQUIRED, LOST, CLOSED);
      case DEGRADED -> EnumSet.of(READY, COMPETING, MAINTENANCE, LOGIN_REQUIRED, LOST, CLOSED);
      case COMPETING -> EnumSet.of(CONNECTING, MAINTENANCE, LOGIN_REQUIRED, LOST, CLOSED);
      case MAINTENANCE -> EnumSet.of(CONNECTING, COMPETING, LOGIN_REQUIRED, LOST, CLOSED);
      case LOGIN_REQUIRED -> EnumSet.of(CONNECTING, COMPETING, MAINTENANCE, LOST, CLOSED);
      case LOST -> EnumSet.of(CONNECTING, COMPETING, MAINTENANCE, LOGIN_REQUIRED, CLOSED);
      case CLOSED -> EnumSet.of(CONNECTING);
    };
  }

  /** Returns whether calls may go out. */
  static boolean usable(State state) {
    return state == READY || state == DEGRADED;
  }

  /** Returns whether the session waits there for what somebody else does. */
  static boolean waitsForOthers(State state) {
    return state == COMPETING || state == LOGIN_REQUIRED;
  }

  /** Returns whether the session waits there for its next attempt. */
  static boolean waits(State state) {
    return state == LOST || state == MAINTENANCE || state == COMPETING || state == LOGIN_REQUIRED;
  }
}
