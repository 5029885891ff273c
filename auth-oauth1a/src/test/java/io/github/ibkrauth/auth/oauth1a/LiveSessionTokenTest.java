package io.github.ibkrauth.auth.oauth1a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with an implementation that shares nothing with the one under test. */
class LiveSessionTokenTest {

  private static final BigInteger P = TestKeys.PRIME;
  private static final BigInteger G = BigInteger.TWO;
  private static final HexFormat HEX = HexFormat.of();

  @ParameterizedTest
  @CsvSource({
    "7f, 7f",
    "80, 0080",
    "ff, 00ff",
    "100, 0100",
    "fff, 0fff",
    "8000, 008000",
    "7fffff, 7fffff",
    "800000, 00800000"
  })
  void agree_whenTheNumberFillsItsBytes_thenAZeroByteStandsInFront(String number, String bytes) {
    byte[] key = DhExchange.of(P, G, BigInteger.ONE).agree(new BigInteger(number, 16));

    assertThat(HEX.formatHex(key)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {2048, 2047, 2041, 2040, 2039, 2033, 2032, 2025, 1024, 9})
  void sharedKey_whenSecretHasThatManyBits_thenTokenEqualsThePlainComputation(int bits)
      throws Exception {
    BigInteger shared = numberOf(bits);
    byte[] secret = new byte[] {0, 1, (byte) 0x80, (byte) 0xff};

    LiveSessionToken token =
        LiveSessionToken.derive(
            DhExchange.of(P, G, BigInteger.ONE).sharedKey(shared.toString(16)),
            secret,
            Instant.EPOCH);

    byte[] expected = mac("HmacSHA1", twosComplement(shared), secret);
    assertThat(Base64.getDecoder().decode(token.base64().reveal())).isEqualTo(expected);
    byte[] padded = mac("HmacSHA1", fixedLength(shared), secret);
    boolean alike = shared.bitLength() >= 2040 && shared.bitLength() < 2048;
    assertThat(Arrays.equals(expected, padded))
        .as("a key padded to 256 bytes gives the same for 2040 to 2047 bits only")
        .isEqualTo(alike);
  }

  @Test
  void sharedKey_whenResponseHasOddDigitsOrUpperCaseOrZeros_thenIsTheSameNumber() {
    DhExchange exchange = DhExchange.of(P, G, BigInteger.valueOf(12_345));
    BigInteger number = numberOf(2041);
    String digits = number.toString(16);

    assertThat(digits.length()).isOdd();
    assertThat(exchange.sharedKey(digits))
        .isEqualTo(exchange.sharedKey(digits.toUpperCase(Locale.ROOT)))
        .isEqualTo(exchange.sharedKey("000" + digits))
        .isEqualTo(number.modPow(BigInteger.valueOf(12_345), P).toByteArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "1", "00", "-2", "+2", "0x2", " 2", "xyz", "2\u0663"})
  void sharedKey_whenResponseIsNoGoodNumber_thenRefused(String response) {
    assertThatThrownBy(() -> DhExchange.of(P, G, BigInteger.TEN).sharedKey(response))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sharedKey_whenResponseIsAtTheUpperEnd_thenRefused() {
    DhExchange exchange = DhExchange.of(P, G, BigInteger.TEN);
    for (BigInteger bad :
        new BigInteger[] {P.subtract(BigInteger.ONE), P, P.add(BigInteger.ONE), P.shiftLeft(64)}) {
      assertThatThrownBy(() -> exchange.sharedKey(bad.toString(16)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(exchange.sharedKey(P.subtract(BigInteger.TWO).toString(16))).isNotEmpty();
    assertThat(exchange.sharedKey("2")).isNotEmpty();
  }

  @Test
  void begin_whenTheSourceGivesZeroAndOne_thenDrawsAgain() {
    Random scripted =
        new Random() {
          private static final long serialVersionUID = 1L;
          private int calls;

          @Override
          public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) 0);
            bytes[bytes.length - 1] = (byte) calls++;
          }
        };

    assertThat(DhExchange.begin(P, G, scripted).challenge()).isEqualTo("4");
  }

  @Test
  void challenge_whenNumberBeginsWithZeroDigits_thenIsNotPadded() {
    assertThat(DhExchange.of(P, G, BigInteger.valueOf(64)).challenge())
        .isEqualTo("1" + "0".repeat(16));
  }

  @Test
  void isProvenBy_whenProofIsOfAnyCase_thenOnlyTheRightOneCounts() throws Exception {
    byte[] bytes = HEX.parseHex("00112233445566778899aabbccddeeff00112233");
    LiveSessionToken token = LiveSessionToken.of(bytes, Instant.EPOCH);
    String proof =
        HEX.formatHex(mac("HmacSHA1", bytes, "SOMECONSU".getBytes(StandardCharsets.US_ASCII)));

    assertThat(token.isProvenBy(proof, "SOMECONSU")).isTrue();
    assertThat(token.isProvenBy(proof.toUpperCase(Locale.ROOT), "SOMECONSU")).isTrue();
    assertThat(token.isProvenBy(proof, "SOMECONSV")).isFalse();
    assertThat(token.isProvenBy(proof.substring(2), "SOMECONSU")).isFalse();
    assertThat(token.isProvenBy(proof + "00", "SOMECONSU")).isFalse();
    assertThat(token.isProvenBy("not hex", "SOMECONSU")).isFalse();
    assertThat(token.isProvenBy("", "SOMECONSU")).isFalse();
  }

  @Test
  void toString_whenPrinted_thenShowsNoBytes() {
    byte[] bytes = new byte[20];
    new SecureRandom().nextBytes(bytes);
    LiveSessionToken token = LiveSessionToken.of(bytes, Instant.EPOCH);

    assertThat(token.toString() + new HmacKey(HmacKey.SHA1, bytes))
        .doesNotContain(HEX.formatHex(bytes))
        .doesNotContain(token.base64().reveal());
  }

  /**
   * The whole exchange with the other side computed plainly. The system property {@code
   * ibkrauth.handshakes} sets how many.
   */
  @Test
  void exchanges_whenBothSidesDrawAtRandom_thenNoProofFails() throws Exception {
    SecureRandom random = new SecureRandom();
    int mismatches = 0;
    int rounds = Integer.getInteger("ibkrauth.handshakes", 300);
    for (int i = 0; i < rounds; i++) {
      byte[] secret = new byte[random.nextInt(16, 33)];
      random.nextBytes(secret);
      BigInteger theirs = new BigInteger(256, random).setBit(255);
      DhExchange ours = DhExchange.begin(P, G, random);

      BigInteger shared = new BigInteger(ours.challenge(), 16).modPow(theirs, P);
      byte[] token = mac("HmacSHA1", twosComplement(shared), secret);
      String proof =
          HEX.formatHex(mac("HmacSHA1", token, "CONSUMERS".getBytes(StandardCharsets.US_ASCII)));

      byte[] key = ours.sharedKey(G.modPow(theirs, P).toString(16));
      if (!LiveSessionToken.derive(key, secret, Instant.EPOCH).isProvenBy(proof, "CONSUMERS")) {
        mismatches++;
      }
    }
    assertThat(mismatches).as("of %d", rounds).isZero();
  }

  /** A number below the prime with exactly that many bits. */
  private static BigInteger numberOf(int bits) {
    return BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.valueOf(5));
  }

  /** Packs hexadecimal digits into bytes, and puts a zero in front of a leading digit from 8 up. */
  private static byte[] twosComplement(BigInteger number) {
    String digits = number.toString(16);
    if (digits.length() % 2 == 1) {
      digits = "0" + digits;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (Character.digit(digits.charAt(0), 16) >= 8) {
      bytes.write(0);
    }
    for (int i = 0; i < digits.length(); i += 2) {
      bytes.write(Integer.parseInt(digits.substring(i, i + 2), 16));
    }
    return bytes.toByteArray();
  }

  private static byte[] fixedLength(BigInteger number) {
    return HEX.parseHex(String.format(Locale.ROOT, "%0512x", number));
  }

  private static byte[] mac(String algorithm, byte[] key, byte[] data)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(key, algorithm));
    return mac.doFinal(data);
  }
}
