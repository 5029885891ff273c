package io.github.ibkrauth.auth.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.gateway.MaintenanceResult.Outcome;
import io.github.ibkrauth.auth.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaintenanceWatchTest {

  private static final Instant START = Instant.parse("2026-01-05T12:00:00Z");

  private final ManualTime time = ManualTime.at(START);
  private final ScriptedGateway fake = new ScriptedGateway();
  private final AuthRuntime runtime = time.runtime().build();
  private final Gateway gateway =
      new Gateway(fake, runtime, ScriptedGateway.ADDRESS, ScriptedGateway.API);
  private final List<MaintenanceResult> results = new ArrayList<>();

  @Test
  void watch_whenTimePasses_looksAtOnceAndAtEveryInterval() {
    fake.on("tickle", Replies.tickle(true, true, false));
    MaintenanceWatch watch =
        gateway.watch(MaintenancePolicy.OURS, MaintenanceWatch.DEFAULT_INTERVAL, results::add);
    assertThat(watch.last()).isEmpty();

    time.advance(Duration.ofMinutes(10));

    assertThat(results).hasSize(11);
    assertThat(watch.last()).contains(results.get(10));
    assertThat(fake.intrusions()).isEmpty();
  }

  @Test
  void close_whenCalled_endsTheWatch() throws InterruptedException {
    fake.on("tickle", Replies.tickle(true, true, false));
    MaintenanceWatch watch = watch(MaintenancePolicy.OURS);
    time.advance(Duration.ofMinutes(1));

    watch.close();
    watch.close();
    time.advance(Duration.ofHours(1));
    watch.awaitEnd();

    assertThat(results).hasSize(2);
    assertThat(time.pendingTasks()).isZero();
  }

  @Test
  void watch_whenClosedDuringARound_endsTheRoundAtItsNextStep() {
    List<MaintenanceWatch> own = new ArrayList<>();
    fake.on("tickle", Replies.tickle(false, true, false))
        .on(
            "status",
            () -> {
              own.get(0).close();
              return Replies.status(false, true, false);
            });
    own.add(watch(MaintenancePolicy.OURS));

    time.advance(Duration.ofMinutes(1));

    assertThat(fake.calls()).containsExactly("tickle", "init", "status");
    assertThat(results).isEmpty();
    assertThat(time.pendingTasks()).isZero();
  }

  @Test
  void watch_whenTheGatewayIsClosed_ends() throws InterruptedException {
    fake.on("tickle", Replies.tickle(true, true, false));
    MaintenanceWatch watch = watch(MaintenancePolicy.OURS);
    time.advance(Duration.ZERO);

    gateway.close();
    time.advance(Duration.ofHours(1));
    watch.awaitEnd();

    assertThat(results).hasSize(1);
    assertThat(time.pendingTasks()).isZero();
  }

  @Test
  void watch_whenTheRuntimeCloses_ends() throws InterruptedException {
    List<Runnable> tasks = new ArrayList<>();
    AuthRuntime closing =
        AuthRuntime.builder()
            .clock(time)
            .sleeper(time)
            .scheduler(
                (task, delay) -> {
                  if (!tasks.isEmpty()) {
                    throw new RejectedExecutionException("closed");
                  }
                  tasks.add(task);
                  return () -> {};
                })
            .build();
    fake.on("tickle", Replies.tickle(true, true, false));
    Gateway own = new Gateway(fake, closing, ScriptedGateway.ADDRESS, ScriptedGateway.API);
    MaintenanceWatch watch = own.watch(MaintenancePolicy.OURS, Duration.ofSeconds(1), results::add);

    tasks.get(0).run();
    watch.awaitEnd();

    assertThat(results).hasSize(1);
    assertThatThrownBy(() -> own.watch(MaintenancePolicy.OURS, Duration.ofSeconds(1), results::add))
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void watch_whenTheListenerThrows_goesOn() {
    fake.on("tickle", Replies.tickle(true, true, false));
    gateway.watch(
        MaintenancePolicy.OURS,
        Duration.ofSeconds(60),
        result -> {
          results.add(result);
          throw new IllegalStateException("the application's own trouble");
        });

    time.advance(Duration.ofMinutes(5));

    assertThat(results).hasSize(6);
  }

  @Test
  void watch_whenTheListenerThrowsAfterTheLogout_opensTheSessionAllTheSame() {
    fake.on("tickle", Replies.tickle(true, true, true));
    gateway.watch(
        MaintenancePolicy.NOETL,
        Duration.ofSeconds(60),
        new MaintenanceWatch.Listener() {
          @Override
          public void onStep(MaintenanceStep step) {
            if (step.rung() == MaintenanceStep.Rung.LOGOUT) {
              throw new IllegalStateException("the application's own trouble");
            }
          }

          @Override
          public void onResult(MaintenanceResult result) {
            results.add(result);
          }
        });

    time.advance(Duration.ZERO);

    assertThat(fake.count("logout")).isOne();
    assertThat(fake.count("reauthenticate")).isOne();
    assertThat(results).hasSize(1);
  }

  @Test
  void watch_whenListened_tellsEachStep() {
    fake.on("tickle", Replies.loginRequired());
    List<MaintenanceStep.Rung> rungs = new ArrayList<>();
    gateway.watch(
        MaintenancePolicy.OURS,
        Duration.ofSeconds(60),
        new MaintenanceWatch.Listener() {
          @Override
          public void onStep(MaintenanceStep step) {
            rungs.add(step.rung());
          }

          @Override
          public void onResult(MaintenanceResult result) {}
        });

    time.advance(Duration.ZERO);

    assertThat(rungs)
        .containsExactly(MaintenanceStep.Rung.TICKLE, MaintenanceStep.Rung.LOGIN_REQUIRED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT0.999S", "PT-1S", "PT1H0.001S"})
  void watch_whenTheIntervalIsOutOfBounds_refuses(String interval) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> gateway.watch(MaintenancePolicy.OURS, Duration.parse(interval), results::add))
        .withMessageContaining("1 s to 1 h");
  }

  @Test
  void awaitEnd_whenTheThreadIsInterrupted_says() {
    fake.on("tickle", Replies.tickle(true, true, false));
    MaintenanceWatch watch = watch(MaintenancePolicy.OURS);
    Thread.currentThread().interrupt();

    assertThatThrownBy(watch::awaitEnd).isInstanceOf(InterruptedException.class);
    watch.close();
  }

  /** Up for 30 s, down for 30 s; each outage costs the brokerage session. */
  @ParameterizedTest
  @CsvSource({
    "ours, GATEWAY_DOWN, 60, 0", "ours, UPSTREAM_DOWN, 47, 0", "ours, UNAVAILABLE, 7, 0",
    "ours, GATEWAY_DOWN, 1, 3", "ours, UPSTREAM_DOWN, 60, 29", "noetl, GATEWAY_DOWN, 60, 0",
    "noetl, UPSTREAM_DOWN, 47, 0", "noetl, UNAVAILABLE, 7, 0", "noetl, GATEWAY_DOWN, 13, 29",
    "all, GATEWAY_DOWN, 7, 0", "all, UPSTREAM_DOWN, 31, 5", "all, UNAVAILABLE, 11, 15",
  })
  void watch_whenTheGatewayFlaps_forcesNoLoginAndStaysWithinItsDelays(
      String policy, GatewayCondition outage, long interval, long phase) {
    Flapping flapping = new Flapping(time, outage, phase);
    flapping.script(fake);
    MaintenancePolicy all = MaintenancePolicy.ours().compete(true).logout(true).polls(20).build();
    gateway.watch(
        policy.equals("all") ? all : MaintenancePolicy.named(policy),
        Duration.ofSeconds(interval),
        results::add);

    time.advance(Duration.ofHours(2));

    int attempts = attemptsWithin(Duration.ofHours(2));
    assertThat(attempts).isEqualTo(8);
    assertThat(fake.count("init")).isLessThanOrEqualTo(2L * attempts);
    assertThat(fake.count("reauthenticate")).isLessThanOrEqualTo(2L * attempts);
    assertThat(fake.count("logout")).isLessThanOrEqualTo(policy.equals("ours") ? 0 : attempts);
    assertThat(fake.intrusions()).isNotEmpty();
    assertThat(results)
        .hasSizeGreaterThan(70)
        .noneMatch(result -> result.outcome() == Outcome.LOGIN_REQUIRED)
        .noneMatch(result -> result.action() == MaintenanceAction.LOGIN_REQUIRED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ours", "noetl"})
  void watch_whenTheGatewayIsDownForHours_looksAndDoesNothing(String policy) {
    fake.on("tickle", Replies.gatewayDown());
    watch(MaintenancePolicy.named(policy));

    time.advance(Duration.ofHours(2));

    assertThat(results).hasSize(121);
    assertThat(fake.intrusions()).isEmpty();
    assertThat(results).allMatch(r -> r.condition() == GatewayCondition.GATEWAY_DOWN);
  }

  /** Two programs want the one brokerage session of a user. */
  @ParameterizedTest
  @CsvSource({"noetl, noetl", "ours, ours", "ours, noetl"})
  void watches_whenTheyFightOverOneSession_endTheFight(String mine, String theirs) {
    OneSession session = new OneSession();
    ScriptedGateway other = new ScriptedGateway();
    session.script(fake, "mine");
    session.script(other, "theirs");
    List<MaintenanceResult> othersResults = new ArrayList<>();
    gateway.watch(taking(mine), Duration.ofSeconds(60), results::add);
    new Gateway(other, runtime, ScriptedGateway.ADDRESS, ScriptedGateway.API)
        .watch(taking(theirs), Duration.ofSeconds(60), othersResults::add);

    time.advance(Duration.ofHours(12));
    int fought = fake.intrusions().size() + other.intrusions().size();
    time.advance(Duration.ofHours(12));

    // The session is opened once, and then each takes it back five times at most.
    assertThat(session.takes).isBetween(2, 12);
    assertThat(fake.intrusions().size() + other.intrusions().size()).isEqualTo(fought);
    assertThat(results.size() + othersResults.size()).isGreaterThan(2 * 1_400);
    MaintenanceResult last = results.get(results.size() - 1);
    MaintenanceResult othersLast = othersResults.get(othersResults.size() - 1);
    assertThat(List.of(last.outcome(), othersLast.outcome()))
        .containsExactlyInAnyOrder(Outcome.READY, Outcome.COMPETING);
  }

  @Test
  void watches_whenNeitherCompetes_leaveTheSessionWhereItIs() {
    OneSession session = new OneSession();
    ScriptedGateway other = new ScriptedGateway();
    session.script(fake, "mine");
    session.script(other, "theirs");
    watch(MaintenancePolicy.OURS);
    new Gateway(other, runtime, ScriptedGateway.ADDRESS, ScriptedGateway.API)
        .watch(MaintenancePolicy.OURS, Duration.ofSeconds(60), results::add);

    time.advance(Duration.ofHours(24));

    assertThat(session.takes).isEqualTo(1);
    assertThat(fake.count("reauthenticate") + other.count("reauthenticate")).isZero();
  }

  /** A rival whose taking cannot be seen: the session is just gone again, each time. */
  @Test
  void watch_whenTheSessionIsLostAgainAndAgain_staysWithinItsDelays() {
    boolean[] open = new boolean[1];
    fake.on("tickle", () -> Replies.tickle(open[0], true, false))
        .on("status", () -> Replies.status(open[0], true, false))
        .on(
            "init",
            () -> {
              open[0] = true;
              runtime.scheduler().schedule(() -> open[0] = false, Duration.ofSeconds(90));
              return Replies.status(true, true, false);
            });
    watch(MaintenancePolicy.OURS);

    time.advance(Duration.ofHours(24));

    assertThat(fake.intrusions())
        .hasSizeBetween(40, attemptsWithin(Duration.ofHours(24)))
        .containsOnly("init");
  }

  private MaintenanceWatch watch(MaintenancePolicy policy) {
    return gateway.watch(policy, Duration.ofSeconds(60), results::add);
  }

  private static MaintenancePolicy taking(String name) {
    return name.equals("noetl")
        ? MaintenancePolicy.NOETL
        : MaintenancePolicy.ours().compete(true).logout(true).build();
  }

  /** Returns how many attempts fit if each waits 60 s, 120 s, 240 s … 30 min for the next. */
  private static int attemptsWithin(Duration span) {
    int attempts = 1;
    Duration delay = Duration.ofSeconds(60);
    Duration at = Duration.ZERO;
    while (at.plus(delay).compareTo(span) <= 0) {
      at = at.plus(delay);
      attempts++;
      delay = delay.multipliedBy(2);
      delay = delay.compareTo(Duration.ofMinutes(30)) < 0 ? delay : Duration.ofMinutes(30);
    }
    return attempts;
  }

  /** A gateway that comes and goes every 30 s, and has lost the brokerage session each time. */
  private static final class Flapping {

    private final ManualTime time;
    private final GatewayCondition outage;
    private final long phase;
    private long openIn = -1;

    Flapping(ManualTime time, GatewayCondition outage, long phase) {
      this.time = time;
      this.outage = outage;
      this.phase = phase;
    }

    void script(ScriptedGateway fake) {
      fake.on("tickle", () -> up(Replies.tickle(open(), true, false)))
          .on("status", () -> up(Replies.status(open(), true, false)))
          .on("logout", () -> up(Replies.json("{\"status\":true}")))
          .on("init", this::opening)
          .on("reauthenticate", this::opening);
    }

    private long period() {
      return (time.instant().getEpochSecond() + phase) / 30;
    }

    private boolean open() {
      return openIn == period();
    }

    private GatewayReply opening() {
      GatewayReply reply = up(Replies.json("{\"message\":\"triggered\"}"));
      if (reply.condition() == GatewayCondition.ANSWERED) {
        openIn = period();
      }
      return reply;
    }

    private GatewayReply up(GatewayReply reply) {
      if (period() % 2 == 0) {
        return reply;
      }
      if (outage == GatewayCondition.UPSTREAM_DOWN) {
        silence();
      }
      return Replies.failed(outage, outage == GatewayCondition.UNAVAILABLE ? 503 : 0);
    }

    private void silence() {
      try {
        time.sleep(Duration.ofSeconds(10));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** One brokerage session, which the last one that takes it has. */
  private static final class OneSession {

    private String owner = "";
    private int takes;

    void script(ScriptedGateway fake, String name) {
      fake.on("tickle", () -> Replies.tickle(mine(name), true, rival(name)))
          .on("status", () -> Replies.status(mine(name), true, rival(name)))
          .on("init", () -> init(fake, name))
          .on("reauthenticate", () -> take(name))
          .on("logout", () -> Replies.json("{\"status\":true}"));
    }

    private boolean mine(String name) {
      return owner.equals(name);
    }

    private boolean rival(String name) {
      return !owner.isEmpty() && !mine(name);
    }

    private GatewayReply init(ScriptedGateway fake, String name) {
      List<String> calls = fake.calls();
      boolean compete = calls.get(calls.size() - 1).equals("init compete");
      return compete || !rival(name) ? take(name) : Replies.status(false, true, true);
    }

    private GatewayReply take(String name) {
      owner = name;
      takes++;
      return Replies.json("{\"message\":\"triggered\"}");
    }
  }
}
