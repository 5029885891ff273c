package io.github.ibkrauth.ibkr;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hours that come back every week, such as {@code MON-FRI 08:00-17:00 America/New_York}. They
 * follow the wall clock of their zone through daylight saving. Immutable and thread-safe.
 *
 * @param first the first day on which they begin
 * @param last the last such day; before the first when the range goes over the week's end
 * @param start when they begin
 * @param end when they end; on the next day if that is not after the start
 * @param zone whose wall clock counts
 */
record WeekWindow(DayOfWeek first, DayOfWeek last, LocalTime start, LocalTime end, ZoneId zone) {

  /** What a setting must look like, for messages. */
  static final String FORM =
      "DAYS FROM-TO ZONE, such as MON-FRI 08:00-17:00 America/New_York or DAILY 22:00-02:00";

  private static final Pattern TEXT =
      Pattern.compile(
          "([A-Z]+)(?:-([A-Z]+))?\\s+(\\d{1,2}:\\d{2})\\s*-\\s*(\\d{1,2}:\\d{2})(?:\\s+(\\S+))?",
          Pattern.CASE_INSENSITIVE);

  /**
   * Reads a window.
   *
   * @param usual the zone of a window that names none
   */
  static Optional<WeekWindow> parse(String text, ZoneId usual) {
    Matcher parts = TEXT.matcher(text.strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      boolean daily = parts.group(1).equalsIgnoreCase("DAILY") && parts.group(2) == null;
      DayOfWeek from = daily ? DayOfWeek.MONDAY : day(parts.group(1));
      DayOfWeek to = daily ? DayOfWeek.SUNDAY : parts.group(2) == null ? from : day(parts.group(2));
      if (from == null || to == null) {
        return Optional.empty();
      }
      ZoneId zone = parts.group(5) == null ? usual : ZoneId.of(parts.group(5));
      return Optional.of(
          new WeekWindow(from, to, time(parts.group(3)), time(parts.group(4)), zone));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Reads a time of day; {@code 24:00} is midnight. */
  static LocalTime time(String text) {
    String padded = text.length() == 4 ? "0" + text : text;
    return padded.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(padded);
  }

  /** Returns the occurrence that a moment lies in, or the next one. */
  Interruption nextEnding(Instant now, String what) {
    LocalDate today = now.atZone(zone).toLocalDate();
    for (LocalDate date = today.minusDays(1); ; date = date.plusDays(1)) {
      if (includes(date.getDayOfWeek())) {
        Interruption occurrence = on(date, what);
        if (occurrence.until().isAfter(now)) {
          return occurrence;
        }
      }
    }
  }

  /** Returns whether a moment lies in it. */
  boolean covers(Instant now) {
    return nextEnding(now, "").covers(now);
  }

  private Interruption on(LocalDate date, String what) {
    LocalDate endDate = end.isAfter(start) ? date : date.plusDays(1);
    Instant from = date.atTime(start).atZone(zone).toInstant();
    Instant to = endDate.atTime(end).atZone(zone).toInstant();
    // A gap of daylight saving may swallow the whole of a short window.
    return new Interruption(from, to.isBefore(from) ? from : to, what);
  }

  private boolean includes(DayOfWeek day) {
    int span = Math.floorMod(last.getValue() - first.getValue(), 7);
    return Math.floorMod(day.getValue() - first.getValue(), 7) <= span;
  }

  private static @Nullable DayOfWeek day(String text) {
    String word = text.toUpperCase(Locale.ROOT);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (word.equals(day.name()) || word.equals(day.name().substring(0, 3))) {
        return day;
      }
    }
    return null;
  }
}
