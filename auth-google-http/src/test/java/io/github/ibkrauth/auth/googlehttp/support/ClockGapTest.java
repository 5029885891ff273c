package io.github.ibkrauth.auth.googlehttp.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockGapTest {

  private static final Instant SENT = Instant.parse("2025-01-01T00:00:10.500Z");
  private static final Instant RECEIVED = Instant.parse("2025-01-01T00:00:14.200Z");

  @ParameterizedTest
  @CsvSource({
    "2025-01-01T00:00:10Z, PT0S", // cut off within the second of sending
    "2025-01-01T00:00:12Z, PT0S",
    "2025-01-01T00:00:14Z, PT0S",
    "2025-01-01T00:00:15Z, PT0.8S",
    "2025-01-01T00:01:01.200Z, PT47S",
    "2024-12-31T23:59:23Z, PT-47.5S",
  })
  void of_aDate_countsWhatLiesOutsideOfTheExchange(Instant date, Duration ahead) {
    assertThat(ClockGap.of(date, SENT, RECEIVED).ahead()).isEqualTo(ahead);
  }

  @Test
  void of_noDate_isNoGap() {
    assertThat(ClockGap.of(null, SENT, RECEIVED).ahead()).isZero();
    assertThat(ClockGap.of(null, SENT, RECEIVED).known()).isFalse();
    assertThat(ClockGap.of(null, SENT, RECEIVED).sentence()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"19, false", "20, true", "47, true", "-10, false", "-11, true", "0, false"})
  void breaks_aWindow_whenTheServersNowLiesOutside(int seconds, boolean broken) {
    ClockGap gap = new ClockGap(Duration.ofSeconds(seconds), true);

    assertThat(gap.breaks(Duration.ofSeconds(10), Duration.ofSeconds(20))).isEqualTo(broken);
  }

  @Test
  void sentence_always_saysWhoIsWhere() {
    assertThat(new ClockGap(Duration.ofSeconds(47), true).sentence())
        .contains("this computer's clock is 47 s behind the server's");
    assertThat(new ClockGap(Duration.ofSeconds(-3), true).sentence())
        .contains("this computer's clock is 3 s ahead of the server's");
    assertThat(new ClockGap(Duration.ofMillis(1900), true).sentence()).isEmpty();
  }
}
