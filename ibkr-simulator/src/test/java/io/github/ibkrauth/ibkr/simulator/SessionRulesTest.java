package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionRulesTest {
  @ParameterizedTest
  @CsvSource({
    // Winter and summer time of New York.
    "America/New_York, 2026-01-15T12:00:00Z, 2026-01-16T05:00:00Z",
    "America/New_York, 2026-07-15T12:00:00Z, 2026-07-16T04:00:00Z",
    // Opened at midnight: a whole day.
    "America/New_York, 2026-07-15T04:00:00Z, 2026-07-16T04:00:00Z",
    // A day of 23 hours ends after 23, one of 25 hours after 24.
    "America/New_York, 2026-03-08T05:00:00Z, 2026-03-09T04:00:00Z",
    "America/New_York, 2026-11-01T04:00:00Z, 2026-11-02T04:00:00Z",
    "Europe/Zurich, 2026-07-15T12:00:00Z, 2026-07-15T22:00:00Z",
    "Asia/Hong_Kong, 2026-07-15T12:00:00Z, 2026-07-15T16:00:00Z",
  })
  void endOf_whenOpened_isTheNextMidnightOrADayLater(ZoneId zone, Instant opened, Instant end) {
    assertThat(new SessionRules(zone, 1).endOf(opened)).isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource({
    // An hour after midnight, before and after it.
    "2026-07-15T04:30:00Z, 2026-07-15T05:00:00Z",
    "2026-07-15T05:00:00Z, 2026-07-16T05:00:00Z",
    "2026-07-15T12:00:00Z, 2026-07-16T05:00:00Z",
    // 01:00 comes twice when summer time ends; the first one counts.
    "2026-11-01T04:30:00Z, 2026-11-01T05:00:00Z",
  })
  void resetAfter_whenTheResetIsAtOne_isTheNextOne(Instant when, Instant reset) {
    SessionRules rules = new SessionRules(ZoneId.of("America/New_York"), LocalTime.of(1, 0), 1);
    assertThat(rules.resetAfter(when)).isEqualTo(reset);
  }

  @Test
  void left_whenTheEndIsNear_isTheShorterOfIdleAndEnd() {
    SessionRules rules = new SessionRules(ZoneId.of("UTC"), 1);
    Instant opened = Instant.parse("2026-07-15T23:50:00Z");
    OuterSession session =
        new OuterSession(
            "t", new AccountMaker(1).user(), Set.of(), "i", opened, rules.endOf(opened));
    assertThat(rules.left(session, opened)).isEqualTo(Duration.ofMinutes(6));
    session.lastSeen = opened.plusSeconds(480);
    assertThat(rules.left(session, session.lastSeen)).isEqualTo(Duration.ofMinutes(2));
    assertThat(rules.isLive(session, opened.plusSeconds(599))).isTrue();
    assertThat(rules.isLive(session, opened.plusSeconds(600))).isFalse();
  }
}
