package io.github.ibkrauth.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.http.Origin;
import io.github.ibkrauth.auth.spi.KeepAlive;
import io.github.ibkrauth.auth.spi.KeepAlive.Beat;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupervisionTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration DEADLINE = Duration.ofMinutes(5);
  private static final Origin PLACE = Origin.of(URI.create("https://api.example.com"));

  private final FakeTime time = new FakeTime();
  private final List<AuthEvent> events = new ArrayList<>();
  private final List<Instant> beats = new ArrayList<>();
  private final Deque<Supplier<Beat>> answers = new ArrayDeque<>();
  private AuthRuntime runtime = time.runtime(1).listener(events::add).build();

  @AfterEach
  void close() {
    runtime.close();
  }

  @ParameterizedTest
  @CsvSource({"0, 6000, 54000", "0.5, 33000, 57000", "1, 60000, 60000"})
  void supervise_always_beatsFirstWithinTheIntervalAndThenAt90To100PercentOfIt(
      double draw, long first, long millis) {
    runtime = time.runtime(draw).build();
    supervise(Set.of());

    assertThat(time.untilNextTask()).isEqualTo(Duration.ofMillis(first));
    time.advance(Duration.ofMillis(first - 1));
    assertThat(beats).isEmpty();
    time.advance(Duration.ofMillis(1));

    assertThat(beats).hasSize(1);
    assertThat(time.untilNextTask()).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void supervise_whenABeatTakesLong_countsTheNextFromItsEnd() {
    answers.add(
        () -> {
          assertThat(time.pendingTasks()).as("a beat never overlaps itself").isZero();
          time.set(time.instant().plus(Duration.ofMinutes(10)));
          return Beat.OK;
        });
    supervise(Set.of());

    time.advance(MINUTE);

    assertThat(time.untilNextTask()).isEqualTo(MINUTE);
    assertThat(of(AuthEvent.KeepAliveBeat.class))
        .singleElement()
        .satisfies(e -> assertThat(e.took()).isEqualTo(Duration.ofMinutes(10)));
  }

  @Test
  void supervise_whenBeatsAreMissed_degradesAfterTwoAndHealsAtTheNextAnswer() {
    AuthRuntime.Supervision supervision = supervise(Set.of());
    answer(Beat.MISSED);
    time.advance(MINUTE);
    assertThat(supervision.state()).isEqualTo(SessionState.OPEN);
    answer(Beat.MISSED);
    time.advance(MINUTE);
    assertThat(supervision.state()).isEqualTo(SessionState.DEGRADED);

    time.advance(MINUTE);

    assertThat(supervision.state()).isEqualTo(SessionState.OPEN);
    assertThat(of(AuthEvent.KeepAliveMissed.class))
        .extracting(AuthEvent.KeepAliveMissed::inARow)
        .containsExactly(1, 2);
    assertThat(of(AuthEvent.SessionStateChanged.class))
        .extracting(AuthEvent.SessionStateChanged::to)
        .containsExactly(SessionState.DEGRADED, SessionState.OPEN);
  }

  @Test
  void supervise_whenSilentBeyondTheDeadline_isLost() {
    AuthRuntime.Supervision supervision = supervise(Set.of());
    for (int i = 0; i < 6; i++) {
      answer(Beat.MISSED);
    }

    time.advance(Duration.ofMinutes(5));
    assertThat(supervision.state()).isEqualTo(SessionState.DEGRADED);
    time.advance(MINUTE);

    assertThat(supervision.state()).isEqualTo(SessionState.LOST);
    assertThat(of(AuthEvent.KeepAliveMissed.class).get(5).silence())
        .isEqualTo(Duration.ofMinutes(6));
  }

  @Test
  void supervise_whenTheServerSaysLost_staysLostThroughMissedBeats() {
    AuthRuntime.Supervision supervision = supervise(Set.of());
    answer(Beat.LOST);
    answer(Beat.MISSED);
    answer(Beat.MISSED);
    answer(Beat.MISSED);

    time.advance(Duration.ofMinutes(4));

    assertThat(supervision.state()).isEqualTo(SessionState.LOST);
    time.advance(MINUTE);
    assertThat(supervision.state()).as("an answer brings it back").isEqualTo(SessionState.OPEN);
  }

  @Test
  void supervise_whenAHumanIsNeeded_waitsForThatThroughMissedBeats() {
    AuthRuntime.Supervision supervision = supervise(Set.of());
    answer(Beat.NEEDS_USER);
    answer(Beat.MISSED);
    answer(Beat.MISSED);

    time.advance(Duration.ofMinutes(3));

    assertThat(supervision.state()).isEqualTo(SessionState.AWAITING_USER);
  }

  @Test
  void supervise_whenABeatThrowsOrGivesNull_countsItAsMissedAndGoesOn() {
    supervise(Set.of());
    answers.add(
        () -> {
          throw new IllegalStateException("x");
        });
    answers.add(
        () -> {
          throw new NoClassDefFoundError("x");
        });
    answers.add(() -> null);

    time.advance(Duration.ofMinutes(4));

    assertThat(beats).hasSize(4);
    assertThat(of(AuthEvent.KeepAliveMissed.class)).hasSize(3);
    assertThat(of(AuthEvent.KeepAliveBeat.class)).hasSize(1);
  }

  @Test
  void supervise_whenAnotherRequestKeptTheSessionAlive_leavesTheBeatOut() {
    AuthRuntime.Supervision supervision = supervise(Set.of(PLACE));
    time.advance(Duration.ofSeconds(30));
    runtime.touched(PLACE);
    time.advance(Duration.ofSeconds(30));
    assertThat(beats).isEmpty();

    time.advance(MINUTE);

    assertThat(beats).as("the touch is older than half an interval").hasSize(1);
    assertThat(supervision.state()).isEqualTo(SessionState.OPEN);
  }

  @Test
  void supervise_whenAnotherPlaceWasTouched_beats() {
    supervise(Set.of(PLACE));
    time.advance(Duration.ofSeconds(59));
    runtime.touched(Origin.of(URI.create("https://other.example.com")));

    time.advance(Duration.ofSeconds(1));

    assertThat(beats).hasSize(1);
  }

  @Test
  void supervise_whenTouched_countsTheSilenceFromTheTouch() {
    supervise(Set.of(PLACE));
    time.advance(Duration.ofSeconds(31));
    runtime.touched(PLACE);
    answer(Beat.MISSED);

    time.advance(Duration.ofSeconds(89));

    assertThat(of(AuthEvent.KeepAliveMissed.class))
        .singleElement()
        .satisfies(e -> assertThat(e.silence()).isEqualTo(Duration.ofSeconds(89)));
  }

  @Test
  void close_always_stopsBeating() {
    AuthRuntime.Supervision supervision = supervise(Set.of());

    supervision.close();
    supervision.close();
    time.advance(Duration.ofHours(1));

    assertThat(beats).isEmpty();
    assertThat(time.pendingTasks()).isZero();
    assertThat(supervision.state()).isEqualTo(SessionState.CLOSED);
  }

  @Test
  void close_duringABeat_makesItTheLast() {
    AuthRuntime.Supervision[] supervision = new AuthRuntime.Supervision[1];
    answers.add(
        () -> {
          supervision[0].close();
          return Beat.LOST;
        });
    supervision[0] = supervise(Set.of());

    time.advance(Duration.ofHours(1));

    assertThat(beats).hasSize(1);
    assertThat(supervision[0].state()).isEqualTo(SessionState.CLOSED);
  }

  @Test
  void close_ofTheRuntime_stopsAllAndTakesNoMore() {
    AuthRuntime.Supervision first = supervise(Set.of());
    AuthRuntime.Supervision second = supervise(Set.of());

    runtime.close();
    time.advance(Duration.ofHours(1));

    assertThat(beats).isEmpty();
    assertThat(List.of(first.state(), second.state())).containsOnly(SessionState.CLOSED);
    assertThatThrownBy(() -> supervise(Set.of()))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessage("the runtime is closed");
    assertThat(time.pendingTasks()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"PT0S, PT1M", "PT-1S, PT1M", "PT1M, PT1M", "PT1M, PT59S"})
  void supervise_whenTheTimesMakeNoSense_isRefused(Duration interval, Duration deadline) {
    assertThatThrownBy(
            () -> runtime.supervise("s", "1", "n", new Fixed(interval, deadline), Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 < interval < deadline");
    assertThat(time.pendingTasks()).isZero();
  }

  @Test
  void supervise_withTheRuntimesOwnThreads_beatsOneAfterTheOther() throws InterruptedException {
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch several = new CountDownLatch(5);
    KeepAlive quick =
        new Fixed(Duration.ofMillis(5), MINUTE) {
          @Override
          public Beat beat() {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            several.countDown();
            atOnce.decrementAndGet();
            return Beat.OK;
          }
        };
    try (AuthRuntime real = AuthRuntime.system();
        AuthRuntime.Supervision supervision = real.supervise("s", "1", "n", quick, Set.of())) {
      assertThat(several.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(supervision.state()).isEqualTo(SessionState.OPEN);
    }
    assertThat(most).hasValue(1);
  }

  private AuthRuntime.Supervision supervise(Set<Origin> coveredBy) {
    return runtime.supervise("some-strategy", "s-1", "tickle", new Answering(), coveredBy);
  }

  private void answer(Beat beat) {
    answers.add(() -> beat);
  }

  private <E extends AuthEvent> List<E> of(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Beats as the test says, OK when it says nothing. */
  private final class Answering extends Fixed {

    Answering() {
      super(MINUTE, DEADLINE);
    }

    @Override
    public Beat beat() {
      beats.add(time.instant());
      return answers.isEmpty() ? Beat.OK : answers.remove().get();
    }
  }

  private static class Fixed implements KeepAlive {

    private final Duration interval;
    private final Duration deadline;

    Fixed(Duration interval, Duration deadline) {
      this.interval = interval;
      this.deadline = deadline;
    }

    @Override
    public Duration interval() {
      return interval;
    }

    @Override
    public Duration deadline() {
      return deadline;
    }

    @Override
    public Beat beat() {
      return Beat.OK;
    }
  }
}
