package io.github.ibkrauth.ibkr.cli.chart;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which columns get a time below them, and how it is written. */
final class TimeScale {

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM", Locale.ENGLISH);
  private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("uuuu", Locale.ENGLISH);

  /** Columns between two labels. */
  private static final int GAP = 2;

  private final ZoneId zone;

  TimeScale(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * A time below a column.
   *
   * @param column where its mark is
   * @param text what stands below, from that column on
   */
  record Label(int column, String text) {

    private int end() {
      return column + text.length();
    }
  }

  /**
   * Returns the labels, from left to right; none runs into the next or over the edge.
   *
   * @param times of the columns that show something, ascending
   * @param columns which columns those are, ascending
   * @param width how many columns there are
   */
  List<Label> labels(List<Instant> times, int[] columns, int width) {
    boolean minutes = times.stream().allMatch(time -> time.getEpochSecond() % 60 == 0);
    for (Unit unit : minutes ? Unit.OF_A_MINUTE : Unit.ALL) {
      List<Label> all = labels(unit, times, columns, width);
      if (!crowded(all)) {
        return all;
      }
    }
    return spaced(labels(Unit.YEAR, times, columns, width));
  }

  private List<Label> labels(Unit unit, List<Instant> times, int[] columns, int width) {
    List<Integer> turns = new ArrayList<>();
    for (int i = 1; i < columns.length; i++) {
      if (unit.number(at(times, i)) != unit.number(at(times, i - 1))) {
        turns.add(i);
      }
    }
    Label first = new Label(columns[0], text(unit, at(times, 0), null));
    // The first bar is seldom at a round time: it gives way to one that is.
    if (turns.isEmpty() || columns[turns.get(0)] >= first.end() + GAP) {
      turns.add(0, 0);
    }
    List<Label> labels = new ArrayList<>();
    // Where all is of one day, its date goes without saying.
    boolean oneDay = date(at(times, 0)).equals(date(at(times, times.size() - 1)));
    @Nullable ZonedDateTime written = oneDay ? at(times, 0) : null;
    for (int i : turns) {
      Label label = new Label(columns[i], text(unit, at(times, i), written));
      if (label.end() <= width) {
        labels.add(label);
        written = at(times, i);
      }
    }
    return labels;
  }

  private ZonedDateTime at(List<Instant> times, int i) {
    return times.get(i).atZone(zone);
  }

  private static String text(Unit unit, ZonedDateTime time, @Nullable ZonedDateTime before) {
    if (unit.isOfADay()) {
      boolean newDay = before == null || !date(before).equals(date(time));
      return (newDay ? DAY : unit.isOfAMinute() ? SECONDS : CLOCK).format(time);
    }
    boolean newYear = before != null && before.getYear() != time.getYear();
    return switch (unit) {
      case DAY, WEEK -> DAY.format(time);
      case MONTH, QUARTER -> (newYear ? YEAR : MONTH).format(time);
      default -> YEAR.format(time);
    };
  }

  private static LocalDate date(ZonedDateTime time) {
    return time.toLocalDate();
  }

  private static boolean crowded(List<Label> labels) {
    for (int i = 1; i < labels.size(); i++) {
      if (labels.get(i).column() < labels.get(i - 1).end() + GAP) {
        return true;
      }
    }
    return false;
  }

  private static List<Label> spaced(List<Label> labels) {
    List<Label> kept = new ArrayList<>();
    for (Label label : labels) {
      if (kept.isEmpty() || label.column() >= kept.get(kept.size() - 1).end() + GAP) {
        kept.add(label);
      }
    }
    return kept;
  }

  /** From the finest to the coarsest. */
  private enum Unit {
    SECONDS_10(10),
    SECONDS_30(30),
    MINUTE(60),
    MINUTES_5(300),
    MINUTES_10(600),
    MINUTES_15(900),
    MINUTES_30(1800),
    HOUR(3600),
    HOURS_2(7200),
    HOURS_3(10_800),
    HOURS_6(21_600),
    HOURS_12(43_200),
    DAY(0),
    WEEK(0),
    MONTH(0),
    QUARTER(0),
    YEAR(0);

    private static final List<Unit> ALL = List.of(values());
    private static final List<Unit> OF_A_MINUTE = ALL.subList(MINUTE.ordinal(), ALL.size());

    private final int seconds;

    Unit(int seconds) {
      this.seconds = seconds;
    }

    boolean isOfADay() {
      return seconds > 0;
    }

    boolean isOfAMinute() {
      return isOfADay() && seconds < 60;
    }

    /** Returns a number that changes when a new span of this length begins. */
    long number(ZonedDateTime time) {
      long day = time.toLocalDate().toEpochDay();
      return switch (this) {
        case DAY -> day;
        // The epoch was a Thursday; weeks begin on Mondays.
        case WEEK -> Math.floorDiv(day + 3, 7);
        case MONTH -> time.getYear() * 12L + time.getMonthValue();
        case QUARTER -> time.getYear() * 4L + (time.getMonthValue() - 1) / 3;
        case YEAR -> time.getYear();
        default -> day * 86_400 / seconds + time.toLocalTime().toSecondOfDay() / seconds;
      };
    }
  }
}
