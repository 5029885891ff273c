package io.github.ibkrauth.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefreshPolicyTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @ParameterizedTest
  @CsvSource({
    "1, 500",
    "2, 1000",
    "3, 2000",
    "9, 128000",
    "10, 150000",
    "64, 150000",
    "65, 150000",
    "200, 150000",
    "2147483647, 150000"
  })
  void delay_withTheSmallestDraw_isHalfOfTheDoubledAndCappedDelay(int failures, long millis) {
    assertThat(Backoff.standard().delay(failures, FakeTime.draw(0)))
        .isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void delay_withAnyDraw_isBetweenHalfAndAll() {
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      assertThat(new Backoff(SECOND, SECOND).delay(1 + i, random))
          .isBetween(Duration.ofMillis(500), SECOND);
    }
  }

  @Test
  void delay_whenTiny_isAMillisecondAtLeast() {
    Backoff tiny = new Backoff(Duration.ofNanos(1), Duration.ofNanos(2));

    assertThat(tiny.delay(1, FakeTime.draw(0))).isEqualTo(Duration.ofMillis(1));
  }

  @Test
  void delay_whenFailuresAreNotCounted_isRefused() {
    assertThatThrownBy(() -> Backoff.standard().delay(0, new Random()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void backoff_whenOutOfOrder_isRefused() {
    Duration zero = Duration.ZERO;
    assertThatThrownBy(() -> new Backoff(zero, SECOND)).hasMessageContaining("want 0 < first");
    assertThatThrownBy(() -> new Backoff(SECOND.negated(), SECOND))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Backoff(SECOND, SECOND.minusMillis(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Backoff(SECOND, Duration.ofSeconds(Long.MAX_VALUE)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void policy_whenOutOfRange_isRefused() {
    RefreshPolicy good = RefreshPolicy.standard();
    for (double[] shares :
        new double[][] {{0, 0.5}, {0.8, 0.6}, {0.5, 1}, {Double.NaN, 0.5}, {0.5, Double.NaN}}) {
      assertThatThrownBy(
              () -> new RefreshPolicy(shares[0], shares[1], SECOND, SECOND, good.backoff()))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> good.withMargin(SECOND.negated()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> good.withMaxWait(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void with_always_changesThatPartOnly() {
    Backoff other = new Backoff(SECOND, SECOND);
    RefreshPolicy good = RefreshPolicy.standard();

    assertThat(good.withBackoff(other).backoff()).isEqualTo(other);
    assertThat(good.withMargin(SECOND).margin()).isEqualTo(SECOND);
    assertThat(good.withMaxWait(SECOND).maxWait()).isEqualTo(SECOND);
    assertThat(
            good.withBackoff(other)
                .withMargin(SECOND)
                .withMaxWait(SECOND)
                .withBackoff(good.backoff())
                .withMargin(good.margin())
                .withMaxWait(good.maxWait()))
        .isEqualTo(good);
  }

  @Test
  void issuedToken_toString_showsTimesOnly() {
    IssuedToken<String> token = IssuedToken.lasting("secret-token", Instant.EPOCH, SECOND);

    assertThat(token.toString()).contains("1970-01-01T00:00:01Z").doesNotContain("secret");
    assertThat(IssuedToken.openEnded("secret-token", Instant.EPOCH).toString())
        .contains("unknown")
        .doesNotContain("secret");
  }
}
