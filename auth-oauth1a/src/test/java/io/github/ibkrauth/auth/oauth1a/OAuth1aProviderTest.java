package io.github.ibkrauth.auth.oauth1a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.keys.RsaDecrypter;
import io.github.ibkrauth.auth.keys.RsaSigner;
import io.github.ibkrauth.auth.store.TokenStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OAuth1aProviderTest {

  private final FakeBroker broker = FakeBroker.start();
  private final Map<String, String> settings = broker.settings();
  private AuthRuntime runtime = AuthRuntime.builder().build();

  @AfterEach
  void stop() {
    runtime.close();
    broker.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth1a", "oauth1", "oauth10a", "oauth_1.0a"})
  void provider_whenAskedByAnyName_thenIsFound(String name) {
    assertThat(AuthStrategies.discover().provider(name))
        .hasValueSatisfying(found -> assertThat(found).isInstanceOf(OAuth1aProvider.class));
  }

  @Test
  void create_whenNothingIsSet_thenNamesEverythingAtOnce() {
    assertThat(problems(Map.of()))
        .anyMatch(line -> line.contains("auth.oauth1a.consumer-key is missing"))
        .anyMatch(line -> line.contains("auth.oauth1a.access-token is missing"))
        .anyMatch(line -> line.contains("auth.oauth1a.access-token-secret is missing"))
        .anyMatch(line -> line.contains("auth.oauth1a.signature-key"))
        .anyMatch(line -> line.contains("auth.oauth1a.encryption-key"))
        .anyMatch(line -> line.contains("auth.oauth1a.dh-parameters is missing"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "consumer-key|two words|printable ASCII",
        "consumer-kee|X|unknown",
        "realm|a b|printable ASCII",
        "base-string-recipe|best|one of raw",
        "base-url|http://api.example.com|https",
        "base-url|https://u:p@api.example.com|user name",
        "live-session-token-url|https://api.example.com/x?y=1|path",
        "dh-parameters|00ff|2048",
        "dh-parameters|xyz|neither DH parameters",
        "dh-parameters|-----BEGIN DH PARAMETERS-----|END line",
        "dh-generator|1|generator below 2",
        "dh-generator|two|whole number",
        "access-token|a b|printable ASCII",
        "access-token-secret|###|not Base64",
        "access-token-secret|c2hvcnQ=|it was cut",
        "access-token-secret-padding|none|one of pkcs1",
        "signature-key|not a key|signature-key",
        "encryption-key|not a key|encryption-key",
      })
  void create_whenOneSettingIsWrong_thenSaysWhichAndWhy(String key, String value, String words) {
    settings.put("oauth1a." + key, value);

    List<String> problems = problems(settings);

    assertThat(problems).anyMatch(line -> line.contains("auth.oauth1a." + key));
    assertThat(String.join("\n", problems)).contains(words);
    assertThat(broker.tokenRequests).hasValue(0);
  }

  @Test
  void create_whenTheKeysAreSwapped_thenSaysSo() {
    String signature = settings.get("oauth1a.signature-key");
    settings.put("oauth1a.signature-key", settings.get("oauth1a.encryption-key"));
    settings.put("oauth1a.encryption-key", signature);

    assertThat(problems(settings))
        .singleElement()
        .asString()
        .contains("swapped", "auth.oauth1a.signature-key", "auth.oauth1a.encryption-key");
  }

  @Test
  void create_whenTheSecretIsForAnotherKey_thenSaysSo() {
    byte[] noise = new byte[256];
    noise[3] = 7;
    settings.put("oauth1a.access-token-secret", Base64.getEncoder().encodeToString(noise));

    assertThat(problems(settings))
        .singleElement()
        .asString()
        .contains("auth.oauth1a.access-token-secret cannot be decrypted");
  }

  @Test
  void create_whenThePrimeIsInAFile_thenReadsIt(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("dhparam.txt");
    Files.writeString(file, settings.get("oauth1a.dh-parameters"));
    settings.put("oauth1a.dh-parameters-file", file.toString());

    assertThat(problems(settings)).singleElement().asString().contains("both set");
    settings.remove("oauth1a.dh-parameters");
    assertThat(problems(settings)).isEmpty();
    settings.put("oauth1a.dh-parameters-file", folder.resolve("none").toString());
    assertThat(problems(settings)).anyMatch(line -> line.contains("dh-parameters-file"));
  }

  @Test
  void create_whenAPublicHalfIsGiven_thenComparesIt(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("public_signature.pem");
    settings.put("oauth1a.signature-public-key-file", file.toString());

    Files.writeString(file, publicPem(TestKeys.SIGNATURE.getPublic().getEncoded()));
    assertThat(problems(settings)).isEmpty();
    Files.writeString(file, publicPem(TestKeys.ENCRYPTION.getPublic().getEncoded()));
    assertThat(problems(settings)).singleElement().asString().contains("halves of two keys");
    Files.writeString(file, "nothing");
    assertThat(problems(settings)).singleElement().asString().contains("public key");
  }

  @Test
  void create_whenKeysAreSetAndLent_thenRefusesBoth() {
    runtime =
        AuthRuntime.builder()
            .service(RsaSigner.class, data -> data)
            .service(RsaDecrypter.class, data -> data)
            .build();
    settings.put("oauth1a.access-token-secret-padding", "pkcs1");

    assertThat(problems(settings))
        .anyMatch(line -> line.contains("signature-key is set, but the application lends"))
        .anyMatch(line -> line.contains("encryption-key is set, but the application lends"))
        .anyMatch(line -> line.contains("access-token-secret-padding is set"));
  }

  @Test
  void create_whenAStoreIsLentWithoutASealer_thenSaysSo() {
    runtime =
        AuthRuntime.builder()
            .service(TokenStore.class, TokenStore.inMemory(InstantSource.system()))
            .build();
    settings.remove("oauth1a.access-token");
    settings.remove("oauth1a.access-token-secret");

    assertThat(problems(settings)).singleElement().asString().contains("SecretSealer");
    settings.put("oauth1a.access-token", "x");
    assertThat(problems(settings)).singleElement().asString().contains("access-token-secret");
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.example.com, https://api.example.com, https://api.example.com/v1/api",
    "https://api.example.com/, https://api.example.com, https://api.example.com/v1/api",
    "https://api.example.com/v1/api/, https://api.example.com, https://api.example.com/v1/api",
    "https://x.example/alpha/api, https://x.example/alpha/api, https://x.example/alpha/api",
    "https://x.example:8443/sub, https://x.example:8443/sub/v1/api, https://x.example:8443/sub/v1/api"
  })
  void endpoints_whenTheBaseHasAnyPath_thenLieBelowTheTradingPath(
      String set, String base, String trading) {
    settings.put("oauth1a.base-url", set);
    Endpoints endpoints = Endpoints.from(Configs.of(settings));

    assertThat(endpoints.base()).hasToString(base);
    assertThat(endpoints.trading()).hasToString(trading);
    assertThat(endpoints.liveSessionToken()).hasToString(trading + "/oauth/live_session_token");
    assertThat(endpoints.requestToken()).hasToString(trading + "/oauth/request_token");
    assertThat(endpoints.accessToken()).hasToString(trading + "/oauth/access_token");
  }

  private List<String> problems(Map<String, String> values) {
    AuthConfigurationException failure =
        catchThrowableOfType(
            AuthConfigurationException.class,
            () -> new OAuth1aProvider().create(Configs.of(values), runtime));
    if (failure == null) {
      return List.of();
    }
    String text = failure.toString();
    assertThat(text).doesNotContain(FakeBroker.ACCESS_TOKEN);
    assertThat(text).doesNotContain(broker.encryptedSecret().substring(0, 20));
    return failure.problems();
  }

  private static String publicPem(byte[] der) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(der)
        + "\n-----END PUBLIC KEY-----\n";
  }
}
