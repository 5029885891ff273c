package io.github.ibkrauth.ibkr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import com.google.api.client.testing.http.MockLowLevelHttpRequest;
import com.google.api.client.testing.http.MockLowLevelHttpResponse;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.testkit.ManualTime;
import io.github.ibkrauth.ibkr.BrokerageSession.State;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thousand user names in one process, over one runtime and one transport. */
class ThousandSessionsTest {

  private static final int SESSIONS = 1000;
  private static final int MOST_THREADS = 8;
  private static final int MOST_BYTES = 32 * 1024;
  private static final Instant START = Instant.parse("2026-01-05T12:00:00Z");

  private final List<IbkrClient> clients = new ArrayList<>();

  private IbkrClient client(AuthRuntime runtime, HttpTransport transport, String... settings) {
    return IbkrClient.builder(Scripted.config(settings))
        .strategies(AuthStrategies.builder().withoutDiscovery().add(new FixedProvider()).build())
        .runtime(runtime)
        .transport(transport)
        .build();
  }

  private void open(int count, AuthRuntime runtime, HttpTransport transport, String... settings) {
    for (int i = 0; i < count; i++) {
      IbkrClient client = client(runtime, transport, settings);
      client.brokerage().open();
      clients.add(client);
    }
  }

  @Test
  void beats_whenAThousandSessionsBeganTogether_areSpreadEvenly() {
    ManualTime time = ManualTime.at(START);
    AtomicIntegerArray perSecond = new AtomicIntegerArray(4 * 3600);
    Answering transport =
        new Answering(
            path -> {
              if (path.endsWith("/tickle")) {
                perSecond.incrementAndGet(
                    (int) Duration.between(START, time.instant()).toSeconds());
              }
            });
    AuthRuntime runtime = time.runtime().executor(Runnable::run).random(new Random(5)).build();
    open(SESSIONS, runtime, transport);
    time.advance(Duration.ofMinutes(20).minus(Duration.between(START, time.instant())));
    for (int i = 0; i < perSecond.length(); i++) {
      perSecond.set(i, 0);
    }
    time.advance(Duration.ofMinutes(20));
    int from = (int) Duration.ofMinutes(20).toSeconds();
    int most = 0;
    long all = 0;
    for (int second = from; second < 2 * from; second++) {
      most = Math.max(most, perSecond.get(second));
      all += perSecond.get(second);
    }
    double mean = (double) all / from;
    System.out.printf("%d sessions: %.1f beats a second, at most %d%n", SESSIONS, mean, most);
    assertThat(mean).isBetween(SESSIONS / 60.0, SESSIONS / 50.0);
    // Twice and a half the mean: what chance makes of an even spread, and no clump.
    assertThat((double) most).isLessThan(2.5 * mean);
    assertThat(clients).allMatch(client -> client.brokerage().state() == State.READY);
    clients.forEach(IbkrClient::close);
    assertThat(time.pendingTasks()).isZero();
    runtime.close();
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void threads_whenAThousandSessionsBeatAtOnce_areFew() throws Exception {
    AtomicInteger beats = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Answering transport =
        new Answering(
            path -> {
              beats.incrementAndGet();
              pause(3);
            });
    try (AuthRuntime runtime = AuthRuntime.builder().build()) {
      open(SESSIONS, runtime, transport, "ibkr.session.keep-alive-interval", "1s");
      int before = beats.get();
      while (beats.get() < before + 3 * SESSIONS) {
        most.accumulateAndGet(ourThreads(), Math::max);
        pause(20);
      }
      clients.forEach(IbkrClient::close);
    }
    System.out.printf("%d sessions: at most %d threads%n", SESSIONS, most.get());
    assertThat(most.get()).isBetween(1, MOST_THREADS);
    for (int i = 0; i < 500 && ourThreads() > 0; i++) {
      pause(10);
    }
    assertThat(ourThreads()).isZero();
  }

  @Test
  void heap_whenAThousandSessionsLive_isSmallForEach() {
    ManualTime time = ManualTime.at(START);
    Answering transport = new Answering(path -> {});
    AuthRuntime runtime = time.runtime().executor(Runnable::run).random(new Random(5)).build();
    // Whatever is loaded once for all is loaded now.
    open(50, runtime, transport);
    time.advance(Duration.ofMinutes(10));
    long before = usedHeap();
    open(SESSIONS, runtime, transport);
    time.advance(Duration.ofMinutes(10));
    long each = (usedHeap() - before) / SESSIONS;
    System.out.printf("%d sessions: %d bytes of heap each%n", SESSIONS, each);
    assertThat(each).isBetween(0L, (long) MOST_BYTES);
    assertThat(clients).hasSize(SESSIONS + 50);
    clients.forEach(IbkrClient::close);
    runtime.close();
  }

  private static int ourThreads() {
    return (int)
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("ibkrauth-"))
            .count();
  }

  private static long usedHeap() {
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      pause(50);
      Runtime vm = Runtime.getRuntime();
      used = Math.min(used, vm.totalMemory() - vm.freeMemory());
    }
    return used;
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Answers as a broker whose session is always ready, and keeps nothing. */
  private static final class Answering extends HttpTransport {

    private final java.util.function.Consumer<String> onlooker;

    private Answering(java.util.function.Consumer<String> onlooker) {
      this.onlooker = onlooker;
    }

    @Override
    protected LowLevelHttpRequest buildRequest(String method, String url) {
      String path = URI.create(url).getPath();
      return new MockLowLevelHttpRequest(url) {
        @Override
        public LowLevelHttpResponse execute() {
          onlooker.accept(path);
          return new MockLowLevelHttpResponse()
              .setStatusCode(200)
              .setContentType("application/json")
              .setContent(body(path));
        }
      };
    }

    private static String body(String path) {
      if (path.endsWith("/tickle")) {
        return "{\"session\":\"x\",\"iserver\":{\"authStatus\":" + Scripted.READY + "}}";
      }
      if (path.endsWith("/iserver/accounts")) {
        return "{\"accounts\":[]}";
      }
      return path.endsWith("/portfolio/accounts") ? "[]" : Scripted.READY;
    }
  }
}
