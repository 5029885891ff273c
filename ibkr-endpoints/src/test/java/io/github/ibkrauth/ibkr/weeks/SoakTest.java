package io.github.ibkrauth.ibkr.weeks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.github.ibkrauth.ibkr.simulator.RequestLog;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Days or weeks of simulated time in bad weather, with every strategy. {@code ibkrauth.soak.days}
 * and {@code ibkrauth.soak.seeds} say how many and from which seeds; a seed that fails belongs into
 * {@link #SEEDS}.
 */
class SoakTest {

  /** Seeds that found something once. */
  private static final List<Long> SEEDS = List.of(1L);

  private static final Duration LENGTH =
      Duration.ofDays(Integer.getInteger("ibkrauth.soak.days", 3));

  private static final double SUCCESS = 0.999;
  private static final int MOST_TASKS = 10;
  private static final long MOST_GROWTH = 16L * 1024 * 1024;

  /** Held strongly: the logging system forgets the level of a logger nobody holds. */
  private static final Logger LOG = Logger.getLogger("io.github.ibkrauth");

  static Stream<Arguments> runs() {
    Stream<Long> more =
        Stream.of(System.getProperty("ibkrauth.soak.seeds", "").split(","))
            .filter(seed -> !seed.isBlank())
            .map(seed -> Long.parseLong(seed.strip()));
    List<Long> seeds = Stream.concat(SEEDS.stream(), more).distinct().toList();
    return strategies().stream().flatMap(id -> seeds.stream().map(seed -> Arguments.of(id, seed)));
  }

  private static List<String> strategies() {
    try (IbkrSimulator any = IbkrSimulator.builder().start()) {
      return any.strategyIds().stream().sorted().toList();
    }
  }

  /** Weeks of trouble fill the log, and nobody reads it. */
  @BeforeEach
  void quieten() {
    LOG.setLevel(Level.SEVERE);
  }

  @AfterEach
  void restore() {
    LOG.setLevel(null);
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("runs")
  void session_whenWeeksOfBadWeatherGoBy_servesTheApplication(String strategy, long seed) {
    Set<Thread> before = threads();
    try (Soak soak = new Soak(strategy, seed, LENGTH)) {
      String about = "seed " + seed + " over " + LENGTH.toDays() + " days: " + soak.tally;
      Duration first = Duration.ofDays(1);
      soak.run(first);
      long heap = usedHeap();
      soak.run(LENGTH);
      long growth = usedHeap() - heap;
      about = "seed %d over %d days: %s".formatted(seed, LENGTH.toDays(), soak.tally);

      assertThat(soak.tally.expected()).as(about).isGreaterThan(500 * LENGTH.toDays());
      assertThat(soak.tally.share()).as(about).isGreaterThanOrEqualTo(SUCCESS);
      assertThat((long) soak.logins())
          .as("logins, " + about)
          .isLessThanOrEqualTo(soak.neededLogins());
      for (String path :
          List.of(
              "/oauth2/api/v1/token",
              "/gw/api/v1/sso-sessions",
              "/v1/api/oauth/live_session_token",
              "/v1/api/iserver/auth/ssodh/init")) {
        assertThat(soak.simulator.requests().mostAtOnce("POST", path))
            .as("%s at once, %s", path, about)
            .isLessThanOrEqualTo(1);
      }
      assertThat(growth).as("growth of the heap, " + about).isLessThan(MOST_GROWTH);
      assertThat(soak.mostPendingTasks()).as(about).isLessThanOrEqualTo(MOST_TASKS);
      assertThat(soak.simulator.requests().entries()).hasSizeLessThan(RequestLog.CAPACITY);
      soak.closeClient();
      assertThat(soak.pendingTasks()).as("tasks after the end, " + about).isZero();
      System.out.printf(
          "%s, %d logins of %d needed, heap grew by %d KiB%n",
          strategy + ", " + about, soak.logins(), soak.neededLogins(), growth / 1024);
    }
    assertThat(threads()).as("threads after the end").isSubsetOf(before);
  }

  /** The threads that are neither the virtual machine's nor the simulator's. */
  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getThreadGroup() != null)
        .filter(thread -> !thread.getThreadGroup().getName().equals("system"))
        .filter(thread -> !thread.getName().startsWith("ibkr-simulator"))
        .filter(thread -> !thread.getName().contains("Scheduler-"))
        .filter(thread -> !thread.getName().startsWith("ForkJoinPool.commonPool"))
        .filter(thread -> !thread.getName().equals("CompletableFutureDelayScheduler"))
        .collect(Collectors.toSet());
  }

  private static long usedHeap() {
    System.gc();
    System.gc();
    Runtime vm = Runtime.getRuntime();
    return vm.totalMemory() - vm.freeMemory();
  }
}
