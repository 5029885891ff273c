package io.github.ibkrauth.ibkr.weeks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.ibkr.simulator.BookedTrade;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A stream through cuts, silence, floods, refusals, expired tokens and resets, with every strategy,
 * checked against the simulator's book. {@code ibkrauth.stream.minutes} says how long, in simulated
 * time.
 */
class StreamSoakTest {

  private static final Duration LENGTH =
      Duration.ofMinutes(Integer.getInteger("ibkrauth.stream.minutes", 8));

  /** Since the service was back and the brokerage session ready; a second is the clock's step. */
  private static final Duration RESUMED = Duration.ofSeconds(5);

  private static final long MOST_GROWTH = 24L * 1024 * 1024;

  /** What the simulator's book and this test keep of an execution and its share of an order. */
  private static final long KEPT = 4L * 1024;

  /** Held strongly: the logging system forgets the level of a logger nobody holds. */
  private static final Logger LOG = Logger.getLogger("io.github.ibkrauth");

  @BeforeEach
  void quieten() {
    LOG.setLevel(Level.SEVERE);
  }

  @AfterEach
  void restore() {
    LOG.setLevel(null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth2-jwt", "oauth1a", "gateway-session"})
  void stream_whenHoursOfTroubleGoBy_losesAndRepeatsNothing(String strategy)
      throws InterruptedException {
    try (StreamSoak soak = new StreamSoak(strategy, 1)) {
      soak.subscribe();
      soak.run(LENGTH.dividedBy(3));
      long heap = usedHeap();
      int before = soak.simulator.book().trades().size();
      int threads = threads();
      soak.run(LENGTH.minus(LENGTH.dividedBy(3)));
      List<String> executions =
          soak.simulator.book().trades().stream().map(BookedTrade::executionId).toList();
      soak.waitFor(() -> soak.trades.size() >= executions.size(), "all executions");
      soak.waitFor(() -> areSettled(soak), "the last state of every order");
      String about =
          "%s, %s: %d executions, %d orders, %d connections, resumed after %s %s"
              .formatted(
                  strategy,
                  LENGTH,
                  executions.size(),
                  soak.booked.size(),
                  soak.ibkr.streaming().status().connections(),
                  soak.longest,
                  soak.slow);

      assertThat(soak.failures).as(about).isEmpty();
      assertThat(executions).as(about).hasSizeGreaterThan((int) LENGTH.toMinutes());
      assertThat(soak.trades).as("repeated, " + about).doesNotHaveDuplicates();
      assertThat(new HashSet<>(soak.trades))
          .as("lost, " + about)
          .isEqualTo(new HashSet<>(executions));
      assertThat(soak.orders.keySet()).as(about).isEqualTo(soak.booked.keySet());
      soak.orders.forEach(
          (id, told) -> {
            List<String> real = soak.booked.getOrDefault(id, List.of());
            isPartOf("order " + id + ", " + about, List.copyOf(told), List.copyOf(real));
          });
      soak.longest.forEach(
          (trouble, took) ->
              assertThat(took).as("%s, %s", trouble, about).isLessThanOrEqualTo(RESUMED));
      assertThat(soak.simulator.streams().early()).as("sent too early, " + about).isZero();
      assertThat(threads()).as("threads, " + about).isLessThanOrEqualTo(threads + 4);
      assertThat(usedHeap() - heap)
          .as("growth of the heap, " + about)
          .isLessThan(MOST_GROWTH + KEPT * (executions.size() - before));
      soak.closeClient();
      for (int i = 0; i < 100 && threads() > 0; i++) {
        Thread.sleep(10);
      }
      assertThat(threads()).as("threads after the end, " + about).isZero();
      System.out.println(about);
    }
  }

  private static boolean areSettled(StreamSoak soak) {
    return soak.booked.entrySet().stream()
        .allMatch(
            entry -> {
              List<String> told = soak.orders.getOrDefault(entry.getKey(), List.of());
              List<String> real = entry.getValue();
              return !told.isEmpty() && told.get(told.size() - 1).equals(real.get(real.size() - 1));
            });
  }

  /**
   * What was told is in the order of the book, leaves out at most what nobody could see, and ends
   * as the book does.
   */
  private static void isPartOf(String about, List<String> told, List<String> real) {
    Iterator<String> book = real.iterator();
    String before = "";
    for (String state : told) {
      assertThat(state).as("told twice, " + about).isNotEqualTo(before);
      before = state;
      boolean found = false;
      while (!found && book.hasNext()) {
        found = book.next().equals(state);
      }
      assertThat(found).as("%s in %s, %s", told, real, about).isTrue();
    }
    assertThat(before).isEqualTo(real.get(real.size() - 1));
  }

  private static int threads() {
    return (int)
        Stream.of(Thread.getAllStackTraces().keySet().toArray(Thread[]::new))
            .filter(thread -> thread.getName().startsWith("ibkrauth-"))
            .count();
  }

  private static long usedHeap() {
    System.gc();
    System.gc();
    Runtime vm = Runtime.getRuntime();
    return vm.totalMemory() - vm.freeMemory();
  }
}
