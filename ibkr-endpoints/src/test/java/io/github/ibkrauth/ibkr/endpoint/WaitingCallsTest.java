package io.github.ibkrauth.ibkr.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who goes first when several threads wait; the test moves the clock. */
class WaitingCallsTest {

  private static final Duration NAP = Duration.ofMillis(20);

  private final ManualTime time =
      ManualTime.withWaitingSleepers(Instant.parse("2026-01-05T12:00:00Z"));
  private final RequestLimiter limiter =
      RequestLimiter.of(
          LimitSettings.from(
              AuthConfig.builder().prefix("ibkr.auth").set("ibkr.limits.max-wait", "10m").build()),
          "gateway-session",
          time.runtime().sleeper(this::sleep).build(),
          new PenaltyBox(time));
  private final List<String> order = Collections.synchronizedList(new ArrayList<>());
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();

  @AfterEach
  void stop() throws InterruptedException {
    for (Thread thread : threads) {
      thread.interrupt();
      thread.join();
    }
  }

  private void sleep(Duration nap) throws InterruptedException {
    looks.incrementAndGet();
    time.sleep(nap);
  }

  /** Lets a thread call, and returns when it has passed or sleeps. */
  private void caller(String name, Endpoint endpoint, boolean urgent) {
    int before = looks.get();
    waiting.incrementAndGet();
    Thread thread =
        new Thread(
            () -> {
              try (Passage passage = limiter.passage(endpoint, urgent)) {
                passage.begin();
                passage.sent();
                order.add(name);
              } finally {
                waiting.decrementAndGet();
                looks.incrementAndGet();
              }
            });
    threads.add(thread);
    thread.start();
    await(before + 1);
  }

  private void await(int number) {
    while (looks.get() < number || time.sleepers() < waiting.get()) {
      Thread.onSpinWait();
    }
  }

  private void call(Endpoint endpoint) {
    try (Passage passage = limiter.passage(endpoint, false)) {
      passage.begin();
      passage.sent();
    }
  }

  /** Moves the clock in steps as long as a nap, in each of which everybody looks once. */
  private void advance(Duration span) {
    for (Duration gone = Duration.ZERO; gone.compareTo(span) < 0; gone = gone.plus(NAP)) {
      int due = looks.get() + waiting.get();
      time.advance(NAP);
      await(due);
    }
  }

  @Test
  void begin_whenSeveralWaitForOneLimit_letsThemGoInTheirOrder() {
    call(Endpoints.TICKLE);
    for (int i = 0; i < 8; i++) {
      caller("" + i, Endpoints.TICKLE, false);
    }
    advance(Duration.ofSeconds(9));
    assertThat(order).containsExactly("0", "1", "2", "3", "4", "5", "6", "7");
  }

  @Test
  void begin_whenUrgent_goesBeforeAllWhoWait() {
    call(Endpoints.TICKLE);
    caller("first", Endpoints.TICKLE, false);
    caller("second", Endpoints.TICKLE, false);
    caller("keep-alive", Endpoints.TICKLE, true);
    advance(Duration.ofMillis(1100));
    assertThat(order).containsExactly("keep-alive");
    advance(Duration.ofSeconds(3));
    assertThat(order).containsExactly("keep-alive", "first", "second");
  }

  @Test
  void begin_whenTheFirstWaitsForSomethingElse_letsTheOthersPass() {
    call(TradeCatalog.TRADES);
    caller("trades", TradeCatalog.TRADES, false);
    caller("free", ContractCatalog.SEARCH, false);
    assertThat(order).containsExactly("free");
    advance(Duration.ofMillis(5100));
    assertThat(order).containsExactly("free", "trades");
  }

  @Test
  void close_whenOthersWaitForThePlace_letsTheNextGo() {
    List<Passage> open = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Passage passage = limiter.passage(MarketDataCatalog.HISTORY, false);
      passage.begin();
      passage.sent();
      open.add(passage);
    }
    caller("sixth", MarketDataCatalog.HISTORY, false);
    advance(Duration.ofSeconds(20));
    assertThat(order).isEmpty();
    open.get(3).close();
    advance(NAP);
    assertThat(order).containsExactly("sixth");
  }
}
