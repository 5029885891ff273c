package io.github.ibkrauth.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwtBodySignerTest {

  private final JwtBodySigner signer =
      new JwtBodySigner(
          new Jws(TestKeys.signer(), "main"),
          "My\"Client",
          Duration.ofSeconds(1000),
          () -> Instant.ofEpochSecond(1_735_689_600));

  @Test
  void sign_anObject_addsIssuerAndTimes() {
    assertThat(TestKeys.claims(signer.sign(" {\"note\":\"é\",\"list\":[{\"iss\":1}]} \n")))
        .isEqualTo(
            Map.of(
                "note",
                "é",
                "list",
                List.of(Map.of("iss", 1L)),
                "iss",
                "My\"Client",
                "iat",
                1_735_689_600L,
                "exp",
                1_735_690_600L));
    assertThat(signer.contentType()).isEqualTo("application/jwt");
  }

  @Test
  void sign_theEmptyObject_hasOurMembersOnly() {
    assertThat(TestKeys.claims(signer.sign("{}"))).containsOnlyKeys("iss", "iat", "exp");
  }

  @Test
  void sign_anAmount_keepsEveryDigit() {
    String signed = signer.sign("{\"amount\":100.00,\"huge\":12345678901234567890.10}");

    assertThat(TestKeys.verified(signed).getPayload().toString())
        .startsWith("{\"amount\":100.00,\"huge\":12345678901234567890.10,");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[1]",
        "\"text\"",
        "{",
        "{\"a\":}",
        "{\"a\":1,}",
        "{\"a\":1}{\"b\":2}",
        "{\"a\":1} x",
        "{\"a\":1,\"a\":2}",
        "secret-words"
      })
  void sign_anythingElse_isRefusedWithoutQuotingIt(String text) {
    assertThatThrownBy(() -> signer.sign(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .message()
        .doesNotContain("secret-words");
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "iat", "exp"})
  void sign_anObjectWithOurMembers_namesTheMember(String name) {
    assertThatThrownBy(() -> signer.sign("{\"" + name + "\":1}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + name + "'");
  }
}
