package io.github.ibkrauth.auth.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.testkit.ManualTime;
import io.github.ibkrauth.auth.testkit.RecordingListener;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GatewayTest {

  private final ManualTime time = ManualTime.at(Instant.parse("2026-01-05T12:00:00Z"));
  private final RecordingListener events = new RecordingListener();
  private final ScriptedGateway fake = new ScriptedGateway();
  private final Gateway gateway =
      new Gateway(
          fake,
          time.runtime().listener(events).build(),
          ScriptedGateway.ADDRESS,
          ScriptedGateway.API);

  @Test
  void tickle_whenAnswered_readsLeniently() {
    fake.on("tickle", Replies.loginRequired());

    assertThat(gateway.tickle().condition()).isEqualTo(GatewayCondition.LOGIN_REQUIRED);
  }

  @Test
  void status_whenAnswered_showsFlagsAndAnswer() {
    fake.on("status", Replies.status(true, true, false));

    GatewayStatus status = gateway.status();

    assertThat(status.ready()).isTrue();
    assertThat(status.condition()).isEqualTo(GatewayCondition.ANSWERED);
    JsonNode json = Json.readObject(status.toJson()).orElseThrow();
    assertThat(json.get("ready").booleanValue()).isTrue();
    assertThat(json.at("/data/MAC").textValue()).isEqualTo("00:00:5E:00:53:01");
  }

  @Test
  void status_whenLoggedOut_isNotReadyAndSaysWhy() {
    fake.on("status", Replies.json("{\"error\":\"no session\"}"));

    GatewayStatus status = gateway.status();

    assertThat(status.ready()).isFalse();
    assertThat(status.condition()).isEqualTo(GatewayCondition.LOGIN_REQUIRED);
    assertThat(status.toJson()).contains("\"condition\":\"login_required\"");
  }

  @Test
  void logout_whenAnswered_showsTheAnswerWithoutTheSession() {
    fake.on("tickle", Replies.tickle(true, true, false))
        .on("logout", Replies.json("{\"status\":true,\"was\":\"" + Replies.SESSION + "\"}"));
    gateway.tickle();

    AnswerView answer = gateway.logout();

    assertThat(answer.toJson())
        .isEqualTo(
            "{\"status_code\":200,\"data\":{\"status\":true,\"was\":\"****\"},"
                + "\"condition\":\"answered\",\"sentence\":\"\"}");
    assertThat(answer).hasToString("AnswerView(ANSWERED, 200)");
  }

  @Test
  void maintain_whenALoginIsRequired_tellsTheListenerOnceUntilItIsReady() {
    fake.on("tickle", Replies.loginRequired());
    gateway.maintain(MaintenancePolicy.OURS);
    gateway.maintain(MaintenancePolicy.OURS);
    fake.on("tickle", Replies.gatewayDown());
    gateway.maintain(MaintenancePolicy.OURS);
    fake.on("tickle", Replies.loginRequired());
    gateway.maintain(MaintenancePolicy.OURS);

    assertThat(events.of(AuthEvent.InteractionRequested.class))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.uri()).isEqualTo(ScriptedGateway.LOGIN);
              assertThat(event.strategyId()).isEqualTo("gateway-session");
              assertThat(event.hint()).isEqualTo("It is LOGIN_REQUIRED.");
            });

    fake.on("tickle", Replies.tickle(true, true, false));
    gateway.maintain(MaintenancePolicy.OURS);
    fake.on("tickle", Replies.loginRequired());
    gateway.maintain(MaintenancePolicy.OURS);
    assertThat(events.of(AuthEvent.InteractionRequested.class)).hasSize(2);
  }

  @Test
  void calls_whenClosed_areRefusedAndTheLoginPageIsStillTold() {
    gateway.close();

    assertThat(fake.isClosed()).isTrue();
    assertThat(fake.calls()).isEmpty();
    assertThat(gateway.loginPage()).isEqualTo(ScriptedGateway.LOGIN);
    for (Callable<?> call :
        List.<Callable<?>>of(
            gateway::tickle,
            gateway::status,
            gateway::verify,
            gateway::logout,
            () -> gateway.maintain(MaintenancePolicy.OURS),
            () -> gateway.watch(MaintenancePolicy.OURS, Duration.ofSeconds(60), result -> {}))) {
      assertThatIllegalStateException()
          .isThrownBy(
              () -> {
                call.call();
              })
          .withMessageContaining("closed");
    }
  }

  @Test
  void maintain_whenSeveralThreadsDo_makesOneRoundAtATime() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    fake.on(
        "tickle",
        () -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          Thread.yield();
          inside.decrementAndGet();
          return Replies.tickle(true, true, false);
        });
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<MaintenanceResult>> rounds =
          Collections.nCopies(100, () -> gateway.maintain(MaintenancePolicy.OURS));
      for (var round : threads.invokeAll(rounds)) {
        assertThat(round.get().action()).isEqualTo(MaintenanceAction.NOOP);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(most).hasValue(1);
  }

  @Test
  void results_whenShown_showNoSession() {
    fake.on("tickle", Replies.tickle(false, true, false))
        .on("status", Replies.json(Replies.tickleBody(true, true, false, true)))
        .on("logout", Replies.json("\"" + Replies.SESSION + "\""));
    MaintenanceResult result = gateway.maintain(MaintenancePolicy.NOETL);

    assertThat(
            Stream.of(
                gateway.tickle(),
                gateway.tickle().toJson(),
                gateway.status(),
                gateway.status().toJson(),
                gateway.verify(),
                gateway.verify().toJson(),
                gateway.verify().sentence(),
                gateway.logout(),
                gateway.logout().toJson(),
                gateway,
                result,
                result.toJson(),
                result.steps(),
                result.sentence()))
        .map(Object::toString)
        .noneMatch(text -> text.contains(Replies.SESSION));
  }

  @Test
  void maintain_whenInterruptedWhileAnotherRoundGoesOn_endsAtOnce() throws Exception {
    CountDownLatch inRound = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    fake.on(
        "tickle",
        () -> {
          inRound.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return Replies.tickle(true, true, false);
        });
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<MaintenanceResult> other =
          thread.submit(() -> gateway.maintain(MaintenancePolicy.OURS));
      inRound.await();
      Thread.currentThread().interrupt();

      MaintenanceResult result = gateway.maintain(MaintenancePolicy.OURS);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(result.condition()).isEqualTo(GatewayCondition.INTERRUPTED);
      assertThat(result.action()).isEqualTo(MaintenanceAction.ERROR);
      goOn.countDown();
      assertThat(other.get().outcome()).isEqualTo(MaintenanceResult.Outcome.READY);
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void maintain_whenTheGatewayIsClosedMeanwhile_attemptsNothing() {
    fake.on(
        "tickle",
        () -> {
          gateway.close();
          return Replies.tickle(false, true, false);
        });

    MaintenanceResult result = gateway.maintain(MaintenancePolicy.OURS);

    assertThat(fake.calls()).containsExactly("tickle");
    assertThat(result.condition()).isEqualTo(GatewayCondition.INTERRUPTED);
  }
}
