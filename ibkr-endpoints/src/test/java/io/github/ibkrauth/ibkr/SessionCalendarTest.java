package io.github.ibkrauth.ibkr;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionCalendarTest {

  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private static Instant ny(String local) {
    return LocalDateTime.parse(local).atZone(NEW_YORK).toInstant();
  }

  private static SessionCalendar calendar(String zone, String time, String... windows) {
    ZoneId id = ZoneId.of(zone);
    return new SessionCalendar(
        id,
        LocalTime.parse(time),
        List.of(windows).stream().map(text -> WeekWindow.parse(text, id).orElseThrow()).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "America/New_York, 00:00, 2026-01-05T12:00:00Z, 2026-01-06T05:00:00Z",
    "America/New_York, 01:00, 2026-01-05T12:00:00Z, 2026-01-06T06:00:00Z",
    "America/New_York, 00:00, 2026-07-05T12:00:00Z, 2026-07-06T04:00:00Z",
    "Europe/Zurich, 00:00, 2026-01-05T12:00:00Z, 2026-01-05T23:00:00Z",
    "Europe/Zurich, 01:00, 2026-07-05T12:00:00Z, 2026-07-05T23:00:00Z",
    "Asia/Hong_Kong, 01:00, 2026-01-05T12:00:00Z, 2026-01-05T17:00:00Z",
    // The nights on which New York's clocks change.
    "America/New_York, 00:00, 2026-03-08T12:00:00Z, 2026-03-09T04:00:00Z",
    "America/New_York, 01:00, 2026-11-01T04:30:00Z, 2026-11-01T05:00:00Z",
    "America/New_York, 01:00, 2026-11-01T05:00:00Z, 2026-11-02T06:00:00Z",
    "America/New_York, 02:30, 2026-03-08T06:00:00Z, 2026-03-08T07:30:00Z",
  })
  void nextTurn_whenThereAreNoWindows_isTheResetByTheWallClock(
      String zone, String time, Instant now, Instant reset) {
    assertThat(calendar(zone, time).nextTurn(now)).isEqualTo(reset);
  }

  @Test
  void nextTurn_whenAWindowEndsSooner_isItsEnd() {
    SessionCalendar calendar = calendar("America/New_York", "00:00", "MON 09:00-10:00");
    assertThat(calendar.nextTurn(ny("2026-01-05T08:00"))).isEqualTo(ny("2026-01-05T10:00"));
    assertThat(calendar.nextTurn(ny("2026-01-05T10:00"))).isEqualTo(ny("2026-01-06T00:00"));
  }

  @Test
  void current_shortlyAfterAReset_isTheReset() {
    SessionCalendar calendar = calendar("America/New_York", "00:00");
    assertThat(calendar.current(ny("2026-01-06T00:00"))).isPresent();
    assertThat(calendar.current(ny("2026-01-06T00:14:59")))
        .hasValueSatisfying(one -> assertThat(one.what()).contains("daily reset"));
    assertThat(calendar.current(ny("2026-01-06T00:15"))).isEmpty();
    assertThat(calendar.current(ny("2026-01-05T23:59:59"))).isEmpty();
    assertThat(calendar.maintenanceAt(ny("2026-01-06T00:05"))).isEmpty();
  }

  @Test
  void next_alwaysSaysWhatComesOrIsThere() {
    SessionCalendar calendar = calendar("America/New_York", "00:00", "SAT 18:00-24:00");
    assertThat(calendar.next(ny("2026-01-10T12:00")))
        .isEqualTo(
            new Interruption(
                ny("2026-01-10T18:00"), ny("2026-01-11T00:00"), "the broker's maintenance"));
    assertThat(calendar.next(ny("2026-01-10T20:00")).at()).isEqualTo(ny("2026-01-10T18:00"));
    assertThat(calendar.next(ny("2026-01-11T12:00")))
        .isEqualTo(
            new Interruption(
                ny("2026-01-12T00:00"), ny("2026-01-12T00:15"), "the broker's daily reset"));
  }

  @ParameterizedTest
  @CsvSource({
    "MON-FRI 08:00-17:00 America/New_York, 2026-01-05T13:00:00Z, true",
    "MON-FRI 08:00-17:00 America/New_York, 2026-01-05T22:00:00Z, false",
    "MON-FRI 08:00-17:00 America/New_York, 2026-01-10T13:00:00Z, false",
    "mon-fri 8:00-17:00, 2026-01-05T08:00:00Z, true",
    "DAILY 22:00-02:00, 2026-01-05T01:59:59Z, true",
    "DAILY 22:00-02:00, 2026-01-05T02:00:00Z, false",
    "SAT 22:00-02:00, 2026-01-11T01:00:00Z, true",
    "SAT 22:00-02:00, 2026-01-10T01:00:00Z, false",
    "FRI-MON 00:00-24:00, 2026-01-11T12:00:00Z, true",
    "FRI-MON 00:00-24:00, 2026-01-07T12:00:00Z, false",
    "SATURDAY 18:00-24:00, 2026-01-10T23:59:59Z, true",
    "SATURDAY 18:00-24:00, 2026-01-11T00:00:00Z, false",
    // Summer time in New York.
    "MON 08:00-09:00 America/New_York, 2026-07-06T12:30:00Z, true",
    "MON 08:00-09:00 America/New_York, 2026-07-06T13:30:00Z, false",
  })
  void covers_byTheWallClockOfItsZone(String text, Instant moment, boolean covered) {
    WeekWindow window = WeekWindow.parse(text, ZoneId.of("UTC")).orElseThrow();
    assertThat(window.covers(moment)).isEqualTo(covered);
  }

  @Test
  void nextEnding_overTheNightOfAClockChange_lastsAsLongAsTheClockSays() {
    WeekWindow window = WeekWindow.parse("SAT 23:00-03:00", NEW_YORK).orElseThrow();
    Interruption spring = window.nextEnding(ny("2026-03-07T12:00"), "");
    assertThat(Duration.between(spring.at(), spring.until())).isEqualTo(Duration.ofHours(3));
    Interruption autumn = window.nextEnding(ny("2026-10-31T12:00"), "");
    assertThat(Duration.between(autumn.at(), autumn.until())).isEqualTo(Duration.ofHours(5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SAT",
        "SAT 18:00",
        "SAT 18-24",
        "SAM 18:00-24:00",
        "SAT 25:00-26:00",
        "SAT 18:00-24:00 Nowhere/City",
        "MON-XXX 08:00-17:00",
        "DAILY-FRI 08:00-17:00",
        "DAI 08:00-17:00",
        "SAT 18:00-24:00 UTC extra",
      })
  void parse_whenMalformed_isNothing(String text) {
    assertThat(WeekWindow.parse(text, NEW_YORK)).isEmpty();
  }
}
