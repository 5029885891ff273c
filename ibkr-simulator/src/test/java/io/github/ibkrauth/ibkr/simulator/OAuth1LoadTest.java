package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OAuth1LoadTest {
  private final IbkrSimulator simulator = IbkrSimulator.builder().start();

  @AfterEach
  void close() {
    simulator.close();
  }

  private static <T> List<T> together(int threads, Stream<Callable<T>> tasks) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : pool.invokeAll(tasks.toList())) {
        results.add(result.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void proofs_when2000RandomHandshakesAreMade_allFit() throws Exception {
    Callable<Integer> worker =
        () -> {
          OAuth1Client client = new OAuth1Client(simulator);
          for (int i = 0; i < 500; i++) {
            client.handshake();
          }
          assertThat(client.get("/v1/api/tickle").statusCode()).isEqualTo(200);
          return 500;
        };
    assertThat(together(4, Stream.generate(() -> worker).limit(4))).containsOnly(500);
    assertThat(simulator.requests().entries())
        .filteredOn(entry -> entry.path().equals(OAuth1Client.LST))
        .hasSize(2000)
        .allMatch(entry -> entry.status() == 200);
  }

  @Test
  void calls_whenManyThreadsSign_allPassAndANonceCountsOnce() throws Exception {
    OAuth1Client client = new OAuth1Client(simulator);
    client.handshake();
    Callable<Integer> call = () -> client.get("/v1/api/portfolio/accounts").statusCode();
    assertThat(together(32, Stream.generate(() -> call).limit(640))).containsOnly(200);

    OAuth1Request repeated = client.call("GET", "/v1/api/tickle");
    String authorization = repeated.authorization();
    Callable<Integer> again = () -> client.send(repeated.http(authorization)).statusCode();
    List<Integer> statuses = together(32, Stream.generate(() -> again).limit(64));
    assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
    assertThat(statuses).filteredOn(status -> status == 401).hasSize(63);
  }

  @Test
  void keys_whenManyAskAtOnce_areMadeOnce() throws Exception {
    Callable<String> ask =
        () ->
            simulator.credentials().firstPartyConsumer().signatureKeyPem()
                + simulator.credentials().firstPartyConsumer().accessTokenSecret().orElseThrow();
    assertThat(together(16, Stream.generate(() -> ask).limit(16)).stream().distinct()).hasSize(1);
  }
}
