package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
  private static final String JWS = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJub2JvZHkifQ.c2lnbmF0dXJl";

  @ParameterizedTest
  @CsvSource({
    "Authorization, Bearer canary, Bearer [redacted]",
    "authorization, Basic canary, Basic [redacted]",
    "Authorization, canary, [redacted]",
    "Proxy-Authorization, Basic canary, [redacted]",
    "Cookie, api=canary; x=1, [redacted]",
    "X-Note, " + JWS + ", [redacted]",
    "X-Note, a " + JWS + " b, a [redacted] b",
    "User-Agent, ibkr/1.2.3 (java 17.0.15), ibkr/1.2.3 (java 17.0.15)",
    "Accept, application/json, application/json",
  })
  void headers_whenTheyHoldSecrets_loseThem(String name, String value, String expected) {
    assertThat(Redaction.headers(Map.of(name, List.of(value))))
        .containsExactly(Map.entry(name, expected));
  }

  @ParameterizedTest
  @CsvSource({
    "oauth_token=canary, oauth_token=[redacted]",
    "state=canary&nonce=canary&code=canary, state=[redacted]&nonce=[redacted]&code=[redacted]",
    "request_uri=canary&ticket=canary, request_uri=[redacted]&ticket=[redacted]",
    "estate=1&code_challenge=x, estate=1&code_challenge=x",
    "a=1&access_token=canary&b=2, a=1&access_token=[redacted]&b=2",
    "oauth_signature=canary&x=1, oauth_signature=[redacted]&x=1",
    "oauth_token=canary&oauth_verifier=canary, oauth_token=[redacted]&oauth_verifier=[redacted]",
    "conids=1&fields=31, conids=1&fields=31",
    "x=" + JWS + ", x=[redacted]",
  })
  void query_whenItHoldsSecrets_losesThem(String query, String expected) {
    assertThat(Redaction.query(query)).isEqualTo(expected);
  }
}
