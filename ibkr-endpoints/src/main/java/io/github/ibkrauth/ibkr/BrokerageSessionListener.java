package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.ApiLevel;

/**
 * Is told how the brokerage session fares. Called on the acting thread, outside all locks: be
 * quick. An exception is logged by its class and otherwise ignored. Must be thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public interface BrokerageSessionListener {

  /**
   * The session was established, for the first time or again. What the broker forgets with a
   * session, such as suppressed order questions, is to be set again here: other threads' calls that
   * need the session go out after this has returned.
   *
   * @param session the session; calls from this method on this thread may use it
   */
  default void opened(BrokerageSession session) {}

  /**
   * The session is gone; the next call that needs it opens it again.
   *
   * @param why a sentence's worth of reason
   */
  default void lost(String why) {}

  /** Another login of the same user name has the session; nothing is done until somebody asks. */
  default void competing() {}

  /** This program ended the session. */
  default void closed() {}
}
