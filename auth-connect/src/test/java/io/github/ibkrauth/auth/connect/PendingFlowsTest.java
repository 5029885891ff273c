package io.github.ibkrauth.auth.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PendingFlowsTest {

  private static final Instant START = Instant.parse("2026-11-02T15:00:00Z");

  private final ManualTime time = ManualTime.at(START);
  private final AuthRuntime runtime = time.runtime().build();
  private final PendingFlows<String> flows = PendingFlows.of("some", runtime);

  @AfterEach
  void stop() {
    runtime.close();
  }

  @Test
  void take_whenTheUserComesBackInTime_givesTheFlowOnce() {
    assertThat(flows.begin("ann", "s1", "flow 1")).isEqualTo(START.plus(Duration.ofMinutes(10)));
    flows.begin("ann", "s2", "flow 2");
    time.advance(Duration.ofMinutes(10).minusMillis(1));

    assertThat(flows.take("ann", "s1")).isEqualTo("flow 1");
    assertThat(codeOf(() -> flows.take("ann", "s1")))
        .isEqualTo(ConnectErrorCode.CONNECT_ALREADY_DONE);
    assertThat(flows.take("ann", "s2")).isEqualTo("flow 2");
  }

  @Test
  void take_whenUsedLongAgo_stillSaysThatItWasUsed() {
    flows.begin("ann", "s1", "flow 1");
    flows.take("ann", "s1");
    time.advance(Duration.ofMinutes(50));

    assertThat(codeOf(() -> flows.take("ann", "s1")))
        .isEqualTo(ConnectErrorCode.CONNECT_ALREADY_DONE);
  }

  @Test
  void take_whenNothingBegan_saysSoWithStrategy() {
    ConnectFlowException failure =
        catchThrowableOfType(ConnectFlowException.class, () -> flows.take("ann", "s1"));

    assertThat(failure.code()).isEqualTo(ConnectErrorCode.CONNECT_STATE_MISMATCH);
    assertThat(failure.strategyId()).hasValue("some");
    assertThat(failure.retryable()).isFalse();
    assertThat(failure).hasMessageEndingWith(" [CONNECT_STATE_MISMATCH]");
  }

  @Test
  void take_whenItIsAnotherUsers_leavesTheirFlowAsItWas() {
    flows.begin("ann", "s1", "flow 1");

    assertThat(codeOf(() -> flows.take("bob", "s1")))
        .isEqualTo(ConnectErrorCode.CONNECT_OTHER_USER);
    assertThat(flows.take("ann", "s1")).isEqualTo("flow 1");
  }

  @Test
  void take_whenTooLate_saysSoEachTime() {
    flows.begin("ann", "s1", "flow 1");
    time.advance(Duration.ofMinutes(10));

    for (int i = 0; i < 2; i++) {
      assertThat(codeOf(() -> flows.take("ann", "s1"))).isEqualTo(ConnectErrorCode.CONNECT_EXPIRED);
    }
  }

  @Test
  void begin_whenAnHourHasPassed_forgetsTheOldOnes() {
    flows.begin("ann", "s1", "flow 1");
    flows.begin("bob", "s2", "flow 2");
    time.advance(Duration.ofMinutes(71));
    flows.begin("ann", "s3", "flow 3");

    assertThat(flows.size()).isEqualTo(1);
    assertThat(codeOf(() -> flows.take("bob", "s2")))
        .isEqualTo(ConnectErrorCode.CONNECT_STATE_MISMATCH);
  }

  @Test
  void begin_whenOneUserBeginsWithoutEnd_keepsSixteenOfThemAndAllOfTheOthers() {
    flows.begin("ann", "of ann", "flow of ann");
    for (int i = 0; i < 20_000; i++) {
      flows.begin("bob", "s" + i, "flow " + i);
    }

    assertThat(flows.size()).isEqualTo(17);
    assertThat(codeOf(() -> flows.take("bob", "s19983")))
        .isEqualTo(ConnectErrorCode.CONNECT_STATE_MISMATCH);
    assertThat(flows.take("bob", "s19984")).isEqualTo("flow 19984");
    assertThat(flows.take("ann", "of ann")).isEqualTo("flow of ann");
  }

  @Test
  void begin_whenManyUsersBegin_staysBoundedAndDropsTheOldest() {
    for (int i = 0; i < 10_001; i++) {
      flows.begin("user " + i, "s" + i, "flow " + i);
    }

    assertThat(flows.size()).isEqualTo(10_000);
    assertThat(codeOf(() -> flows.take("user 0", "s0")))
        .isEqualTo(ConnectErrorCode.CONNECT_STATE_MISMATCH);
    assertThat(codeOf(() -> flows.takeLast("user 0")))
        .isEqualTo(ConnectErrorCode.CONNECT_STATE_MISMATCH);
    assertThat(flows.take("user 1", "s1")).isEqualTo("flow 1");
  }

  @Test
  void takeLast_whenTheCallbackBringsNothing_givesTheNewestOfThisUser() {
    flows.begin("ann", "s1", "flow 1");
    flows.begin("ann", "s2", "flow 2");
    flows.begin("bob", "s3", "flow 3");

    assertThat(flows.takeLast("ann")).isEqualTo("flow 2");
    assertThat(codeOf(() -> flows.takeLast("ann")))
        .isEqualTo(ConnectErrorCode.CONNECT_ALREADY_DONE);
    assertThat(codeOf(() -> flows.takeLast("cid")))
        .isEqualTo(ConnectErrorCode.CONNECT_STATE_MISMATCH);
    assertThat(flows.take("ann", "s1")).isEqualTo("flow 1");
  }

  @Test
  void forget_whenAUserDisconnects_refusesTheirCallbacksOnly() {
    flows.begin("ann", "s1", "flow 1");
    flows.begin("bob", "s2", "flow 2");
    flows.forget("ann");
    flows.forget("cid");

    assertThat(codeOf(() -> flows.take("ann", "s1")))
        .isEqualTo(ConnectErrorCode.CONNECT_STATE_MISMATCH);
    assertThat(flows.take("bob", "s2")).isEqualTo("flow 2");

    flows.clear();
    assertThat(flows.size()).isZero();
  }

  @Test
  void take_whenEightThreadsTakeTheSame_servesOne() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 200; round++) {
        String key = "s" + round;
        flows.begin("ann", key, "flow");
        CyclicBarrier together = new CyclicBarrier(8);
        List<Callable<Boolean>> takers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          takers.add(
              () -> {
                together.await();
                try {
                  return flows.take("ann", key).equals("flow");
                } catch (ConnectFlowException e) {
                  return false;
                }
              });
        }
        int served = 0;
        for (Future<Boolean> taker : threads.invokeAll(takers)) {
          served += taker.get() ? 1 : 0;
        }
        assertThat(served).as("round " + round).isEqualTo(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static AuthErrorCode codeOf(ThrowingCallable call) {
    return catchThrowableOfType(ConnectFlowException.class, call).code();
  }
}
