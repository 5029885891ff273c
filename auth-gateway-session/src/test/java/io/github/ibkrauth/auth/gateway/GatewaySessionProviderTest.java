package io.github.ibkrauth.auth.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewaySessionProviderTest {

  private final AuthRuntime runtime = AuthRuntime.system();
  private final Map<String, String> settings = new HashMap<>();

  @AfterEach
  void stop() {
    runtime.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gateway-session", "gateway", "cpgw", "ib_gateway", "interactive_brokers_gateway"})
  void provider_whenAskedByAnyName_isFound(String name) {
    assertThat(AuthStrategies.discover().provider(name))
        .hasValueSatisfying(found -> assertThat(found).isInstanceOf(GatewaySessionProvider.class));
  }

  @Test
  void create_whenNothingIsSet_works() {
    assertThat(problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "base-url|http://gw.example:5000|auth.gateway-session.base-url must begin with https://:"
            + " http is accepted for this computer only.",
        "base-url|ftp://localhost|auth.gateway-session.base-url must begin with https://.",
        "base-url|https://u:p@localhost:5000|auth.gateway-session.base-url must not hold a user"
            + " name or a password.",
        "base-url|https://localhost:5000/?a=1|auth.gateway-session.base-url must end with its path:"
            + " no '?' and no '#'.",
        "base-url|https://localhost:5000/v1/api/tickle|auth.gateway-session.base-url has a path"
            + " that no gateway has: end it after the port, or with /v1/api (old gateways:"
            + " /v1/portal).",
        "base-url|https://localhost:0|auth.gateway-session.base-url has a port that cannot exist:"
            + " 5000 is usual.",
        "base-url|https://localhost:99999|auth.gateway-session.base-url has a port that cannot"
            + " exist: 5000 is usual.",
        "login-url|http://gw.example/login|auth.gateway-session.login-url must begin with https://:"
            + " http is accepted for this computer only.",
        "login-url|https://u:p@gw.example/|auth.gateway-session.login-url must not hold a user name"
            + " or a password.",
        "keep-alive-interval|500ms|auth.gateway-session.keep-alive-interval must be between 1 s and"
            + " 1 hour; 60s is usual.",
        "probe-timeout|0s|auth.gateway-session.probe-timeout must be between 1 ms and 1 hour; 10s"
            + " is usual.",
        "login-timeout|2h|auth.gateway-session.login-timeout must be between 1 ms and 1 hour; 30s"
            + " is usual.",
        "wait-for-login|25h|auth.gateway-session.wait-for-login must be between 0s and 24 hours; 5m"
            + " is usual.",
        "certificate-file-password|secret|auth.gateway-session.certificate-file-password is set,"
            + " and auth.gateway-session.certificate-file is not: set both, or neither.",
        "tls-trust|all|auth.gateway-session.tls-trust (test) is malformed: it must be one of"
            + " first-use, system, anything.",
        "tickle-method|put|auth.gateway-session.tickle-method (test) is malformed: it must be one"
            + " of post, get.",
        "logout-on-close|maybe|auth.gateway-session.logout-on-close (test) is malformed: it must be"
            + " true or false.",
        "base-ulr|x|The setting auth.gateway-session.base-ulr is unknown in the section"
            + " gateway-session. Did you mean 'auth.gateway-session.base-url'?",
      })
  void create_whenOneSettingIsWrong_saysSoInThatOneSentence(
      String key, String value, String sentence) {
    set(key, value);

    assertThat(problems()).containsExactly(sentence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"12ab", "not hex at all", "sha1:00", "zz:zz"})
  void create_whenTheFingerprintIsNone_saysSo(String fingerprint) {
    set("certificate-fingerprint", fingerprint);

    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("auth.gateway-session.certificate-fingerprint: ")
        .doesNotContain(fingerprint);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sha256:", "SHA256:"})
  void create_whenTheFingerprintIsWrittenInAnyWay_takesIt(String prefix) {
    set("certificate-fingerprint", prefix + "Ab".repeat(32));
    assertThat(problems()).isEmpty();

    set("certificate-fingerprint", prefix + "Ab" + ":cD".repeat(31));
    assertThat(problems()).isEmpty();
  }

  @Test
  void create_whenTheTrustIsSaidTwice_wantsOne(@TempDir Path folder) {
    set("certificate-fingerprint", "ab".repeat(32));
    set("certificate-file", folder.resolve("gateway.pem").toString());
    set("tls-trust", "system");

    assertThat(problems())
        .containsExactly(
            "auth.gateway-session.certificate-fingerprint and auth.gateway-session.certificate-file"
                + " and auth.gateway-session.tls-trust are set together: keep the one that is"
                + " meant.");
  }

  @Test
  void create_whenTheCertificateFileIsOfNoUse_saysSo(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("gateway.pem");
    set("certificate-file", file.toString());
    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("auth.gateway-session.certificate-file: ");

    Files.writeString(file, "nothing");
    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("auth.gateway-session.certificate-file: ");
  }

  @Test
  void create_whenPlainHttpIsToBeTrusted_saysThatItHasNoMeaning() {
    set("base-url", "http://localhost:5000");
    assertThat(problems()).isEmpty();
    set("tls-trust", "anything");

    assertThat(problems())
        .containsExactly(
            "auth.gateway-session.tls-trust has no meaning, since auth.gateway-session.base-url"
                + " begins with http://: remove it, or write https://.");
  }

  @Test
  void create_whenAnythingIsTrustedFromAnotherComputer_refuses() {
    set("base-url", "https://gw.example:5000");
    set("tls-trust", "anything");

    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("auth.gateway-session.tls-trust: ")
        .contains("this computer only");
  }

  @Test
  void create_whenSeveralThingsAreWrong_saysAllAtOnce() {
    set("base-url", "http://gw.example/elsewhere");
    set("probe-timeout", "soon");
    set("keep-alive-interval", "1ms");
    set("nonsense", "1");
    settings.put("http.read-timeout", "0s");

    assertThat(problems())
        .hasSize(5)
        .anyMatch(line -> line.contains("base-url"))
        .anyMatch(line -> line.contains("probe-timeout"))
        .anyMatch(line -> line.contains("keep-alive-interval"))
        .anyMatch(line -> line.contains("nonsense"))
        .anyMatch(line -> line.contains("auth.http.read-timeout"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://localhost:5000, true",
    "https://127.0.0.1:5000/v1/api/, true",
    "https://[::1]:5000, true",
    "https://gw.example:5000, false",
    "http://localhost:5000, false",
  })
  void serverTrust_whenNothingIsNamed_isOfFirstUseOnThisComputerOnly(
      String address, boolean ownTrust) {
    set("base-url", address);

    assertThat(new GatewaySessionProvider().serverTrust(Bench.config(settings)).isPresent())
        .isEqualTo(ownTrust);
  }

  @Test
  void serverTrust_whenSettingsAreWrong_isNone() {
    set("certificate-fingerprint", "12");
    assertThat(new GatewaySessionProvider().serverTrust(Bench.config(settings))).isEmpty();
    set("base-url", "no address");
    assertThat(new GatewaySessionProvider().serverTrust(Bench.config(settings))).isEmpty();
  }

  private void set(String key, String value) {
    settings.put("gateway-session." + key, value);
  }

  private List<String> problems() {
    AuthConfigurationException refused =
        catchThrowableOfType(
            AuthConfigurationException.class,
            () -> new GatewaySessionProvider().create(Bench.config(settings), runtime));
    return refused == null ? List.of() : refused.problems();
  }
}
