package io.github.ibkrauth.auth.googlehttp.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateFingerprintTest {

  private static final String PLAIN =
      "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
  private static final String SHOWN =
      "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF"
          + ":00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF";

  @Test
  void parse_whateverTheSpelling_givesTheUsualOne() {
    for (String text :
        new String[] {
          PLAIN, SHOWN, " SHA256:" + SHOWN + "\n", "sha256:" + PLAIN, SHOWN.replace(':', ' ')
        }) {
      assertThat(CertificateFingerprint.parse(text)).isEqualTo(SHOWN);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "40, SHA-1",
    "32, MD5",
    "128, a longer fingerprint",
    "63, and this has 63.",
    "0, this has 0."
  })
  void parse_whenTheLengthIsAnother_saysWhatItLooksLike(int digits, String words) {
    assertThatThrownBy(() -> CertificateFingerprint.parse("a".repeat(digits)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("64 hexadecimal digits")
        .hasMessageContaining(words);
  }

  @Test
  void parse_whenNotHexadecimal_saysWhatIsWanted() {
    assertThatThrownBy(() -> CertificateFingerprint.parse("MEUCIQDabc+/=canary"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("hexadecimal")
        .hasMessageNotContaining("canary");
  }
}
