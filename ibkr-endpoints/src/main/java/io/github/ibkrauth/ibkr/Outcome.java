package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of one round.
 *
 * @param kind what
 * @param why a sentence
 * @param failure what callers get who waited for it
 * @param opened whether the session had to be asked for
 */
record Outcome(Kind kind, String why, @Nullable RuntimeException failure, boolean opened) {

  /** After 429 the broker is left alone for so long at least. */
  static final Duration PENALTY = Duration.ofMinutes(1);

  static Outcome ready(boolean opened) {
    return new Outcome(Kind.READY, "Established.", null, opened);
  }

  /** Returns whether nothing will change within minutes. */
  boolean isSlow() {
    return failure != null && Opening.isAccountNotReady(failure);
  }

  /** Returns how long the broker asked to wait. */
  @Nullable Duration wish() {
    if (failure instanceof RateLimitedException limited) {
      return atLeastThePenalty(limited.retryAfter().orElse(PENALTY));
    }
    if (failure instanceof IbkrException answer) {
      return answer.retryAfter().orElse(null);
    }
    if (failure instanceof AuthException refusal) {
      Duration asked = refusal.retryAfter().orElse(null);
      return refusal.code().equals(AuthErrorCode.RATE_LIMITED)
          ? atLeastThePenalty(asked == null ? PENALTY : asked)
          : asked;
    }
    return null;
  }

  private static Duration atLeastThePenalty(Duration asked) {
    return asked.compareTo(PENALTY) > 0 ? asked : PENALTY;
  }

  /** What came of it. */
  enum Kind {
    /** The session is there. */
    READY,
    /** Another login has it. */
    COMPETING,
    /** A human must log in. */
    LOGIN_REQUIRED,
    /** Network or server failed, which proves nothing. */
    TROUBLE,
    /** The broker refused, or did not get ready in time. */
    REFUSED,
    /** It was only looked, and there is nothing new. */
    UNCHANGED
  }
}
