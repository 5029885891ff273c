package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveSessionTokensTest {
  @ParameterizedTest
  @CsvSource({
    "1, 01",
    "7f, 7f",
    // The highest bit is set: a sign byte.
    "80, 0080",
    "ff, 00ff",
    // An odd number of digits.
    "fff, 0fff",
    "100, 0100",
    "8000, 008000",
    "7fffff, 7fffff",
  })
  void keyBytes_whenGivenEdges_areTwosComplement(String hex, String bytes) {
    assertThat(LiveSessionTokens.keyBytes(new BigInteger(hex, 16)))
        .isEqualTo(HexFormat.of().parseHex(bytes));
  }

  @Test
  void keyBytes_whenGivenAnyLength_areWhatBigIntegerWrites() {
    Random random = new Random(7);
    for (int bits = 1; bits <= 2048; bits++) {
      BigInteger value = new BigInteger(bits, random).setBit(bits - 1);
      assertThat(LiveSessionTokens.keyBytes(value)).isEqualTo(value.toByteArray());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1"})
  void keyBytes_whenNotPositive_areRefused(String value) {
    assertThatThrownBy(() -> LiveSessionTokens.keyBytes(new BigInteger(value)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void token_whenTheSharedSecretIsShort_usesItUnpadded() {
    BigInteger shortSecret = BigInteger.ONE.shiftLeft(2030);
    byte[] secret = {1, 2, 3};
    byte[] right = OAuth1Request.mac("HmacSHA1", shortSecret.toByteArray(), secret);
    byte[] padded = new byte[256];
    System.arraycopy(shortSecret.toByteArray(), 0, padded, 256 - 254, 254);
    assertThat(LiveSessionTokens.token(shortSecret, secret))
        .isEqualTo(right)
        .isNotEqualTo(OAuth1Request.mac("HmacSHA1", padded, secret))
        .hasSize(20);
  }

  @Test
  void group_whenAsked_isTheSafePrimeGroupOf2048Bits() {
    DhGroup group = DhGroup.MODP_2048;
    assertThat(group.prime().bitLength()).isEqualTo(2048);
    assertThat(group.prime().isProbablePrime(50)).isTrue();
    assertThat(group.prime().shiftRight(1).isProbablePrime(50)).isTrue();
    assertThat(group.generator()).isEqualTo(2);
    assertThat(group.holds(BigInteger.TWO)).isTrue();
    assertThat(group.holds(group.prime().subtract(BigInteger.TWO))).isTrue();
    for (BigInteger bad :
        new BigInteger[] {
          BigInteger.ZERO,
          BigInteger.ONE,
          group.prime().subtract(BigInteger.ONE),
          group.prime(),
          group.prime().add(BigInteger.TWO)
        }) {
      assertThat(group.holds(bad)).isFalse();
    }
  }
}
