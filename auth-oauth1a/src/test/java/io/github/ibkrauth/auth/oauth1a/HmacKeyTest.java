package io.github.ibkrauth.auth.oauth1a;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HmacKeyTest {

  @ParameterizedTest
  @CsvSource({"SHA-1, HmacSHA1", "SHA-256, HmacSHA256"})
  void sign_whenKeyAndDataHaveAnyLength_thenEqualsThePlatforms(String hash, String algorithm)
      throws Exception {
    Random random = new Random(7);
    for (int keyLength : new int[] {1, 20, 32, 63, 64, 65, 128, 255, 256, 257}) {
      byte[] key = new byte[keyLength];
      random.nextBytes(key);
      HmacKey ours = new HmacKey(hash, key);
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
