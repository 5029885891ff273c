package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OAuthHeaderTest {
  private static final String FULL =
      "OAuth realm=\"r\", oauth_consumer_key=\"k\", oauth_nonce=\"n\", oauth_signature=\"a%2Bb%3D\","
          + " oauth_signature_method=\"m\", oauth_timestamp=\"1\"";

  @Test
  void parse_whenWellFormed_decodesTheValues() throws Exception {
    OAuthHeader header = OAuthHeader.parse(FULL).with(Set.of(), Set.of());
    assertThat(header.get("oauth_signature")).isEqualTo("a+b=");
    assertThat(header.get("realm")).isEqualTo("r");
    assertThat(header.get("oauth_token")).isEmpty();
    assertThat(header.signed())
        .isEqualTo(
            Map.of(
                "oauth_consumer_key", "k",
                "oauth_nonce", "n",
                "oauth_signature_method", "m",
                "oauth_timestamp", "1"));
    assertThat(header)
        .hasToString(
            "OAuthHeader"
                + new java.util.TreeSet<>(
                    Set.of(
                        "realm",
                        "oauth_consumer_key",
                        "oauth_nonce",
                        "oauth_signature",
                        "oauth_signature_method",
                        "oauth_timestamp")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"OAuth a=\"1\",b=\"2\"", "OAuth a=\"1\" , b=\"2\"", "OAuth b=\"2\",  a=\"1\""})
  void parse_whenSpacedDifferently_readsTheSame(String text) throws Exception {
    assertThat(OAuthHeader.parse(text).signed()).isEqualTo(Map.of("a", "1", "b", "2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "Bearer abc | does not begin with",
        "oauth a=\"1\" | does not begin with",
        "OAutha=\"1\" | does not begin with",
        "OAuth a=1 | not a list of",
        "OAuth a='1' | not a list of",
        "OAuth a=\"1\" b=\"2\" | not a list of",
        "OAuth a=\"1\"; b=\"2\" | not a list of",
        "OAuth a=\"1\", | not a list of",
        "OAuth , a=\"1\" | not a list of",
        "OAuth a=\"1 | not a list of",
        "OAuth a =\"1\" | not a list of",
        "OAuth a-b=\"1\" | not a list of",
        "OAuth a=\"1\", a=\"1\" | a is given twice",
        "OAuth a=\"1+2\" | the value of a is not percent-encoded",
        "OAuth a=\"1/2\" | the value of a is not percent-encoded",
        "OAuth a=\"1 2\" | the value of a is not percent-encoded",
        "OAuth a=\"x=\" | the value of a is not percent-encoded",
        "OAuth a=\"%2b\" | the value of a is not percent-encoded",
        "OAuth a=\"%2\" | the value of a is not percent-encoded",
        "OAuth a=\"%\" | the value of a is not percent-encoded",
        "OAuth a=\"%GG\" | the value of a is not percent-encoded",
        "OAuth a=\"%C3\" | the value of a is not percent-encoded",
        "OAuth a=\"é\" | the value of a is not percent-encoded",
      })
  void parse_whenMalformed_saysHow(String text, String reason) {
    assertThatThrownBy(() -> OAuthHeader.parse(text))
        .isInstanceOf(OAuthHeader.Malformed.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "realm",
        "oauth_consumer_key",
        "oauth_nonce",
        "oauth_signature",
        "oauth_signature_method",
        "oauth_timestamp"
      })
  void with_whenAParameterIsEmptyOrMissing_namesIt(String name) throws Exception {
    OAuthHeader empty = OAuthHeader.parse(FULL.replaceFirst(name + "=\"[^\"]*\"", name + "=\"\""));
    OAuthHeader missing = OAuthHeader.parse(FULL.replaceFirst(name + "=\"", "x_" + name + "=\""));
    for (OAuthHeader header : new OAuthHeader[] {empty, missing}) {
      assertThatThrownBy(() -> header.with(Set.of(), Set.of()))
          .hasMessage("missing parameter " + name);
    }
  }

  @Test
  void with_whenTheEndpointKnowsMoreOrLess_checksThatToo() throws Exception {
    OAuthHeader header = OAuthHeader.parse(FULL + ", oauth_token=\"t\"");
    assertThatThrownBy(() -> header.with(Set.of(), Set.of()))
        .hasMessage("unexpected parameter oauth_token");
    assertThatThrownBy(() -> header.with(Set.of("oauth_verifier"), Set.of("oauth_token")))
        .hasMessage("missing parameter oauth_verifier");
    assertThat(header.with(Set.of("oauth_token"), Set.of("oauth_verifier"))).isSameAs(header);
  }
}
