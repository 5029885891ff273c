package io.github.ibkrauth.ibkr.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of users in one process, some hundreds of them at a time: an eighth of the active ones
 * stay, the others change with every minute, so that everybody comes.
 */
class ConnectionsSoakTest {

  private static final int USERS = Integer.getInteger("ibkrauth.connections", 100);
  private static final int ACTIVE = Integer.getInteger("ibkrauth.connections.active", 10);
  private static final int MINUTES = Integer.getInteger("ibkrauth.connections.minutes", 5);
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);
  private static final int WORKERS = 16;
  private static final int MOST_RUNTIME_THREADS = 8;
  private static final long BYTES_PER_OPEN = 96 * 1024;
  private static final long BYTES_PER_USER = 8 * 1024;

  @TempDir(factory = MemoryFolder.class)
  Path folder;

  private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS);

  @Test
  void users_whenManyComeAndGo_stayApartAndCostWhatIsOpen() throws Exception {
    Application app =
        new Application(
            IbkrSimulator.builder().users(USERS + 1).enforceLimits(false),
            folder,
            Map.of(),
            (limits, broker) -> limits.maxOpen(ACTIVE).idleAfter(Duration.ofMinutes(10)));
    app.simulator.authorizationServer().accessTokenLife(TOKEN_LIFE);
    long begun = System.nanoTime();
    // They connected over the last tokens' life, as in a service that runs for long.
    app.connect(1, USERS + 1, TOKEN_LIFE.dividedBy(USERS));
    long connected = System.nanoTime();

    Set<Integer> seen = new TreeSet<>();
    List<Integer> renewals = new ArrayList<>();
    TreeSet<Integer> threads = new TreeSet<>();
    Random random = new Random(11);
    int mostOpen = 0;
    int staying = ACTIVE / 8;
    int next = staying;
    for (int minute = 0; minute < MINUTES; minute++) {
      int before = app.simulator.authorizationServer().refreshed();
      Set<Integer> active = new TreeSet<>();
      for (int i = 1; i <= staying; i++) {
        active.add(i);
      }
      while (active.size() < ACTIVE) {
        next = next % USERS + 1;
        active.add(next);
      }
      for (int half = 0; half < 2; half++) {
        callAll(app, active, random);
        mostOpen = Math.max(mostOpen, app.connections.open());
        threads.add(runtimeThreads());
        app.advance(Duration.ofSeconds(30));
      }
      seen.addAll(active);
      renewals.add(app.simulator.authorizationServer().refreshed() - before);
    }

    int all = renewals.stream().mapToInt(Integer::intValue).sum();
    int most = renewals.stream().mapToInt(Integer::intValue).max().orElse(0);
    int open = app.connections.open();
    long with = usedHeap();
    List<String> crossed = app.onlooker.crossed();
    int calls = app.onlooker.calls();
    app.connections.close();
    long retained = with - heapWithout(app);
    System.out.printf(
        "%d connections, %d seen, %d at a time, %d minutes: %d calls, %d crossed; %d renewals,"
            + " at most %d in a minute (%.1f %%); at most %d open; threads %s; %d KiB of heap for %d"
            + " open; connecting %d s, calling %d s%n",
        USERS,
        seen.size(),
        ACTIVE,
        MINUTES,
        calls,
        crossed.size(),
        all,
        most,
        100.0 * most / Math.max(1, all),
        mostOpen,
        threads,
        retained / 1024,
        open,
        (connected - begun) / 1_000_000_000,
        (System.nanoTime() - connected) / 1_000_000_000);
    app.close();
    workers.shutdown();

    assertThat(crossed).isEmpty();
    assertThat(seen).hasSize(Math.min(USERS, staying + (ACTIVE - staying) * MINUTES));
    assertThat(calls).isGreaterThanOrEqualTo(2 * ACTIVE * MINUTES);
    assertThat(mostOpen).isLessThanOrEqualTo(ACTIVE);
    assertThat(all).as("tokens were renewed").isGreaterThan(MINUTES);
    double even = (double) all / MINUTES;
    assertThat((double) most).as("renewals in one minute").isLessThan(4 * even + 5);
    assertThat(threads.last()).as("of the runtime").isLessThanOrEqualTo(MOST_RUNTIME_THREADS);
    assertThat(retained).isLessThan(open * BYTES_PER_OPEN + USERS * BYTES_PER_USER + (2 << 20));
  }

  /** Every active user looks at his accounts, and must see his own. */
  private void callAll(Application app, Set<Integer> active, Random random) throws Exception {
    List<Integer> order = new ArrayList<>(active);
    Collections.shuffle(order, random);
    List<Callable<List<String>>> calls = new ArrayList<>();
    order.forEach(number -> calls.add(() -> app.accounts(number)));
    List<Future<List<String>>> answers = workers.invokeAll(calls);
    for (int i = 0; i < order.size(); i++) {
      assertThat(answers.get(i).get())
          .as("accounts of user %d", order.get(i))
          .isEqualTo(app.user(order.get(i)).accountIds());
    }
  }

  private static int runtimeThreads() {
    return (int)
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("ibkrauth-"))
            .count();
  }

  /** The simulator stays, so that the difference is what the connections held. */
  private static long heapWithout(Application app) throws Exception {
    app.forget();
    return usedHeap();
  }

  private static long usedHeap() throws InterruptedException {
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(50);
      Runtime vm = Runtime.getRuntime();
      used = Math.min(used, vm.totalMemory() - vm.freeMemory());
    }
    return used;
  }
}
