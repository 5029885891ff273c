package io.github.ibkrauth.auth.spi;

import io.github.ibkrauth.auth.ApiLevel;
import java.time.Duration;

/**
 * What a session needs to stay alive, and how often; the supervisor in {@link
 * io.github.ibkrauth.auth.AuthRuntime} decides when and on which thread. A beat never overlaps
 * itself.
 */
@ApiLevel(ApiLevel.Kind.SPI)
public interface KeepAlive {

  /**
   * Returns the wanted time between beats; more than zero, and asked once when the supervision
   * begins. The supervisor may beat earlier, and never later than twice that.
   */
  Duration interval();

  /**
   * Returns after how long a silence the session must be presumed dead. Longer than the interval;
   * asked once when the supervision begins.
   */
  Duration deadline();

  /**
   * Beats once. May block within its own time-outs. An exception counts as {@link Beat#MISSED}.
   *
   * @return how it went
   */
  Beat beat();

  /** How a beat went. */
  enum Beat {
    /** The session lives. */
    OK,
    /** No answer, or one that says nothing about the session. */
    MISSED,
    /** The server says that the session is gone. */
    LOST,
    /** A human must log in. */
    NEEDS_USER
  }
}
