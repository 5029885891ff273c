package io.github.ibkrauth.auth.oauth1a;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HmacKeyTest {

  @ParameterizedTest
  @ValueSource(strings = {HmacKey.SHA1, HmacKey.SHA256})
  void sign_whenKeyAndDataHaveAnyLength_thenEqualsThePlatforms(String algorithm) throws Exception {
    Random random = new Random(7);
    for (int keyLength : new int[] {1, 20, 32, 63, 64, 65, 128, 255, 256, 257}) {
      byte[] key = new byte[keyLength];
      random.nextBytes(key);
      HmacKey ours = new HmacKey(algorithm, key);
      Mac platform = Mac.getInstance(algorithm);
      platform.init(new SecretKeySpec(key, algorithm));
      for (int length : new int[] {0, 1, 55, 56, 63, 64, 65, 300, 1000}) {
        byte[] data = new byte[length];
        random.nextBytes(data);

        assertThat(ours.sign(data)).isEqualTo(platform.doFinal(data));
        assertThat(ours.sign(Arrays.copyOf(data, length + 9), length))
            .isEqualTo(platform.doFinal(data));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 8, 1L << 31, (1L << 31) + 5, (1L << 32) - 1, Long.MAX_VALUE})
  void place_ofAnyThread_isOneOfEight(long thread) {
    assertThat(HmacKey.place(thread)).isBetween(0, 7 * 16).matches(place -> place % 16 == 0);
  }

  /** Threads whose numbers share a place, and more threads than places. */
  @Test
  void sign_whenManyThreadsSignAtOnce_thenEachGetsTheCodeOfItsOwnData() throws Exception {
    HmacKey ours = new HmacKey(HmacKey.SHA256, new byte[20]);
    ExecutorService pool = Executors.newFixedThreadPool(24);
    try {
      List<Future<Boolean>> running = new ArrayList<>();
      for (int thread = 0; thread < 24; thread++) {
        byte[] data = new byte[200 + thread];
        Arrays.fill(data, (byte) thread);
        Mac platform = Mac.getInstance(HmacKey.SHA256);
        platform.init(new SecretKeySpec(new byte[20], HmacKey.SHA256));
        byte[] expected = platform.doFinal(data);
        running.add(
            pool.submit(
                () -> {
                  boolean right = true;
                  for (int i = 0; i < 5_000; i++) {
                    right &= Arrays.equals(ours.sign(data), expected);
                  }
                  return right;
                }));
      }
      for (Future<Boolean> one : running) {
        assertThat(one.get()).isTrue();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void encodedBase64_whenBytesHaveAnyLength_thenEqualsEncodingTwice() {
    Random random = new Random(8);
    for (int length = 0; length < 70; length++) {
      byte[] data = new byte[length];
      random.nextBytes(data);

      assertThat(new Ascii(0).encodedBase64(data).toString())
          .isEqualTo(Ascii.encode(Base64.getEncoder().encodeToString(data)));
    }
  }
}
