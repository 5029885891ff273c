package io.github.ibkrauth.auth.googlehttp.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenewalGuardTest {

  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 5", "2, 10", "3, 20", "6, 160", "7, 300", "1000000, 300"})
  void waitBefore_whenRefusalsLedToIt_thenMustReachAnAge(int refusals, long seconds) {
    RenewalGuard guard = new RenewalGuard();

    assertThat(guard.waitBefore(refusals, START, START)).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(guard.waitBefore(refusals, START, START.plusSeconds(seconds))).isZero();
  }

  @Test
  void takeRow_whenRefusalsFollowEachOther_thenCountsUntilOneLived() {
    RenewalGuard guard = new RenewalGuard();

    assertThat(guard.takeRow()).isZero();
    guard.refused(0, START, START.plusSeconds(1));
    int first = guard.takeRow();
    guard.refused(first, START, START.plusSeconds(6));
    int second = guard.takeRow();
    guard.refused(second, START, START.plus(Duration.ofMinutes(10)));

    assertThat(first).isEqualTo(1);
    assertThat(second).isEqualTo(2);
    assertThat(guard.takeRow()).isEqualTo(1);
    assertThat(guard.takeRow()).isZero();
  }
}
