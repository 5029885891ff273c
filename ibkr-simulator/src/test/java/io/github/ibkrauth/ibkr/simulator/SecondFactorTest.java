package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecondFactorTest {
  private static final Instant NOW = Instant.parse("2026-03-03T10:00:10Z");

  private final SecondFactor factor =
      new SecondFactor("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130",
  })
  void timeBased_whenTheSecretIsThatOfRfc6238_isItsCode(long second, String code) {
    assertThat(factor.timeBased(Instant.ofEpochSecond(second))).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"'', ''", "f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "foobar, MZXW6YTBOI"})
  void base32_whenEncoded_isThatOfRfc4648(String text, String encoded) {
    assertThat(Base32.encode(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(encoded);
  }

  @Test
  void accepts_whenAClockIsOneStepOff_takesTheCodeOnce() {
    String early = factor.timeBased(NOW.minusSeconds(30));
    assertThat(factor.accepts(early, NOW)).isTrue();
    assertThat(factor.accepts(early, NOW)).isFalse();
    assertThat(factor.accepts(factor.timeBased(NOW.plusSeconds(30)), NOW)).isTrue();
    assertThat(factor.accepts(factor.timeBased(NOW), NOW)).isFalse();
    assertThat(factor.accepts(factor.timeBased(NOW.plusSeconds(60)), NOW)).isFalse();
    assertThat(factor.accepts("", NOW)).isFalse();
  }

  @Test
  void oneOffCode_whenUsed_isGoodOnce() {
    String code = factor.oneOffCode();
    assertThat(code).matches("\\d{8}");
    assertThat(factor.accepts(code, NOW)).isTrue();
    assertThat(factor.accepts(code, NOW)).isFalse();
  }

  @Test
  void oneOffCode_whenManyAreHandedOut_keepsTheLatest() {
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      codes.add(factor.oneOffCode());
    }
    assertThat(factor.accepts(codes.get(0), NOW)).isFalse();
    assertThat(factor.accepts(codes.get(99), NOW)).isTrue();
  }

  @Test
  void secret_whenMadeTwice_differs() {
    assertThat(SecondFactor.fresh().secret())
        .matches("[A-Z2-7]{32}")
        .isNotEqualTo(SecondFactor.fresh().secret());
  }
}
