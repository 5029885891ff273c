package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.spi.KeepAlive;
import io.github.ibkrauth.ibkr.endpoint.PenaltyBox;
import io.github.ibkrauth.ibkr.endpoint.RequestLimiter;
import java.time.Duration;
import java.util.Optional;

/** What a penalty means for logins and their beats. */
final class Penalties {

  private Penalties() {}

  /** Returns what a login meets that is not tried, if there is a penalty. */
  static Optional<AuthException> refusal(PenaltyBox box, String strategyId) {
    return box.left()
        .map(
            left ->
                new AuthTransportException(
                    Details.of(
                            AuthErrorCode.RATE_LIMITED,
                            "There was no login: the broker answered 429 (too many calls), and"
                                + " nothing goes to it for another "
                                + Math.max(1, left.toSeconds())
                                + " s, because every call prolongs its penalty. Wait that long.")
                        .withStrategy(strategyId)
                        .withRetryAfter(left)));
  }

  /**
   * Returns the same beat, left out while there is a penalty.
   *
   * @param tickles whether the strategy tickles for it, which counts like any other tickle
   */
  static KeepAlive sparing(RequestLimiter limiter, KeepAlive beat, boolean tickles) {
    return new KeepAlive() {
      @Override
      public Duration interval() {
        return beat.interval();
      }

      @Override
      public Duration deadline() {
        return beat.deadline();
      }

      @Override
      public Beat beat() {
        if (limiter.penalties().left().isPresent()) {
          return Beat.MISSED;
        }
        try {
          return tickles ? limiter.asTickle(beat::beat) : beat.beat();
        } catch (RateLimitedException heldBack) {
          return Beat.MISSED;
        }
      }
    };
  }
}
