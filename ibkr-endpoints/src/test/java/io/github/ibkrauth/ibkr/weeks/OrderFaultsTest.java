package io.github.ibkrauth.ibkr.weeks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.ibkr.simulator.Faults;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.github.ibkrauth.ibkr.weeks.OrderStage.Known;
import io.github.ibkrauth.ibkr.weeks.OrderTrial.Deed;
import io.github.ibkrauth.ibkr.weeks.OrderTrial.Fault;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Orders that meet faults, with every strategy: each fault at each deed once, and then at random
 * with more trouble beside. {@code ibkrauth.orders.runs} says how many random runs there are in
 * all, {@code ibkrauth.orders.seed} from which seed.
 */
class OrderFaultsTest {

  private static final int RUNS = Integer.getInteger("ibkrauth.orders.runs", 200);
  private static final long SEED = Long.getLong("ibkrauth.orders.seed", 1);
  private static final OrderStage.Trouble NONE = new OrderStage.Trouble() {};

  /** Held strongly: the logging system forgets the level of a logger nobody holds. */
  private static final Logger LOG = Logger.getLogger("io.github.ibkrauth");

  @BeforeAll
  static void quieten() {
    LOG.setLevel(Level.OFF);
  }

  @AfterAll
  static void restore() {
    LOG.setLevel(null);
  }

  private static List<String> strategies() {
    try (IbkrSimulator any = IbkrSimulator.builder().start()) {
      return any.strategyIds().stream().sorted().toList();
    }
  }

  @Test
  void order_whenAnyFaultMeetsIt_isSentOnceAndTheCallerKnowsTheTruth() {
    strategies().parallelStream().forEach(OrderFaultsTest::matrix);
  }

  private static void matrix(String strategy) {
    try (OrderStage stage = new OrderStage(strategy, SEED)) {
      List<String> unresolved = new ArrayList<>();
      for (Deed deed : Deed.values()) {
        for (Fault fault : OrderTrial.FAULTS) {
          Known known = played(stage, strategy + ", " + deed + ", " + fault, deed, fault, NONE);
          // A cancelled order leaves the list with the session in which it was cancelled.
          if (known == Known.UNKNOWN && deed != Deed.CANCEL) {
            unresolved.add(deed + ", " + fault);
          }
          if (fault == OrderTrial.NO_FAULT) {
            assertThat(known).isEqualTo(Known.DONE);
          }
          if (fault.name().equals("no connection")) {
            assertThat(known).isEqualTo(Known.NOT_DONE);
          }
        }
      }
      assertThat(unresolved).isEmpty();
    }
  }

  @Test
  void order_whenAnythingHappensAtRandom_isSentOnceAndTheCallerKnowsTheTruth(
      TestReporter reporter) {
    List<String> strategies = strategies();
    Map<Known, Integer> total = new EnumMap<>(Known.class);
    List<Map<Known, Integer>> each =
        strategies.parallelStream()
            .map(strategy -> runs(strategy, RUNS / strategies.size() + 1))
            .toList();
    each.forEach(some -> some.forEach((known, count) -> total.merge(known, count, Integer::sum)));
    reporter.publishEntry("order runs", total.toString());
    // Each end was met, and looking nearly always helps.
    assertThat(total).containsKeys(Known.DONE, Known.NOT_DONE, Known.FOUND, Known.ABSENT);
    assertThat(total.getOrDefault(Known.UNKNOWN, 0)).isLessThan(RUNS / 20 + 2);
  }

  private static Map<Known, Integer> runs(String strategy, int count) {
    Map<Known, Integer> counts = new EnumMap<>(Known.class);
    OrderStage stage = new OrderStage(strategy, SEED);
    try {
      for (int run = 0; run < count; run++) {
        if (run > 0 && run % 1000 == 0) {
          stage.close();
          stage = new OrderStage(strategy, SEED + run);
        }
        Random random = new Random(SEED * 1_000_003 + run);
        Deed deed = Deed.values()[random.nextInt(Deed.values().length)];
        Fault fault =
            random.nextInt(4) == 0
                ? OrderTrial.NO_FAULT
                : OrderTrial.FAULTS.get(random.nextInt(OrderTrial.FAULTS.size()));
        String name = strategy + ", seed " + SEED + ", run " + run + ", " + deed + ", " + fault;
        Known known = played(stage, name, deed, fault, trouble(stage, random));
        counts.merge(known, 1, Integer::sum);
      }
    } finally {
      stage.close();
    }
    return counts;
  }

  private static Known played(
      OrderStage stage, String name, Deed deed, Fault fault, OrderStage.Trouble trouble) {
    try {
      return stage.play(deed, fault, trouble);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(name, e);
    }
  }

  /** Chooses what happens beside the fault. */
  private static OrderStage.Trouble trouble(OrderStage stage, Random random) {
    Faults faults = stage.simulator.faults();
    int before = random.nextInt(12);
    int asked = random.nextInt(6);
    int looking = random.nextInt(8);
    stage.book.outdatedRepliesGoLive(random.nextBoolean());
    return new OrderStage.Trouble() {
      @Override
      public void before() {
        switch (before) {
          case 0 -> faults.brokerageResetNow();
          case 1 -> faults.expireSsoTokensNow();
          case 2 -> faults.expireLiveSessionTokensNow();
          case 3 -> faults.competingLoginNow();
          case 4 -> faults.on("POST", "/v1/api/iserver/auth/ssodh/init").status(500);
          default -> {}
        }
      }

      @Override
      public void asked() {
        switch (asked) {
          case 0 -> stage.book.forgetQuestions();
          case 1 -> faults.brokerageResetNow();
          case 2 -> faults.expireSsoTokensNow();
          default -> {}
        }
      }

      @Override
      public void looking() {
        switch (looking) {
          case 0 -> faults.on("GET", "/v1/api/iserver/account/orders").status(503);
          case 1 -> faults.on("GET", "/v1/api/iserver/account/orders").times(3).cutConnection();
          case 2 -> faults.on("GET", "/v1/api/iserver/account/trades").times(3).html(502);
          case 3 -> faults.on("GET", "/v1/api/iserver/account/trades").hang();
          case 4 -> faults.brokerageResetNow();
          case 5 -> faults.expireSsoTokensNow();
          default -> {}
        }
      }
    };
  }
}
