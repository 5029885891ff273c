package io.github.ibkrauth.ibkr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthEvent.KeepAliveBeat;
import io.github.ibkrauth.ibkr.endpoint.HistoryRequest;
import io.github.ibkrauth.ibkr.endpoint.RawAnswer;
import io.github.ibkrauth.ibkr.model.MarketDataField;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.github.ibkrauth.ibkr.simulator.RequestLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A crowd of threads that calls everything as fast as it can, in real time, at a broker that
 * enforces its limits. {@code ibkrauth.crowd.seconds} sets for how long; the long form is 60.
 */
class CrowdTest {

  private static final int THREADS = 64;
  private static final int SECONDS = Integer.getInteger("ibkrauth.crowd.seconds", 2);
  private static final Duration BEAT = Duration.ofSeconds(SECONDS < 20 ? 1 : 5);
  private static final Duration LATEST = Duration.ofSeconds(10);

  private final AtomicInteger passed = new AtomicInteger();
  private final AtomicInteger heldBack = new AtomicInteger();
  private final AtomicReference<Throwable> wrong = new AtomicReference<>();
  private final ConcurrentLinkedQueue<Instant> beats = new ConcurrentLinkedQueue<>();
  private volatile boolean over;

  private IbkrClient client(IbkrSimulator simulator, String strategy, Map<String, String> more) {
    AuthConfig config =
        AuthConfig.builder()
            .prefix("ibkr.auth")
            .values("simulator", simulator.configuration(strategy))
            .values("test", more)
            .build();
    if (strategy.equals("gateway-session")) {
      simulator.gateway().logIn();
      // The login page has tickled, and that was a human's doing, not the client's.
      simulator.limits().forget();
    }
    return IbkrClient.builder(config)
        .listener(
            event -> {
              if (event instanceof KeepAliveBeat beat && beat.name().equals("brokerage session")) {
                beats.add(beat.time());
              }
            })
        .build();
  }

  /** One of each kind of limit, and calls without one. */
  private static List<Consumer<IbkrClient>> errands(String account) {
    List<Consumer<IbkrClient>> errands = new ArrayList<>();
    for (String path :
        List.of(
            "GET /iserver/account/trades",
            "GET /iserver/account/orders",
            "GET /iserver/account/pnl/partitioned",
            "GET /iserver/scanner/params",
            "POST /iserver/scanner/run",
            "POST /pa/performance",
            "POST /pa/summary",
            "POST /pa/transactions",
            "GET /portfolio/subaccounts",
            "GET /fyi/unreadnumber",
            "GET /fyi/settings",
            "PUT /fyi/disclaimer/BA",
            "GET /fyi/disclaimer/BA",
            "GET /fyi/notifications",
            "GET /tickle",
            "GET /iserver/watchlists",
            "GET /trsrv/all-conids?exchange=NASDAQ",
            "GET /nothing/of/the/kind")) {
      String[] parts = path.split(" ");
      String body = parts[0].equals("POST") ? "{}" : null;
      errands.add(ibkr -> mustNotBe429(ibkr.call(parts[0], parts[1], body)));
    }
    errands.add(ibkr -> ibkr.portfolio().accounts());
    errands.add(ibkr -> ibkr.portfolio().summary(account));
    errands.add(ibkr -> ibkr.portfolio().ledger(account));
    errands.add(ibkr -> ibkr.accounts().list());
    errands.add(ibkr -> ibkr.session().tickle());
    errands.add(ibkr -> ibkr.session().status());
    errands.add(
        ibkr -> ibkr.marketData().snapshot(List.of(265_598L), List.of(MarketDataField.LAST)));
    errands.add(ibkr -> ibkr.marketData().history(HistoryRequest.of(265_598, "1d", "5min")));
    return errands;
  }

  private static void mustNotBe429(RawAnswer answer) {
    assertThat(answer.status()).isNotEqualTo(429);
  }

  private void call(IbkrClient ibkr, List<Consumer<IbkrClient>> errands, Random random) {
    while (!over) {
      try {
        errands.get(random.nextInt(errands.size())).accept(ibkr);
        passed.incrementAndGet();
      } catch (RateLimitedException e) {
        heldBack.incrementAndGet();
        if (e.status().isPresent() || ibkr.penalty().left().isPresent()) {
          wrong.compareAndSet(null, e);
        }
        pause(5);
      } catch (IbkrException e) {
        // The simulator does not serve every path; the request counts all the same.
        passed.incrementAndGet();
      } catch (RuntimeException | AssertionError e) {
        wrong.compareAndSet(null, e);
      }
    }
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void crowd(IbkrClient ibkr, String account, Duration length) throws Exception {
    List<Consumer<IbkrClient>> errands = errands(account);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Random random = new Random(i);
      threads.add(new Thread(() -> call(ibkr, errands, random), "crowd-" + i));
    }
    threads.forEach(Thread::start);
    Thread.sleep(length.toMillis());
    over = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth1a", "oauth2-jwt", "gateway-session"})
  void crowd_whenItCallsEverything_staysWithinEveryLimitAndNeverHoldsUpATickle(String strategy)
      throws Exception {
    Map<String, String> settings =
        Map.of(
            "ibkr.limits.max-wait",
            "3s",
            "ibkr.session.keep-alive-interval",
            BEAT.toSeconds() + "s");
    try (IbkrSimulator simulator = IbkrSimulator.builder().enforceLimits(true).start();
        IbkrClient ibkr = client(simulator, strategy, settings)) {
      ibkr.brokerage().open();
      Instant start = Instant.now();
      beats.add(start);
      crowd(ibkr, simulator.credentials().accountIds().get(0), Duration.ofSeconds(SECONDS));
      beats.add(Instant.now());
      Duration took = Duration.between(start, Instant.now());

      RequestLimits limits = simulator.limits();
      Map<String, Integer> most = limits.mostByRule();
      System.out.printf(
          "%s: %d s, %d calls (%.1f a second), %d held back, longest gap between beats %d ms"
              + " of %d, violations %s, most %s%n",
          strategy,
          took.toSeconds(),
          passed.get(),
          passed.get() * 1000.0 / took.toMillis(),
          heldBack.get(),
          longestGap().toMillis(),
          BEAT.toMillis(),
          limits.violationsByRule(),
          most);
      assertThat(wrong.get()).isNull();
      assertThat(limits.violationsByRule()).isEmpty();
      assertThat(longestGap()).isLessThan(BEAT.plus(LATEST));
      // The limits were not only kept, but met.
      int perSecond = strategy.startsWith("oauth") ? 50 : 10;
      assertThat(most.get("* **: " + perSecond + " in PT1S")).isBetween(perSecond / 3, perSecond);
      if (SECONDS >= 20) {
        assertThat(most)
            .containsEntry("GET /v1/api/iserver/account/trades: 1 in PT5S", 1)
            .containsEntry("* /v1/api/tickle: 1 in PT1S", 1)
            .containsEntry("POST /v1/api/pa/performance: 1 in PT15M", 1);
      }
      assertThat(heldBack).hasPositiveValue();
      assertThat(ibkr.brokerage().state()).isEqualTo(BrokerageSession.State.READY);
    }
  }

  /** So that the test above can fail. */
  @Test
  void crowd_withoutLimits_breaksThem() throws Exception {
    try (IbkrSimulator simulator = IbkrSimulator.builder().start();
        IbkrClient ibkr = client(simulator, "oauth2-jwt", Map.of("ibkr.limits.enabled", "false"))) {
      ibkr.brokerage().open();
      crowd(ibkr, simulator.credentials().accountIds().get(0), Duration.ofMillis(500));
      assertThat(simulator.limits().violations()).isPositive();
    }
  }

  private Duration longestGap() {
    List<Instant> sorted = beats.stream().sorted().toList();
    Duration longest = Duration.ZERO;
    for (int i = 1; i < sorted.size(); i++) {
      Duration gap = Duration.between(sorted.get(i - 1), sorted.get(i));
      longest = gap.compareTo(longest) > 0 ? gap : longest;
    }
    return longest;
  }
}
