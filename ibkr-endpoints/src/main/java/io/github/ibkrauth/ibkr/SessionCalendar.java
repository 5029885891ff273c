package io.github.ibkrauth.ibkr;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When the broker is expected to end sessions or to be away: the daily reset of its region, and
 * windows of maintenance. Immutable and thread-safe.
 */
final class SessionCalendar {

  /** How long after a reset trouble is still put down to it. */
  static final Duration AFTERMATH = Duration.ofMinutes(15);

  private static final String RESET = "the broker's daily reset";
  private static final String MAINTENANCE = "the broker's maintenance";

  private final ZoneId zone;
  private final LocalTime resetTime;
  private final List<WeekWindow> maintenance;

  SessionCalendar(ZoneId zone, LocalTime resetTime, List<WeekWindow> maintenance) {
    this.zone = zone;
    this.resetTime = resetTime;
    this.maintenance = List.copyOf(maintenance);
  }

  /** Returns the interruption that a moment lies in; the longest-lasting of several. */
  Optional<Interruption> current(Instant now) {
    return upcoming(now)
        .filter(one -> one.covers(now))
        .max(Comparator.comparing(Interruption::until));
  }

  /** Returns the window of maintenance that a moment lies in. */
  Optional<Interruption> maintenanceAt(Instant now) {
    return windows(now)
        .filter(one -> one.covers(now))
        .max(Comparator.comparing(Interruption::until));
  }

  /** Returns the interruption under way, or else the next. */
  Interruption next(Instant now) {
    return current(now)
        .orElseGet(() -> upcoming(now).min(Comparator.comparing(Interruption::at)).orElseThrow());
  }

  /** Returns the next moment after which a session must be looked at: a reset, a window's end. */
  Instant nextTurn(Instant now) {
    return Stream.concat(Stream.of(resetAfter(now)), windows(now).map(Interruption::until))
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  private Stream<Interruption> upcoming(Instant now) {
    Instant reset = resetAfter(now.minus(AFTERMATH));
    return Stream.concat(
        Stream.of(new Interruption(reset, reset.plus(AFTERMATH), RESET)), windows(now));
  }

  private Stream<Interruption> windows(Instant now) {
    return maintenance.stream().map(window -> window.nextEnding(now, MAINTENANCE));
  }

  /** Returns the first reset after a moment. */
  private Instant resetAfter(Instant moment) {
    for (LocalDate date = moment.atZone(zone).toLocalDate(); ; date = date.plusDays(1)) {
      Instant reset = date.atTime(resetTime).atZone(zone).toInstant();
      if (reset.isAfter(moment)) {
        return reset;
      }
    }
  }
}
