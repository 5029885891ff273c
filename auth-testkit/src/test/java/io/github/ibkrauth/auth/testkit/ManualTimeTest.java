package io.github.ibkrauth.auth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.time.TaskScheduler.Scheduled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ManualTimeTest {

  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  private final ManualTime time = ManualTime.at(START);
  private final List<String> ran = new ArrayList<>();

  @Test
  void advance_whenTasksAreDue_runsThemInOrderAtTheirOwnTime() {
    time.schedule(() -> ran.add("b " + time.instant()), Duration.ofSeconds(2));
    time.schedule(() -> ran.add("a " + time.instant()), Duration.ofSeconds(1));
    time.schedule(() -> ran.add("c " + time.instant()), Duration.ofSeconds(2));
    time.schedule(() -> ran.add("late"), Duration.ofSeconds(4));

    time.advance(Duration.ofSeconds(3));

    assertThat(ran)
        .containsExactly(
            "a 2030-01-01T00:00:01Z", "b 2030-01-01T00:00:02Z", "c 2030-01-01T00:00:02Z");
    assertThat(time.instant()).isEqualTo(START.plusSeconds(3));
    assertThat(time.pendingTasks()).isEqualTo(1);
    assertThat(time.nextTaskAt()).contains(START.plusSeconds(4));
  }

  @Test
  void advance_whenATaskSchedulesAnother_runsThatToo() {
    time.schedule(
        () -> time.schedule(() -> ran.add("second"), Duration.ofSeconds(1)), Duration.ofSeconds(1));

    time.advance(Duration.ofSeconds(2));

    assertThat(ran).containsExactly("second");
  }

  @Test
  void advance_whenATaskThrows_stopsAtItsTimeAndPassesTheExceptionOn() {
    time.schedule(
        () -> {
          throw new IllegalStateException("boom");
        },
        Duration.ofSeconds(1));

    assertThatThrownBy(() -> time.advance(Duration.ofSeconds(5))).hasMessage("boom");
    assertThat(time.instant()).isEqualTo(START.plusSeconds(1));
  }

  @Test
  void advance_whenByZero_runsWhatIsDueAlready() {
    time.schedule(() -> ran.add("now"), Duration.ofSeconds(-3));

    assertThat(ran).isEmpty();
    time.advance(Duration.ZERO);

    assertThat(ran).containsExactly("now");
    assertThat(time.instant()).isEqualTo(START);
  }

  @Test
  void advance_whenNegative_isRefused() {
    assertThatThrownBy(() -> time.advance(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void cancel_whenNotYetRun_preventsTheRun() {
    Scheduled task = time.schedule(() -> ran.add("x"), Duration.ofSeconds(1));

    task.cancel();
    time.advance(Duration.ofSeconds(2));

    assertThat(ran).isEmpty();
    assertThat(time.pendingTasks()).isZero();
  }

  @Test
  void sleep_whenSleepersMoveTheClock_runsTasksAndReturns() throws InterruptedException {
    time.schedule(() -> ran.add("due"), Duration.ofSeconds(1));

    time.sleep(Duration.ofSeconds(2));

    assertThat(ran).containsExactly("due");
    assertThat(time.instant()).isEqualTo(START.plusSeconds(2));
    assertThat(time.slept()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void sleep_whenInterrupted_throws() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> time.sleep(Duration.ofSeconds(2)))
        .isInstanceOf(InterruptedException.class);
    assertThat(time.instant()).isEqualTo(START);
  }

  @Test
  void sleep_whenSleepersWait_blocksUntilTheClockIsFarEnough() throws Exception {
    ManualTime waiting = ManualTime.withWaitingSleepers(START);
    CompletableFuture<Instant> woke = new CompletableFuture<>();
    Thread sleeper =
        new Thread(
            () -> {
              try {
                waiting.sleep(Duration.ofSeconds(10));
                woke.complete(waiting.instant());
              } catch (InterruptedException e) {
                woke.completeExceptionally(e);
              }
            });
    sleeper.start();
    while (waiting.sleepers() == 0) {
      Thread.onSpinWait();
    }

    waiting.advance(Duration.ofSeconds(9));
    assertThat(waiting.sleepers()).isEqualTo(1);
    assertThat(woke).isNotDone();
    waiting.advance(Duration.ofSeconds(1));

    assertThat(woke.get(10, TimeUnit.SECONDS)).isEqualTo(START.plusSeconds(10));
  }

  @Test
  void jumpBack_always_movesTheClockOnly() {
    time.schedule(() -> ran.add("x"), Duration.ZERO);

    time.jumpBack(Duration.ofHours(1));

    assertThat(time.instant()).isEqualTo(START.minusSeconds(3600));
    assertThat(ran).isEmpty();
  }

  @Test
  void runtime_always_usesThisTime() throws InterruptedException {
    try (AuthRuntime runtime = time.runtime().build()) {
      runtime.scheduler().schedule(() -> ran.add("task"), Duration.ofSeconds(1));
      runtime.sleeper().sleep(Duration.ofSeconds(1));

      assertThat(runtime.clock().instant()).isEqualTo(START.plusSeconds(1));
      assertThat(ran).containsExactly("task");
    }
  }
}
