package io.github.ibkrauth.ibkr.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * How long logins live: idle for six minutes, 24 hours at most, and never past midnight of the
 * region that serves them.
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
    Instant midnight =
        opened.atZone(resetZone).toLocalDate().plusDays(1).atStartOfDay(resetZone).toInstant();
    return midnight.isBefore(longest) ? midnight : longest;
  }

  boolean isLive(OuterSession session, Instant now) {
    return !session.ended
        && now.isBefore(session.endsAt)
        && now.isBefore(session.lastSeen.plus(IDLE));
  }

  /** The time a session has left when nothing more is heard of it. */
  Duration left(OuterSession session, Instant now) {
    Instant idleEnd = session.lastSeen.plus(IDLE);
    return Duration.between(now, idleEnd.isBefore(session.endsAt) ? idleEnd : session.endsAt);
  }
}
