package io.github.ibkrauth.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.auth.Capability;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.keys.RsaSigner;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OAuth2JwtProviderTest {

  private final Bench bench = new Bench();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "oauth2-jwt",
        "oauth2",
        "ib_oauth",
        "ibkr_oauth",
        "interactive_brokers_oauth",
        "oauth2_private_key_jwt",
        "IB_OAuth"
      })
  void strategy_byIdOrAlias_isFoundOnTheClassPath(String name) {
    bench.settings.put("ibkr.auth.strategy", name);

    AuthStrategy strategy =
        AuthStrategies.discover().strategy(bench.config(), bench.runtime.build());

    assertThat(strategy.id()).isEqualTo("oauth2-jwt");
    assertThat(strategy.capabilities())
        .containsExactlyInAnyOrder(
            Capability.SHAREABLE, Capability.WEBSOCKET, Capability.SIGNS_BODY);
    assertThat(bench.transport.requests()).isEmpty();
  }

  @Test
  void create_withNothingSet_namesAllThatIsMissingAtOnce() {
    bench.settings.clear();

    assertThat(problems())
        .hasSize(4)
        .anyMatch(p -> p.startsWith("ibkr.auth.oauth2-jwt.client-id is missing"))
        .anyMatch(p -> p.startsWith("ibkr.auth.oauth2-jwt.private-key is missing"))
        .anyMatch(
            p ->
                p.startsWith("ibkr.auth.oauth2-jwt.credential is missing")
                    && p.contains("IBKR_AUTH_OAUTH2_JWT_CREDENTIAL")
                    && p.contains("token-only"))
        .anyMatch(
            p ->
                p.startsWith("ibkr.auth.oauth2-jwt.ip is missing")
                    && p.contains("EgressIpResolver"));
  }

  @Test
  void create_withManyThingsWrong_namesThemAllAndNoValue() {
    bench
        .set("client-idd", "x")
        .set("ip", "canary.example.com")
        .set("alternative-ips", "203.0.113.8, canary-ip")
        .set("base-url", "http://canary-host.example.com")
        .set("token-url", "ftp://canary-host.example.com")
        .set("assertion-lifetime", "500ms")
        .set("mode", "canary-mode")
        .set("jti", "canary-jti")
        .set("private-key", "canary-key");
    bench.settings.put("ibkr.auth.http.read-timeout", "canary-timeout");

    List<String> problems = problems();

    assertThat(problems)
        .anyMatch(p -> p.contains("client-idd") && p.contains("client-id'"))
        .anyMatch(p -> p.startsWith("ibkr.auth.oauth2-jwt.ip must be an IPv4 or IPv6 address"))
        .anyMatch(p -> p.startsWith("ibkr.auth.oauth2-jwt.alternative-ips: entry 2"))
        .anyMatch(p -> p.startsWith("ibkr.auth.oauth2-jwt.base-url must begin with https://"))
        .anyMatch(p -> p.startsWith("ibkr.auth.oauth2-jwt.token-url must begin with https://"))
        .anyMatch(p -> p.startsWith("ibkr.auth.oauth2-jwt.assertion-lifetime must be at least"))
        .anyMatch(p -> p.startsWith("ibkr.auth.oauth2-jwt.mode"))
        .anyMatch(p -> p.startsWith("ibkr.auth.oauth2-jwt.jti"))
        .anyMatch(p -> p.startsWith("ibkr.auth.oauth2-jwt.private-key"))
        .anyMatch(p -> p.startsWith("ibkr.auth.http.read-timeout"))
        .doesNotHaveDuplicates()
        .noneMatch(p -> p.contains("canary"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.ibkr.com/v1/api, true",
    "http://localhost:8080, true",
    "http://127.0.0.1:8080/v1/api, true",
    "http://[::1]:8080, true",
    "http://10.0.0.1, false",
    "http://api.ibkr.com, false",
    "https://me:pw@api.ibkr.com, false",
    "https://api.ibkr.com?x=1, false",
    "https://api.ibkr.com#x, false",
  })
  void create_forABaseUrl_wantsHttpsButHere(String url, boolean accepted) {
    bench.set("base-url", url);

    if (accepted) {
      assertThat(create()).isNotNull();
    } else {
      assertThat(problems())
          .singleElement()
          .asString()
          .contains("ibkr.auth.oauth2-jwt.base-url")
          .doesNotContain("pw");
    }
  }

  @Test
  void create_tokenOnly_needsNeitherUserNorAddress() {
    bench.set("mode", "token-only").remove("credential").remove("ip");

    assertThat(create()).isNotNull();
  }

  @Test
  void create_withALentResolver_needsNoAddressAndTakesNoSecond() {
    bench.runtime.service(EgressIpResolver.class, () -> "203.0.113.9");

    assertThat(problems()).singleElement().asString().contains("keep only one of them");
    bench.remove("ip");
    assertThat(create()).isNotNull();
  }

  @Test
  void create_withALentSigner_needsNoKeyAndTakesNoSecond() {
    bench.runtime.service(RsaSigner.class, TestKeys.signer());

    assertThat(problems()).singleElement().asString().contains("keep only one of them");
    bench.remove("private-key");
    assertThat(create()).isNotNull();
    assertThat(bench.open()).isNotNull();
  }

  @Test
  void toString_ofTheStrategy_showsNothing() {
    assertThat(create()).hasToString("AuthStrategy(oauth2-jwt)");
  }

  private AuthStrategy create() {
    return new OAuth2JwtProvider().create(bench.config(), bench.runtime.build());
  }

  private List<String> problems() {
    AuthConfigurationException refused =
        catchThrowableOfType(AuthConfigurationException.class, this::create);
    assertThat(refused).isNotNull();
    return refused.problems();
  }
}
