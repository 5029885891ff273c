package io.github.ibkrauth.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.connect.ConnectFlows;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be set together, and what has an effect with which grant. */
class ConsentSettingsTest {

  private final ConsentBench bench = new ConsentBench();

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void open_ofAFlow_withNothingSet_namesAllThatIsMissingAtOnce() {
    bench.settings.clear();
    bench.settings.put("ibkr.auth.strategy", "oauth2-jwt");
    bench.set("grant", "authorization-code");

    AuthConfigurationException failure;
    try (AuthRuntime bare = AuthRuntime.system()) {
      failure = refused(() -> ConnectFlows.discover().open(bench.config(), bare));
    }

    assertThat(failure.problems())
        .hasSize(6)
        .anyMatch(p -> p.startsWith("ibkr.auth.oauth2-jwt.client-id is missing"))
        .anyMatch(p -> p.startsWith("ibkr.auth.oauth2-jwt.private-key is missing"))
        .anyMatch(
            p ->
                p.startsWith("ibkr.auth.oauth2-jwt.authorize-url is missing")
                    && p.contains("metadata-url")
                    && p.contains("no default"))
        .anyMatch(p -> p.startsWith("ibkr.auth.oauth2-jwt.token-url is missing"))
        .anyMatch(p -> p.startsWith("ibkr.auth.oauth2-jwt.redirect-uri is missing"))
        .anyMatch(
            p -> p.contains("no TokenStore and SecretSealer") && p.contains("ibkr.auth.store"));
  }

  @Test
  void create_ofASession_wantsAConnectionAndNoRedirect() {
    bench.remove("redirect-uri");

    assertThat(sessionProblems())
        .singleElement()
        .asString()
        .startsWith("ibkr.auth.oauth2-jwt.connection is missing");
    bench.set("connection", "ann");
    assertThat(sessionProblems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "mode, token-only",
    "credential, somebody",
    "ip, 203.0.113.7",
    "alternative-ips, 203.0.113.8",
    "service, x",
    "sso-url, https://api.ibkr.test/sso",
    "sso-lifetime, 1h",
    "signed-body-lifetime, 20s",
    "client-secret, canary",
  })
  void problems_whenASettingHasNoEffectForUsers_namesIt(String name, String value) {
    bench.set("connection", "ann").set(name, value);

    assertThat(sessionProblems())
        .singleElement()
        .asString()
        .startsWith("ibkr.auth.oauth2-jwt." + name + " has no effect")
        .doesNotContain("canary");
    assertThat(flowProblems()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "key-id, k",
    "audience, https://as.example",
    "jti, true",
    "assertion-backdate, 5s",
    "assertion-lifetime, 30s",
    "private-key, canary",
  })
  void problems_whenASettingHasNoEffectWithASecret_namesIt(String name, String value) {
    bench
        .remove("private-key")
        .set("client-auth", "client-secret-post")
        .set("client-secret", "x")
        .set(name, value);

    assertThat(flowProblems())
        .singleElement()
        .asString()
        .startsWith("ibkr.auth.oauth2-jwt." + name + " has no effect")
        .doesNotContain("canary");
  }

  @Test
  void problems_whenTheSecretIsMissing_saysSo() {
    bench.remove("private-key").set("client-auth", "client-secret-basic");

    assertThat(flowProblems())
        .singleElement()
        .asString()
        .startsWith("ibkr.auth.oauth2-jwt.client-secret is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "authorize-url, https://as.example/a",
    "revocation-url, https://as.example/r",
    "par-url, https://as.example/p",
    "metadata-url, https://as.example/m",
    "redirect-uri, https://app.example/cb",
    "client-auth, private-key-jwt",
    "client-secret, x",
    "connection, ann",
  })
  void problems_whenASettingIsForUsersOnly_namesItForTheClientsOwnAccess(
      String name, String value) {
    Bench own = new Bench().set(name, value);

    AuthConfigurationException failure = refused(own::open);

    assertThat(failure.problems())
        .singleElement()
        .asString()
        .startsWith(
            "ibkr.auth.oauth2-jwt."
                + name
                + " has no effect with ibkr.auth.oauth2-jwt.grant = client-credentials");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://app.example/cb",
        "https://me@app.example/cb",
        "https://app.example/cb#x",
        "http://127.0.0.1:0/cb",
        "myapp://x/cb"
      })
  void problems_whenTheRedirectIsNotFit_saysWhy(String redirect) {
    bench.set("redirect-uri", redirect);

    assertThat(flowProblems())
        .singleElement()
        .asString()
        .startsWith("ibkr.auth.oauth2-jwt.redirect-uri");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example/cb?from=ibkr",
        "http://127.0.0.1:8765/cb",
        "http://[::1]:8765/cb",
        "http://localhost:8765"
      })
  void problems_whenTheRedirectIsFit_findsNone(String redirect) {
    bench.set("redirect-uri", redirect);

    assertThat(flowProblems()).isEmpty();
  }

  @Test
  void problems_whenSeveralThingsAreWrong_tellsThemTogether() {
    bench
        .set("grant", "authorisation-code")
        .set("client-auth", "password")
        .set("token-url", "http://as.example/token");

    assertThat(
            refused(() -> new OAuth2JwtProvider().create(bench.config(), bench.runtime)).problems())
        .anyMatch(p -> p.contains("oauth2-jwt.grant") && p.contains("authorization-code"))
        .anyMatch(p -> p.contains("oauth2-jwt.client-auth"))
        .anyMatch(p -> p.startsWith("ibkr.auth.oauth2-jwt.token-url must begin with https"));
  }

  @Test
  void open_whenTheGrantIsTheClientsOwn_saysWhatToSet() {
    bench.remove("grant");

    assertThat(ConnectFlows.discover().offers(bench.config())).isFalse();
    assertThatThrownBy(() -> bench.flow())
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessageContaining("ibkr.auth.oauth2-jwt.grant = authorization-code");
  }

  @Test
  void toString_ofWhatIsRead_showsNothing() {
    bench.set("connection", "ann").set("scope", "canary");

    assertThat(new ConsentReader(bench.config(), bench.runtime).read())
        .hasToString("ConsentSettings(PRIVATE_KEY_JWT)");
  }

  private List<String> sessionProblems() {
    return problems(() -> new OAuth2JwtProvider().create(bench.config(), bench.runtime));
  }

  private List<String> flowProblems() {
    return problems(() -> bench.flow().close());
  }

  private static List<String> problems(ThrowingCallable call) {
    AuthConfigurationException failure =
        catchThrowableOfType(AuthConfigurationException.class, call);
    return failure == null ? List.of() : failure.problems();
  }

  private static AuthConfigurationException refused(ThrowingCallable call) {
    AuthConfigurationException failure =
        catchThrowableOfType(AuthConfigurationException.class, call);
    assertThat(failure).isNotNull();
    return failure;
  }
}
