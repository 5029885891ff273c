package io.github.ibkrauth.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClientAssertionTest {

  private static final Instant NOW = Instant.parse("2025-01-01T00:00:00.999Z");
  private static final SecureRandom RANDOM = new SecureRandom();

  @Test
  void sign_always_verifiesElsewhereAndNamesTheKey() {
    JWSObject token =
        TestKeys.verified(new Jws(TestKeys.signer(), "key-\"2\"").sign("{\"a\":\"é国\"}"));

    assertThat(token.getHeader().toJSONObject())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("alg", "RS256", "typ", "JWT", "kid", "key-\"2\""));
    assertThat(token.getPayload().toJSONObject()).isEqualTo(Map.of("a", "é国"));
  }

  @Test
  void claims_byDefault_areWholeSecondsAroundNow() {
    assertThat(claims(false))
        .isEqualTo(
            Map.of(
                "iss", "me \"&\" co",
                "sub", "me \"&\" co",
                "aud", "/token",
                "iat", 1_735_689_590L,
                "exp", 1_735_689_620L));
  }

  @Test
  void claims_withJti_areNewEachTime() {
    Set<Object> ids = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      Object id = claims(true).get("jti");
      assertThat(UUID.fromString((String) id).version()).isEqualTo(4);
      assertThat(UUID.fromString((String) id).variant()).isEqualTo(2);
      ids.add(id);
    }
    assertThat(ids).hasSize(100);
  }

  private static Map<String, Object> claims(boolean jti) {
    ClientAssertion assertion =
        new ClientAssertion(
            "me \"&\" co", "/token", Duration.ofSeconds(10), Duration.ofSeconds(20), jti);
    return TestKeys.claims(new Jws(TestKeys.signer(), "main").sign(assertion.claims(NOW, RANDOM)));
  }
}
