package io.github.ibkrauth.ibkr.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * How long logins live: idle for six minutes, 24 hours at most, and never past the daily reset of
 * the region that serves them. A login without a token of its own lives on when it is idle.
 *
 * @param resetZone the region
 * @param resetTime the time of day of its reset
 * @param pollsUntilEstablished status polls until a new brokerage session is established
 */
record SessionRules(ZoneId resetZone, LocalTime resetTime, int pollsUntilEstablished) {
  static final Duration IDLE = Duration.ofMinutes(6);
  static final Duration LONGEST = Duration.ofHours(24);
  static final Duration ACCESS_TOKEN_LIFE = Duration.ofSeconds(86_399);

  /** Rules with a reset at midnight. */
  SessionRules(ZoneId resetZone, int pollsUntilEstablished) {
    this(resetZone, LocalTime.MIDNIGHT, pollsUntilEstablished);
  }

  /** The latest end of a session opened at an instant, however busy it is. */
  Instant endOf(Instant opened) {
    Instant longest = opened.plus(LONGEST);
    Instant reset = resetAfter(opened);
    return reset.isBefore(longest) ? reset : longest;
  }

  Instant resetAfter(Instant when) {
    LocalDate day = when.atZone(resetZone).toLocalDate();
    Instant today = resetOn(day);
    return today.isAfter(when) ? today : resetOn(day.plusDays(1));
  }

  /** The first moment of a day that is not before the time of the reset. */
  private Instant resetOn(LocalDate day) {
    return day.atTime(resetTime).atZone(resetZone).toInstant();
  }

  /**
   * Whether a login still opens anything. One without a token of its own outlives its idle time:
   * its key is the live session token or the access token, and only the brokerage session is lost.
   */
  boolean isLive(OuterSession session, Instant now) {
    return !session.ended
        && now.isBefore(session.endsAt)
        && (session.hasNoToken() || !isIdle(session, now));
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
