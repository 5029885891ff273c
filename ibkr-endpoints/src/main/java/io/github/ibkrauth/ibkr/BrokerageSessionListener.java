package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.ApiLevel;
import java.time.Duration;

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
   * The session is gone; it is brought back as soon as that is possible.
   *
   * @param why a sentence's worth of reason
   */
  default void lost(String why) {}

  /** Another login of the same user name has the session. */
  default void competing() {}

  /**
   * The broker answered 429: nothing goes out for a while, neither a call nor a tickle nor a login,
   * whoever asks. Told once for each penalty; the session may be lost by its end.
   *
   * @param pause how long, from now on
   */
  default void penalized(Duration pause) {}

  /** This program ended the session. */
  default void closed() {}

  /**
   * The session went from one state to another.
   *
   * @param before as it was, without a forecast
   * @param after as it is now, without a forecast
   */
  default void changed(SessionStatus before, SessionStatus after) {}

  /**
   * A step was made to bring the session up or to keep it; successful beats are none.
   *
   * @param step which
   * @param outcome what came of it, in a few words without secrets
   */
  default void step(SessionStep step, String outcome) {}
}
