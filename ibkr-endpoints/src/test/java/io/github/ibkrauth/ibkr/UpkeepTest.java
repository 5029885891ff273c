package io.github.ibkrauth.ibkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ibkrauth.ibkr.BrokerageSession.State;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That there is always a next attempt, whatever gets in the way of one. */
class UpkeepTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Scripted it = new Scripted();

  @AfterEach
  void close() {
    it.close();
    assertThat(it.time.pendingTasks()).isZero();
  }

  private BrokerageSession session() {
    return it.client.brokerage();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void lost_whileABeatCatchesUp_isMendedWhenThatIsDone() {
    AtomicInteger turns = new AtomicInteger();
    session()
        .addWarmUp(
            "slow",
            open -> {
              if (turns.incrementAndGet() == 1) {
                throw new IllegalStateException("not at once");
              }
              if (turns.get() == 2) {
                open.lost(Long.MAX_VALUE, "A call found no brokerage session.");
                // Long enough for the next round to become due.
                it.time.advance(Duration.ofSeconds(5));
              }
            });
    it.tickle(Scripted.READY);
    session().open();
    it.time.advance(MINUTE.multipliedBy(2));
    assertThat(turns).hasValueGreaterThan(1);
    assertThat(session().state()).isEqualTo(State.READY);
  }

  @Test
  void open_whileABeatCatchesUp_isMoreThanWaitingForThat() throws Exception {
    AtomicInteger turns = new AtomicInteger();
    CountDownLatch slow = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    session()
        .addWarmUp(
            "slow",
            open -> {
              if (turns.incrementAndGet() == 1) {
                throw new IllegalStateException("not at once");
              }
              if (turns.get() == 2) {
                open.lost(Long.MAX_VALUE, "A call found no brokerage session.");
                slow.countDown();
                await(release);
              }
            });
    it.tickle(Scripted.READY);
    session().open();
    CompletableFuture<Void> beat = CompletableFuture.runAsync(() -> it.time.advance(MINUTE));
    await(slow);
    CompletableFuture<Void> opening = new CompletableFuture<>();
    Thread asking =
        new Thread(
            () -> {
              try {
                session().open();
                opening.complete(null);
              } catch (RuntimeException e) {
                opening.completeExceptionally(e);
              }
            });
    asking.start();
    while (asking.getState() != Thread.State.WAITING && !opening.isDone()) {
      Thread.onSpinWait();
    }
    release.countDown();
    opening.get(10, TimeUnit.SECONDS);
    beat.get(10, TimeUnit.SECONDS);
    assertThat(session().state()).isEqualTo(State.READY);
  }

  @Test
  void open_whenAWarmUpEndsInAnError_isTriedAgain() {
    AtomicInteger turns = new AtomicInteger();
    session()
        .addWarmUp(
            "broken",
            open -> {
              if (turns.incrementAndGet() <= 3) {
                throw new NoClassDefFoundError("x");
              }
            });
    it.tickle(Scripted.DEAD, Scripted.READY);
    assertThatThrownBy(() -> session().open()).isInstanceOf(NoClassDefFoundError.class);
    assertThat(session().state()).isEqualTo(State.LOST);
    assertThat(session().status().nextAttempt()).isPresent();
    it.time.advance(MINUTE.multipliedBy(5));
    assertThat(turns).hasValue(4);
    assertThat(session().state()).isEqualTo(State.READY);
  }

  @Test
  void lost_whenAListenerEndsInAnError_isMendedAllTheSame() {
    session()
        .addListener(
            new BrokerageSessionListener() {
              @Override
              public void changed(SessionStatus before, SessionStatus after) {
                throw new AssertionError("a listener");
              }
            });
    session().open();
    it.tickle(Scripted.DEAD, Scripted.DEAD, Scripted.READY);
    it.time.advance(MINUTE.plusSeconds(5));
    assertThat(it.heard.words.get(1)).startsWith("lost");
    assertThat(session().state()).isEqualTo(State.READY);
  }

  @Test
  void lost_whenAListenerOpensItAtOnce_keepsItAliveFromThenOn() {
    session()
        .addListener(
            new BrokerageSessionListener() {
              @Override
              public void changed(SessionStatus before, SessionStatus after) {
                if (after.state() == State.LOST) {
                  it.tickle(Scripted.READY);
                  session().open();
                }
              }
            });
    session().open();
    it.tickle(Scripted.DEAD);
    it.time.advance(MINUTE);
    assertThat(session().state()).isEqualTo(State.READY);
    int before = it.sent("/tickle");
    it.time.advance(Duration.ofHours(1));
    assertThat(it.sent("/tickle") - before).isGreaterThan(50);
  }

  @Test
  void open_whenItsTurnComesAfterTheClose_opensNothing() throws Exception {
    AtomicInteger turns = new AtomicInteger();
    CountDownLatch slow = new CountDownLatch(1);
    session()
        .addWarmUp(
            "slow",
            open -> {
              if (turns.incrementAndGet() == 1) {
                slow.countDown();
                try {
                  new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                  throw new IllegalStateException(e);
                }
              }
            });
    Thread first = new Thread(() -> catchThrowable(() -> session().open()));
    first.start();
    await(slow);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread second = new Thread(() -> thrown.set(catchThrowable(() -> session().open())));
    second.start();
    while (second.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    session().close();
    first.interrupt();
    second.join(10_000);
    assertThat(thrown.get()).isInstanceOf(NoBrokerageSessionException.class);
    assertThat(session().state()).isEqualTo(State.CLOSED);
    assertThat(it.time.pendingTasks()).isZero();
    assertThat(turns).hasValue(1);
  }
}
