package io.github.ibkrauth.auth.oauth1a;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Live session tokens agreed with a server that was written without our code, with fresh random
 * numbers each time. A wrong encoding of the shared secret shows in one of two, or in one of 256.
 * {@code -Psoak} makes 100,000 of them.
 */
class HandshakeTest {

  private static final int HANDSHAKES = Integer.getInteger("ibkrauth.handshakes", 300);
  private static final int THREADS = 2;

  @Test
  void open_withFreshRandomNumbersEachTime_neverMissesTheProof() throws Exception {
    try (IbkrSimulator simulator = IbkrSimulator.builder().start();
        AuthRuntime runtime = AuthRuntime.system()) {
      AuthStrategy strategy =
          new OAuth1aProvider()
              .create(
                  AuthConfig.builder()
                      .prefix("ibkr.auth")
                      .values("simulator", simulator.configuration("oauth1a"))
                      .build(),
                  runtime);
      ExecutorService pool = Executors.newFixedThreadPool(THREADS);
      List<Future<Integer>> workers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        workers.add(pool.submit(handshakes(strategy)));
      }
      int agreed = 0;
      for (Future<Integer> worker : workers) {
        agreed += worker.get();
      }
      pool.shutdown();
      assertThat(agreed).isEqualTo(HANDSHAKES / THREADS * THREADS);
    }
  }

  /** Each opening fails unless the server's proof of the token holds. */
  private static Callable<Integer> handshakes(AuthStrategy strategy) {
    return () -> {
      int agreed = 0;
      for (int i = 0; i < HANDSHAKES / THREADS; i++) {
        try (AuthSession session = strategy.open()) {
          assertThat(session.strategyId()).isEqualTo("oauth1a");
          agreed++;
        }
      }
      return agreed;
    };
  }
}
