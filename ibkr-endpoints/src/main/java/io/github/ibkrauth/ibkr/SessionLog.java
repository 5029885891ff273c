package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.ibkr.BrokerageSession.State;
import java.lang.System.Logger.Level;

/**
 * Logs what becomes of a brokerage session, loud only where somebody should look: not for a reset
 * or for maintenance that was to be expected, and once for a loss, not for every attempt to mend
 * it.
 */
final class SessionLog {

  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.ibkr");

  private SessionLog() {}

  /**
   * Logs a change.
   *
   * @param before the last state that was not only on the way to another
   * @param after as it is now
   */
  static void changed(State before, SessionStatus after) {
    LOG.log(
        level(before, after.state()),
        "Brokerage session: {0} after {1}: {2}",
        after.state(),
        before,
        after.why());
  }

  static Level level(State from, State to) {
    if (from == to) {
      return Level.DEBUG;
    }
    return switch (to) {
      case LOST, COMPETING, LOGIN_REQUIRED -> Level.WARNING;
      case READY, DEGRADED, MAINTENANCE -> Level.INFO;
      case IDLE, CONNECTING, CLOSED -> Level.DEBUG;
    };
  }
}
