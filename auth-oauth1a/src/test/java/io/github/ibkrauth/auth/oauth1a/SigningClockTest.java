package io.github.ibkrauth.auth.oauth1a;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.testkit.ManualTime;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SigningClockTest {

  private static final Instant START = Instant.ofEpochSecond(1_700_000_000L, 900_000_000);

  @Test
  void seconds_whenTheClockIsSetBack_thenStays() {
    ManualTime time = ManualTime.at(START);
    SigningClock clock = new SigningClock(time);

    assertThat(clock.seconds()).isEqualTo(1_700_000_000L);
    time.jumpBack(Duration.ofSeconds(30));
    assertThat(clock.seconds()).isEqualTo(1_700_000_000L);
    time.advance(Duration.ofSeconds(31));
    assertThat(clock.seconds()).isEqualTo(1_700_000_001L);
  }

  @Test
  void seconds_whenTheServerIsAhead_thenFollowsAndNeverFallsBackUnlessRestarted() {
    SigningClock clock = new SigningClock(ManualTime.at(START));

    clock.skew(Duration.ofSeconds(100));
    assertThat(clock.seconds()).isEqualTo(1_700_000_100L);
    clock.skew(Duration.ZERO);
    assertThat(clock.seconds()).isEqualTo(1_700_000_100L);
    clock.restart(Duration.ofSeconds(-5));
    assertThat(clock.seconds()).isEqualTo(1_699_999_995L);
  }

  @Test
  void next_whenManyThreadsDraw_thenNoneRepeats() throws Exception {
    Nonces nonces = new Nonces(new SecureRandom());
    Set<String> seen = ConcurrentHashMap.newKeySet();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Void>> work = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        work.add(
            () -> {
              for (int n = 0; n < 5_000; n++) {
                seen.add(new String(nonces.next(), StandardCharsets.US_ASCII));
              }
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(work)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(seen).hasSize(40_000).allMatch(nonce -> nonce.matches("[0-9a-f]{32}"));
  }

  @Test
  void next_whenSeedsDiffer_thenNoncesDiffer() {
    String one = new String(new Nonces(new Random(1)).next(), StandardCharsets.US_ASCII);
    String two = new String(new Nonces(new Random(2)).next(), StandardCharsets.US_ASCII);

    assertThat(one).isNotEqualTo(two);
  }
}
