package io.github.ibkrauth.ibkr.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.testkit.ManualTime;
import io.github.ibkrauth.ibkr.IbkrException.Failure;
import io.github.ibkrauth.ibkr.NoAnswerException;
import io.github.ibkrauth.ibkr.NoAnswerException.Reason;
import io.github.ibkrauth.ibkr.RateLimitedException;
import io.github.ibkrauth.ibkr.ServerTroubleException;
import io.github.ibkrauth.ibkr.endpoint.Endpoint.Group;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which calls go out again by themselves, how often, and how far apart. */
class ReadRetriesTest {

  private static final Instant START = Instant.parse("2026-01-05T12:00:00Z");
  private static final Endpoint READ = Endpoint.of("GET", "/x", Group.PORTFOLIO).build();
  private static final Endpoint WRITE = Endpoint.of("POST", "/x", Group.PORTFOLIO).build();

  private final ManualTime time = ManualTime.at(START);
  private final ReadRetries retries = ReadRetries.none(time.runtime().build()).some();
  private final List<Instant> sent = new ArrayList<>();

  @AfterEach
  void clear() {
    Thread.interrupted();
  }

  private static Endpoint limited(Limit limit) {
    return Endpoint.of("GET", "/x", Group.PORTFOLIO).limits(limit).build();
  }

  private String send(Endpoint endpoint, int failures, Supplier<RuntimeException> failure) {
    return retries.send(
        endpoint,
        () -> {
          sent.add(time.instant());
          if (sent.size() <= failures) {
            throw failure.get();
          }
          return "answer";
        },
        UnaryOperator.identity());
  }

  private static RuntimeException trouble() {
    return new ServerTroubleException(Failure.of(READ, "503"));
  }

  private static NoAnswerException none(Reason reason) {
    return new NoAnswerException(Failure.of(READ, "none"), reason);
  }

  @Test
  void read_afterTwoErrorsOfTheServer_isAnsweredByTheThird() {
    assertThat(send(READ, 2, ReadRetriesTest::trouble)).isEqualTo("answer");
    assertThat(sent).hasSize(3);
    assertThat(Duration.between(START, sent.get(2)))
        .isBetween(Duration.ofMillis(620), Duration.ofMillis(1_250));
  }

  @Test
  void read_afterThreeErrors_fails() {
    assertThatThrownBy(() -> send(READ, 3, ReadRetriesTest::trouble))
        .isInstanceOf(ServerTroubleException.class);
    assertThat(sent).hasSize(3);
  }

  @Test
  void write_afterAnError_isNeverSentAgain() {
    assertThatThrownBy(() -> send(WRITE, 1, ReadRetriesTest::trouble))
        .isInstanceOf(ServerTroubleException.class);
    assertThatThrownBy(() -> send(WRITE, 2, () -> none(Reason.NOT_CONNECTED)))
        .isInstanceOf(NoAnswerException.class);
    assertThat(sent).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void read_withoutAnAnswer_isSentAgainOnlyAfterABrokenConnection(Reason reason) {
    boolean again = reason == Reason.CONNECTION_LOST || reason == Reason.NOT_CONNECTED;
    assertThatThrownBy(() -> send(READ, 9, () -> none(reason)))
        .isInstanceOf(NoAnswerException.class);
    assertThat(sent).hasSize(again ? 3 : 1);
  }

  @Test
  void read_afterTooManyRequests_isNotSentAgain() {
    assertThatThrownBy(() -> send(READ, 1, () -> new RateLimitedException(Failure.of(READ, "429"))))
        .isInstanceOf(RateLimitedException.class);
    assertThat(sent).hasSize(1);
  }

  @Test
  void read_withALimitOfItsOwn_keepsIt() {
    assertThat(send(limited(Limit.perSeconds(1, 5)), 2, ReadRetriesTest::trouble))
        .isEqualTo("answer");
    assertThat(Duration.between(sent.get(0), sent.get(1))).isGreaterThan(Duration.ofSeconds(5));
    assertThat(Duration.between(sent.get(1), sent.get(2))).isGreaterThan(Duration.ofSeconds(5));
  }

  @Test
  void read_allowedOnceInAQuarterOfAnHour_isSentOnce() {
    assertThatThrownBy(() -> send(limited(Limit.perMinutes(1, 15)), 1, ReadRetriesTest::trouble))
        .isInstanceOf(ServerTroubleException.class);
    assertThat(sent).hasSize(1);
  }

  @Test
  void read_whenInterrupted_fails() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> send(READ, 1, ReadRetriesTest::trouble))
        .isInstanceOf(ServerTroubleException.class);
    assertThat(sent).hasSize(1);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void look_afterAnError_isSentOnce() {
    assertThatThrownBy(
            () ->
                ReadRetries.none(time.runtime().build())
                    .send(
                        READ,
                        () -> {
                          sent.add(time.instant());
                          throw trouble();
                        },
                        UnaryOperator.identity()))
        .isInstanceOf(ServerTroubleException.class);
    assertThat(sent).hasSize(1);
  }
}
