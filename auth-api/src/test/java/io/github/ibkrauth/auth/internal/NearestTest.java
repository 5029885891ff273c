package io.github.ibkrauth.auth.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  private static final List<String> KNOWN = List.of("oauth2-jwt", "oauth1a", "gateway-session");

  @ParameterizedTest
  @CsvSource({
    "oauth2-jtw, oauth2-jwt",
    "oauth2jwt, oauth2-jwt",
    "oauth1, oauth1a",
    "oauth, oauth1a",
    "gateway-sesion, gateway-session",
    "gatewaysession, gateway-session"
  })
  void to_whenOneIsClose_findsIt(String word, String expected) {
    assertThat(Nearest.to(word, KNOWN)).contains(expected);
    assertThat(Nearest.hint(word, KNOWN)).isEqualTo(" Did you mean '" + expected + "'?");
  }

  @ParameterizedTest
  @CsvSource({"kerberos", "x", "''"})
  void to_whenNoneIsClose_findsNone(String word) {
    assertThat(Nearest.to(word, KNOWN)).isEmpty();
    assertThat(Nearest.hint(word, KNOWN)).isEmpty();
  }

  @Test
  void to_whenTwoAreEquallyClose_takesTheFirstByName() {
    assertThat(Nearest.to("keyx", List.of("keyb", "keya"))).contains("keya");
    assertThat(Nearest.to("key", List.of())).isEmpty();
  }
}
