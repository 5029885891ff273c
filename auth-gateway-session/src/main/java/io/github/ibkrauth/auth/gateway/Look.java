package io.github.ibkrauth.auth.gateway;

import org.jspecify.annotations.Nullable;

/**
 * What a look at the brokerage session's status came to.
 *
 * @param end what follows from it
 * @param status the status; null when a call before it failed already
 * @param condition what was found
 * @param sentence why the state is not known, or the empty text
 */
record Look(End end, @Nullable GatewayStatus status, GatewayCondition condition, String sentence) {

  static Look unknown(GatewayCondition condition, String sentence) {
    return new Look(End.UNKNOWN, null, condition, sentence);
  }

  String describe(int looks) {
    String after = " after " + looks + (looks == 1 ? " look." : " looks.");
    return switch (end) {
      case READY -> "The session is ready" + after;
      case NOT_READY -> "The session is not ready" + after;
      case RIVAL -> "Another login holds the session" + after;
      case DEAD -> "Nobody is logged in" + after;
      case UNKNOWN -> sentence.isEmpty() ? "The state is not known" + after : sentence;
    };
  }

  /** What follows. */
  enum End {
    /** The session is ready. */
    READY,
    /** It is not, and may become so. */
    NOT_READY,
    /** Another login holds it, and keeps it. */
    RIVAL,
    /** Nobody is logged in. */
    DEAD,
    /** Nothing: the state is not known. */
    UNKNOWN
  }
}
