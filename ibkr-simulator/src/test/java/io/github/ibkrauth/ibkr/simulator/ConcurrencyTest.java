package io.github.ibkrauth.ibkr.simulator;

import static io.github.ibkrauth.ibkr.simulator.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
  private static final int CALLERS = 64;

  private static <T> List<T> together(Callable<T> action) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(Collections.nCopies(CALLERS, action))) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void logins_whenManyComeAtOnce_allSucceedAndOneHoldsTheBrokerageSession() throws Exception {
    try (IbkrSimulator simulator = IbkrSimulator.builder().pollsUntilEstablished(0).start()) {
      TestClient client = new TestClient(simulator);
      List<String> tokens = together(client::ssoToken);
      assertThat(tokens).doesNotHaveDuplicates().hasSize(CALLERS);
      List<String> queue = Collections.synchronizedList(new ArrayList<>(tokens));
      together(() -> client.init(queue.remove(0), true));
      long holders =
          tokens.stream()
              .filter(
                  token ->
                      json(client.post("/v1/api/iserver/auth/status", token))
                          .path("authenticated")
                          .asBoolean())
              .count();
      assertThat(holders).isEqualTo(1);
      assertThat(simulator.requests().count("POST", "/oauth2/api/v1/token")).isEqualTo(CALLERS);
    }
  }

  @Test
  void faults_whenManyFit_applyExactlyAsOftenAsScripted() throws Exception {
    try (IbkrSimulator simulator = IbkrSimulator.builder().start()) {
      TestClient client = new TestClient(simulator);
      String token = client.ssoToken();
      simulator.faults().on("POST", "/v1/api/tickle").times(10).status(503);
      List<Integer> statuses = together(() -> client.post("/v1/api/tickle", token).statusCode());
      assertThat(statuses).filteredOn(status -> status == 503).hasSize(10);
      assertThat(statuses).filteredOn(status -> status == 200).hasSize(CALLERS - 10);
    }
  }
}
