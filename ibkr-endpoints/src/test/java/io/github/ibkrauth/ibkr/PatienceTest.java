package io.github.ibkrauth.ibkr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatienceTest {

  private static final Instant MONDAY = Instant.parse("2026-01-05T12:00:00Z");
  private static final Instant SATURDAY_NIGHT = Instant.parse("2026-01-10T20:00:00Z");

  private ManualTime time = ManualTime.at(MONDAY);
  private Patience patience = patience();

  private Patience patience() {
    AuthRuntime runtime = time.runtime().build();
    WeekWindow window = WeekWindow.parse("SAT 18:00-24:00", ZoneId.of("UTC")).orElseThrow();
    return new Patience(
        runtime, new SessionCalendar(ZoneOffset.UTC, LocalTime.MIDNIGHT, List.of(window)));
  }

  private Duration untilNext() {
    return Duration.between(time.instant(), patience.next().orElseThrow());
  }

  @Test
  void refused_againAndAgain_waitsUpToHalfAnHourWithJitter() {
    Duration longest = Duration.ZERO;
    for (int i = 0; i < 30; i++) {
      patience.refused(false, null);
      longest = longest.compareTo(untilNext()) > 0 ? longest : untilNext();
      if (i == 0) {
        assertThat(untilNext()).isBetween(Duration.ofMillis(2500), Duration.ofSeconds(5));
      }
    }
    assertThat(longest).isBetween(Duration.ofMinutes(15), Duration.ofMinutes(30));
    assertThat(patience.failures()).isEqualTo(30);
  }

  @Test
  void trouble_againAndAgain_neverWaitsLongerThanAMinute() {
    for (int i = 0; i < 30; i++) {
      patience.trouble(null);
      assertThat(untilNext()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
    }
  }

  @Test
  void refused_whenTheAccountIsNotReady_isSlowFromTheBeginning() {
    patience.refused(true, null);
    assertThat(untilNext()).isBetween(Duration.ofSeconds(150), Duration.ofMinutes(5));
  }

  @Test
  void refused_whenTheBrokerAsksToWaitLonger_waitsThatLong() {
    patience.refused(false, Duration.ofMinutes(10));
    assertThat(untilNext()).isEqualTo(Duration.ofMinutes(10));
    patience.refused(false, Duration.ofMillis(1));
    assertThat(untilNext()).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void failed_withinAWindow_aimsJustAfterIt() {
    time = ManualTime.at(SATURDAY_NIGHT);
    patience = patience();
    Instant end = Instant.parse("2026-01-11T00:00:00Z");
    assertThat(patience.trouble(null)).isBetween(end, end.plus(Duration.ofMinutes(2)));
    assertThat(patience.refused(false, null)).isBetween(end, end.plus(Duration.ofMinutes(2)));
  }

  @Test
  void mayTry_afterTrouble_soonButNotForEveryCall() {
    for (int i = 0; i < 10; i++) {
      patience.trouble(null);
    }
    assertThat(patience.mayTry()).isFalse();
    time.advance(Duration.ofSeconds(5));
    assertThat(patience.mayTry()).isTrue();
    assertThat(patience.mayClimb()).isTrue();
  }

  @Test
  void mayTry_whenTheBrokerAskedToWait_notBeforeThat() {
    patience.trouble(Duration.ofMinutes(1));
    time.advance(Duration.ofSeconds(59));
    assertThat(patience.mayTry()).isFalse();
    time.advance(Duration.ofSeconds(1));
    assertThat(patience.mayTry()).isTrue();
  }

  @Test
  void mayTry_afterARefusal_notBeforeItIsDue() {
    patience.refused(true, null);
    time.advance(Duration.ofMinutes(2));
    assertThat(patience.mayTry()).isFalse();
    assertThat(patience.mayClimb()).isFalse();
    time.advance(Duration.ofMinutes(3));
    assertThat(patience.mayTry()).isTrue();
    assertThat(patience.mayClimb()).isTrue();
  }

  @Test
  void mayTry_whenTheClockWasSetBack_doesNotWaitForItToCatchUp() {
    patience.refused(true, null);
    time.jumpBack(Duration.ofDays(1));
    assertThat(patience.mayTry()).isTrue();
    assertThat(patience.mayClimb()).isTrue();
  }

  @Test
  void lost_whenOpeningsDoNotLast_waitsBeforeTheNext() {
    for (int life = 1; life <= 4; life++) {
      patience.succeeded(true);
      time.advance(Duration.ofSeconds(20));
      patience.lost();
      assertThat(patience.mayClimb()).as("after life " + life).isEqualTo(life <= 2);
      time.advance(Duration.ofMinutes(1));
    }
    patience.succeeded(true);
    time.advance(Duration.ofMinutes(3));
    patience.lost();
    assertThat(patience.mayClimb()).isTrue();
  }

  @Test
  void lost_whenItWasFoundAliveAndNotOpened_costsNothing() {
    for (int i = 0; i < 10; i++) {
      patience.succeeded(false);
      patience.lost();
      assertThat(patience.mayClimb()).isTrue();
    }
  }

  @Test
  void later_whenSomebodyElseMustAct_countsNoFailure() {
    assertThat(patience.later(Duration.ofMinutes(1))).isEqualTo(MONDAY.plusSeconds(60));
    assertThat(patience.failures()).isZero();
    assertThat(patience.mayTry()).isFalse();
    patience.forgive();
    assertThat(patience.mayTry()).isTrue();
    assertThat(patience.next()).isEmpty();
  }
}
