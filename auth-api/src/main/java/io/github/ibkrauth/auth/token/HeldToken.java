package io.github.ibkrauth.auth.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token and the moments that decide about it, in milliseconds of the local clock; replaced as a
 * whole. Immutable if the value is.
 *
 * @param value the token
 * @param refreshAt from when a background refresh is wanted
 * @param mandatoryAt from when it is no longer given out
 * @param expiresAt when it ends, if anybody knows
 */
record HeldToken<T>(T value, long refreshAt, long mandatoryAt, @Nullable Instant expiresAt) {

  /**
   * Works out the moments.
   *
   * @param draw from 0 to 1, moves the refresh between its bounds
   */
  static <T> HeldToken<T> of(IssuedToken<T> issued, RefreshPolicy policy, double draw) {
    Instant end = issued.expiresAt();
    if (end == null) {
      return new HeldToken<>(issued.value(), Long.MAX_VALUE, Long.MAX_VALUE, null);
    }
    long start = millis(issued.issuedAt());
    long life = Math.max(0, millis(end) - start);
    long margin = Math.min(policy.margin().toMillis(), life / 10);
    double share = policy.refreshFrom() + (policy.refreshTo() - policy.refreshFrom()) * draw;
    long mandatoryAt = start + life - margin;
    return new HeldToken<>(
        issued.value(), Math.min(mandatoryAt, start + (long) (life * share)), mandatoryAt, end);
  }

  /** Returns the moment in milliseconds; one beyond what they can count is the last they can. */
  private static long millis(Instant moment) {
    try {
      return moment.toEpochMilli();
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }
}
