package io.github.ibkrauth.ibkr.simulator;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Objects;

/**
 * A time in each week in which the broker lets nobody log in and has no brokerage sessions. Logins
 * that live go on, and what needs no brokerage session with them.
 *
 * @param day on which it begins, in the zone of the daily reset
 * @param start the time of day at which it begins there
 * @param length how long it lasts; more than zero, less than a week
 * @param manner how it refuses
 */
public record MaintenanceWindow(DayOfWeek day, LocalTime start, Duration length, Manner manner) {

  /** Checks the length. */
  public MaintenanceWindow {
    Objects.requireNonNull(day, "day");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(manner, "manner");
    if (length.isZero() || length.isNegative() || length.compareTo(Duration.ofDays(7)) >= 0) {
      throw new IllegalArgumentException(
          "a maintenance window lasts more than nothing and less than a week, not " + length);
    }
  }

  /** Returns a window on Saturday evening: four hours from 18:00, with a web page. */
  public static MaintenanceWindow onSaturdayEvening() {
    return new MaintenanceWindow(
        DayOfWeek.SATURDAY, LocalTime.of(18, 0), Duration.ofHours(4), Manner.PAGE);
  }

  /** How requests are refused; always with status 503. */
  public enum Manner {
    /** With the trading endpoints' JSON error. */
    JSON,
    /** With a web page, as what stands in front of the broker does. */
    PAGE
  }

  /** Returns when the window that has begun last before or at a moment began. */
  Instant latestStart(Instant now, ZoneId zone) {
    ZonedDateTime here = now.atZone(zone);
    ZonedDateTime start =
        here.toLocalDate()
            .with(TemporalAdjusters.previousOrSame(day))
            .atTime(this.start)
            .atZone(zone);
    return (start.isAfter(here) ? start.minusWeeks(1) : start).toInstant();
  }

  boolean isOpenAt(Instant now, ZoneId zone) {
    return now.isBefore(latestStart(now, zone).plus(length));
  }
}
