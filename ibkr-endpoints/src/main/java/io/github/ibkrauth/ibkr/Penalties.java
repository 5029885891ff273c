package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.spi.KeepAlive;
import io.github.ibkrauth.ibkr.endpoint.PenaltyBox;
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

  /** Returns the same beat, left out while there is a penalty. */
  static KeepAlive sparing(PenaltyBox box, KeepAlive beat) {
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
        return box.left().isPresent() ? Beat.MISSED : beat.beat();
      }
    };
  }
}
