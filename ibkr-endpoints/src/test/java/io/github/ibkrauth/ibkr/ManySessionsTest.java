package io.github.ibkrauth.ibkr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.testkit.ManualTime;
import io.github.ibkrauth.auth.testkit.Reply;
import io.github.ibkrauth.auth.testkit.ScriptedTransport;
import io.github.ibkrauth.ibkr.BrokerageSession.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many sessions that share one runtime. */
class ManySessionsTest {

  private static final int SESSIONS = 200;
  private static final String READY =
      "{\"iserver\":{\"authStatus\":" + Scripted.READY + "},\"session\":\"x\"}";

  private final ManualTime time = ManualTime.at(Instant.parse("2026-01-05T12:00:00Z"));
  private final AuthRuntime runtime = time.runtime().build();
  private final ScriptedTransport transport = ScriptedTransport.withSleeper(time);
  private final TreeMap<Long, AtomicInteger> ticklesBySecond = new TreeMap<>();
  private final List<IbkrClient> clients = new ArrayList<>();

  @AfterEach
  void close() {
    clients.forEach(IbkrClient::close);
    assertThat(time.pendingTasks()).isZero();
    runtime.close();
  }

  private void openAll() {
    transport
        .on("POST", "/v1/api/tickle")
        .replyWith(
            request -> {
              ticklesBySecond
                  .computeIfAbsent(time.instant().getEpochSecond(), at -> new AtomicInteger())
                  .incrementAndGet();
              return Reply.json(200, READY);
            });
    transport.on("GET", "/v1/api/iserver/accounts").reply(Reply.json(200, "{\"accounts\":[]}"));
    transport.on("GET", "/v1/api/portfolio/accounts").reply(Reply.json(200, "[]"));
    for (int i = 0; i < SESSIONS; i++) {
      IbkrClient client =
          IbkrClient.builder(Scripted.config())
              .strategies(
                  AuthStrategies.builder().withoutDiscovery().add(new FixedProvider()).build())
              .runtime(runtime)
              .transport(transport)
              .build();
      clients.add(client);
      client.brokerage().open();
    }
  }

  @Test
  void beats_whenAllWereOpenedTogether_spreadFromTheFirstMinuteOn() {
    openAll();
    ticklesBySecond.clear();
    time.advance(Duration.ofMinutes(2));
    int most = ticklesBySecond.values().stream().mapToInt(AtomicInteger::get).max().orElse(0);
    // Evenly spread they would be 3 or 4 a second.
    assertThat(most).isLessThan(20);
    assertThat(ticklesBySecond).hasSizeGreaterThan(90);
    assertThat(clients).allMatch(client -> client.brokerage().state() == State.READY);
  }

  @Test
  void sessions_always_wantTwoTasksEachAndNoThread() {
    int threads = Thread.activeCount();
    openAll();
    time.advance(Duration.ofMinutes(5));
    assertThat(time.pendingTasks()).isLessThanOrEqualTo(2 * SESSIONS);
    assertThat(Thread.activeCount() - threads).isLessThan(8);
  }
}
