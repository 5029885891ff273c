package io.github.ibkrauth.auth.token;

import io.github.ibkrauth.auth.ApiLevel;
import java.time.Duration;
import java.util.Objects;

/**
 * When a {@link TokenCache} fetches. Immutable and thread-safe.
 *
 * @param refreshFrom the share of a token's life after which a background refresh may begin at the
 *     earliest, such as 0.6
 * @param refreshTo the share at the latest, such as 0.8; the moment is drawn between the two, so
 *     that many clients spread out
 * @param margin how long before its end a token counts as expired; a tenth of its life if that is
 *     shorter
 * @param maxWait how long a caller waits for another caller's fetch
 * @param backoff how long to wait after failures
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public record RefreshPolicy(
    double refreshFrom, double refreshTo, Duration margin, Duration maxWait, Backoff backoff) {

  /** Checks the ranges. */
  public RefreshPolicy {
    Objects.requireNonNull(margin, "margin");
    Objects.requireNonNull(maxWait, "maxWait");
    Objects.requireNonNull(backoff, "backoff");
    if (!(refreshFrom > 0 && refreshFrom <= refreshTo && refreshTo < 1)) {
      throw new IllegalArgumentException("want 0 < refreshFrom <= refreshTo < 1");
    }
    if (margin.isNegative() || maxWait.isNegative() || maxWait.isZero()) {
      throw new IllegalArgumentException("want margin >= 0 and maxWait > 0");
    }
  }

  /** Returns 60 to 80 percent, one minute, 30 seconds, the standard back-off. */
  public static RefreshPolicy standard() {
    return new RefreshPolicy(
        0.60, 0.80, Duration.ofMinutes(1), Duration.ofSeconds(30), Backoff.standard());
  }

  /** Returns the same with another wait for somebody else's fetch. */
  public RefreshPolicy withMaxWait(Duration wait) {
    return new RefreshPolicy(refreshFrom, refreshTo, margin, wait, backoff);
  }

  /** Returns the same with another back-off. */
  public RefreshPolicy withBackoff(Backoff other) {
    return new RefreshPolicy(refreshFrom, refreshTo, margin, maxWait, other);
  }

  /** Returns the same with another margin. */
  public RefreshPolicy withMargin(Duration other) {
    return new RefreshPolicy(refreshFrom, refreshTo, other, maxWait, backoff);
  }
}
