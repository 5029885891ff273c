package io.github.ibkrauth.ibkr.simulator;

import java.time.Duration;
import java.time.Instant;

/**
 * One disturbance of the {@link Weather}.
 *
 * @param kind what happens
 * @param from when it begins
 * @param until when it is over; {@code from} for what meets one request, the next one
 * @param draw a random number, zero or more, from which its details follow
 */
public record Spell(Kind kind, Instant from, Instant until, int draw) {

  /** What happens. */
  public enum Kind {
    /** The next request is refused with 401, whatever it carries. */
    UNAUTHORIZED,
    /** The next request is answered with 410. */
    GONE,
    /** The next request is answered with 500, 502, 503 or 504, as JSON or as a web page. */
    SERVER_ERROR,
    /** The next request takes effect or not, and is not answered. */
    SILENCE,
    /** The connection of the next request is cut, before an answer or in the middle of it. */
    CUT,
    /** Every request is answered with 429, for 5 to 60 seconds. */
    TOO_MANY_REQUESTS(Duration.ofSeconds(5), Duration.ofSeconds(60), true),
    /** Every request is answered with 503, for one to twenty minutes. */
    OUTAGE(Duration.ofMinutes(1), Duration.ofMinutes(20), true),
    /** No request is answered, for one to five minutes. */
    SILENT_OUTAGE(Duration.ofMinutes(1), Duration.ofMinutes(5), true),
    /**
     * A program elsewhere takes the brokerage session once, and leaves after 10 to 60 minutes. It
     * can be displaced.
     */
    RIVAL(Duration.ofMinutes(10), Duration.ofMinutes(60), false),
    /**
     * A program elsewhere takes the brokerage session, and takes it back whenever it is displaced,
     * for 10 to 40 minutes.
     */
    DUEL(Duration.ofMinutes(10), Duration.ofMinutes(40), true),
    /** The broker sees callers at a new address from now on. */
    NEW_ADDRESS,
    /**
     * The caller's clock is off, for 5 to 30 minutes: {@link Weather#callersClockIsOffBy()} says by
     * how much, up to ten minutes either way. The simulator's clock is not touched.
     */
    CLOCK_JUMP(Duration.ofMinutes(5), Duration.ofMinutes(30), false);

    final Duration shortest;
    final Duration longest;
    final boolean down;

    Kind() {
      this(Duration.ZERO, Duration.ZERO, false);
    }

    Kind(Duration shortest, Duration longest, boolean down) {
      this.shortest = shortest;
      this.longest = longest;
      this.down = down;
    }

    /** Returns whether it meets single requests, the next one after it began. */
    public boolean meetsOneRequest() {
      return this == UNAUTHORIZED
          || this == GONE
          || this == SERVER_ERROR
          || this == SILENCE
          || this == CUT;
    }

    /** Returns whether nobody can work while it lasts. */
    public boolean isOutage() {
      return down;
    }
  }

  boolean lastsAt(Instant now) {
    return !now.isBefore(from) && now.isBefore(until);
  }

  /** How far the caller's clock is off; never within ten seconds of right. */
  Duration clockError() {
    int seconds = 10 + draw % 591;
    return Duration.ofSeconds((draw / 591) % 2 == 0 ? seconds : -seconds);
  }
}
