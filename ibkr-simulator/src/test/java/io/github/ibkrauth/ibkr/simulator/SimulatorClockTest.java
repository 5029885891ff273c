package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SimulatorClockTest {
  private static final Instant NOON = Instant.parse("2026-05-05T12:00:00Z");

  @Test
  void fixed_whenNobodyMovesIt_standsStill() {
    SimulatorClock clock = SimulatorClock.fixedAt(NOON);
    assertThat(clock.instant()).isEqualTo(NOON).isEqualTo(clock.instant());
    clock.advance(Duration.ofHours(3));
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(10_800));
    clock.set(NOON.minusSeconds(5));
    assertThat(clock.instant()).isEqualTo(NOON.minusSeconds(5));
  }

  @Test
  void system_whenMoved_goesOnRunning() {
    SimulatorClock clock = SimulatorClock.system();
    clock.advance(Duration.ofDays(1));
    assertThat(Duration.between(Instant.now(), clock.instant()))
        .isBetween(Duration.ofHours(23), Duration.ofHours(25));
    clock.set(NOON);
    Instant first = clock.instant();
    assertThat(first).isBetween(NOON, NOON.plusSeconds(30));
    assertThat(clock.instant()).isAfterOrEqualTo(first);
  }

  @Test
  void advance_whenNegative_isRefused() {
    SimulatorClock clock = SimulatorClock.fixedAt(NOON);
    assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("set()");
  }
}
