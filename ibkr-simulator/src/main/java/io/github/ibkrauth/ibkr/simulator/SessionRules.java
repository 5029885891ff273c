package io.github.ibkrauth.ibkr.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * How long logins live: idle for six minutes, 24 hours at most, and never past midnight of the
 * region that serves them. A login of signed calls lives on when it is idle.
 *
 * @param pollsUntilEstablished status polls until a new brokerage session is established
 */
record SessionRules(ZoneId resetZone, int pollsUntilEstablished) {
  static final Duration IDLE = Duration.ofMinutes(6);
  static final Duration LONGEST = Duration.ofHours(24);
  static final Duration ACCESS_TOKEN_LIFE = Duration.ofSeconds(86_399);

  /** The latest end of a session opened at an instant, however busy it is. */
  Instant endOf(Instant opened) {
    Instant longest = opened.plus(LONGEST);
    Instant midnight = midnightAfter(opened);
    return midnight.isBefore(longest) ? midnight : longest;
  }

  Instant midnightAfter(Instant when) {
    return when.atZone(resetZone).toLocalDate().plusDays(1).atStartOfDay(resetZone).toInstant();
  }

  /**
   * Whether a login still opens anything. One of signed calls outlives its idle time: its key is
   * the live session token, and only the brokerage session is lost.
   */
  boolean isLive(OuterSession session, Instant now) {
    return !session.ended
        && now.isBefore(session.endsAt)
        && (session.kind == OuterSession.Kind.SIGNED || !isIdle(session, now));
  }

  /** Whether a login can still hold a brokerage session. */
  boolean canHoldBrokerage(OuterSession session, Instant now) {
    return isLive(session, now) && !isIdle(session, now);
  }

  private static boolean isIdle(OuterSession session, Instant now) {
    return !now.isBefore(session.lastHeard(now).plus(IDLE));
  }

  /** The time a session has left when nothing more is heard of it. */
  Duration left(OuterSession session, Instant now) {
    Instant idleEnd = session.lastHeard(now).plus(IDLE);
    return Duration.between(now, idleEnd.isBefore(session.endsAt) ? idleEnd : session.endsAt);
  }
}
