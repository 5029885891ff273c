package io.github.ibkrauth.ibkr.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The names of other programs mean what they mean there. */
class AliasesTest {

  private static final String PEM = "-----BEGIN PRIVATE KEY-----\\nX\\n-----END PRIVATE KEY-----";
  private static final String BASE64 =
      Base64.getEncoder().encodeToString(PEM.getBytes(StandardCharsets.UTF_8));
  private static final String PRIME = "f".repeat(512);

  @TempDir Path folder;

  private ConfigFindings read(Map<String, String> environment) {
    return new IbkrConfigLoader(environment, new Properties(), folder, folder).read(null, null);
  }

  private ConfigFindings file(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return new IbkrConfigLoader(Map.of(), new Properties(), folder, folder).read(file, null);
  }

  private static String value(ConfigFindings findings, String name) {
    AuthConfig root = findings.config().under("ibkr");
    return String.join(",", root.find(ConfigKey.list(name)).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "IBIND_OAUTH1A_CONSUMER_KEY, V, auth.oauth1a.consumer-key, V",
    "IBKR_OAUTH_CONSUMER_KEY, V, auth.oauth1a.consumer-key, V",
    "IBKR_CONSUMER_KEY, V, auth.oauth1a.consumer-key, V",
    "IBIND_OAUTH1A_ACCESS_TOKEN, V, auth.oauth1a.access-token, V",
    "IBIND_ACCESS_TOKEN, V, auth.oauth1a.access-token, V",
    "IBKR_OAUTH_ACCESS_TOKEN_SECRET, V, auth.oauth1a.access-token-secret, V",
    "IBKR_ACCESS_TOKEN_SECRET, V, auth.oauth1a.access-token-secret, V",
    "IBIND_OAUTH1A_SIGNATURE_KEY_FP, /k.pem, auth.oauth1a.signature-key-file, /k.pem",
    "IBKR_OAUTH_SIGNATURE_KEY_FP, /k.pem, auth.oauth1a.signature-key-file, /k.pem",
    "IBKR_OAUTH_SIGNATURE_KEY_FILE, /k.pem, auth.oauth1a.signature-key-file, /k.pem",
    "IBKR_OAUTH_SIGNING_KEY, /k.pem, auth.oauth1a.signature-key-file, /k.pem",
    "IBKR_OAUTH_ENCRYPTION_KEY, file:/k.pem, auth.oauth1a.encryption-key, file:/k.pem",
    "IBIND_OAUTH1A_ENCRYPTION_KEY_FP, /k.pem, auth.oauth1a.encryption-key-file, /k.pem",
    "IBKR_OAUTH_DH_PARAM, /dhparam.pem, auth.oauth1a.dh-parameters-file, /dhparam.pem",
    "IBIND_OAUTH1A_DH_GENERATOR, 2, auth.oauth1a.dh-generator, 2",
    "IBIND_OAUTH1A_REALM, test_realm, auth.oauth1a.realm, test_realm",
    "IBIND_OAUTH1A_REST_URL, https://a/v1/api/, auth.oauth1a.base-url, https://a/v1/api",
    "IBIND_OAUTH1A_LIVE_SESSION_TOKEN_ENDPOINT, o/x, auth.oauth1a.live-session-token-url, https://api.ibkr.com/v1/api/o/x",
    "IBIND_SHUTDOWN_OAUTH, True, session.logout-on-close, if-opened",
    "IBIND_SHUTDOWN_OAUTH, n, session.logout-on-close, never",
    "IBIND_TICKLER_INTERVAL, 60, session.keep-alive-interval, 60s",
    "IBIND_USE_OAUTH, yes, auth.strategy, oauth1a",
    "IBIND_REST_URL, https://localhost:5000/v1/api/, auth.gateway-session.base-url, https://localhost:5000/v1/api",
    "IBIND_CACERT, /ca.pem, auth.gateway-session.certificate-file, /ca.pem",
    "IBIND_OAUTH2_CLIENT_ID, V, auth.oauth2-jwt.client-id, V",
    "IBIND_OAUTH2_CLIENT_KEY_ID, V, auth.oauth2-jwt.key-id, V",
    "IBIND_OAUTH2_PRIVATE_KEY_PATH, /k.pem, auth.oauth2-jwt.private-key-file, /k.pem",
    "IBIND_OAUTH2_USERNAME, V, auth.oauth2-jwt.credential, V",
    "IBIND_OAUTH2_IP_ADDRESS, 203.0.113.7, auth.oauth2-jwt.ip, 203.0.113.7",
    "IBIND_OAUTH2_SSO_SESSION_URL, https://a/b, auth.oauth2-jwt.sso-url, https://a/b",
    "IBKR_OAUTH2_KEY_ID, V, auth.oauth2-jwt.key-id, V",
    "IBKR_OAUTH2_ASSERTION_TTL_SECONDS, 20, auth.oauth2-jwt.assertion-lifetime, 20s",
    "IBKR_GATEWAY_URL, https://localhost:15000, auth.gateway-session.base-url, https://localhost:15000",
    "IBEAM_GATEWAY_BASE_URL, https://localhost:5000, auth.gateway-session.base-url, https://localhost:5000",
    "IBEAM_MAINTENANCE_INTERVAL, 60, auth.gateway-session.keep-alive-interval, 60s",
    "IBKR_HTTP_TIMEOUT, 2.5, auth.http.read-timeout, 2500ms",
    "IBKR_AUTH_METHOD, oauth2_private_key_jwt, auth.strategy, oauth2-jwt",
    "IBKR_AUTH_MODE, gateway, auth.strategy, gateway-session",
    "IB_ACCOUNT_ID, DU1, account-id, DU1",
    "IBIND_ACCOUNT_ID, DU1, account-id, DU1",
  })
  void variable_whenAnotherProgramReadsIt_isUnderstood(
      String variable, String given, String name, String expected) {
    ConfigFindings findings = read(Map.of(variable, given));

    assertThat(findings.problems()).isEmpty();
    assertThat(value(findings, name)).isEqualTo(expected);
    assertThat(findings.config().under("ibkr").origin(ConfigKey.list(name)))
        .contains("environment variable " + variable);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "IBIND_INIT_OAUTH",
        "IBIND_INIT_BROKERAGE_SESSION",
        "IBIND_MAINTAIN_OAUTH",
        "IBIND_OAUTH1A_WS_URL",
        "IBIND_WS_URL",
        "IBIND_ENV_FILE",
        "IBIND_USE_SESSION",
        "IBIND_AUTO_REGISTER_SHUTDOWN",
        "IBIND_LOG_LEVEL",
        "IBIND_LOGS_DIR",
        "IBIND_WS_PING_INTERVAL",
        "IBIND_WS_SUBSCRIPTION_TIMEOUT",
        "IBIND_OAUTH2_WS_URL",
        "IBKR_PASSWORD",
        "IBKR_TOTP_SECRET",
        "IBKR_2FA_CODE",
        "IBKR_PAPER",
        "IB_ENVIRONMENT",
        "IBKR_TENANT_ID",
        "IBKR_FLEX_TOKEN",
        "IBKR_KEYS_DIR",
        "IBEAM_ACCOUNT",
        "IBEAM_PASSWORD",
        "IBEAM_KEY",
        "IBEAM_ROUTE_TICKLE",
        "IBEAM_USE_PAPER_ACCOUNT",
        "IBEAM_MAX_FAILED_AUTH",
        "IBEAM_AUTHENTICATION_STRATEGY",
        "IBEAM_TWO_FA_HANDLER",
        "IBEAM_PYOTP_SECRET",
        "IBEAM_SECRETS_SOURCE",
        "IBEAM_GCP_SECRETS_URL",
        "IBKR_BEARER_TOKEN",
        "IBKR_VERIFY_SSL"
      })
  void variable_whenItHasNoEffectHere_isExplained(String variable) {
    ConfigFindings findings = read(Map.of(variable, "planted"));

    assertThat(findings.problems()).isEmpty();
    assertThat(findings.notes())
        .singleElement()
        .asString()
        .startsWith("environment variable " + variable + " has no effect: ")
        .doesNotContain("planted");
  }

  @Test
  void key_whenItIsTextBase64OrPath_isToldApart() {
    String name = "auth.oauth1a.signature-key";
    assertThat(value(read(Map.of("IBKR_SIGNATURE_KEY", PEM)), name)).isEqualTo(PEM);
    assertThat(value(read(Map.of("IBKR_SIGNATURE_KEY", BASE64)), name)).isEqualTo(BASE64);
    assertThat(value(read(Map.of("IBKR_SIGNATURE_KEY", "/k.pem")), name + "-file"))
        .isEqualTo("/k.pem");
    assertThat(value(read(Map.of("IBKR_DH_PRIME", PRIME)), "auth.oauth1a.dh-parameters"))
        .isEqualTo(PRIME);
  }

  @Test
  void userName_whenTheStrategyIsAGateway_hasNoEffect() {
    assertThat(
            value(
                read(Map.of("IBKR_AUTH_STRATEGY", "oauth2", "IBKR_USERNAME", "me")),
                "auth.oauth2-jwt.credential"))
        .isEqualTo("me");
    assertThat(read(Map.of("IBKR_AUTH_STRATEGY", "cpgw", "IBKR_USERNAME", "me")).notes())
        .singleElement()
        .asString()
        .contains("IBKR_USERNAME has no effect");
  }

  @Test
  void baseUrl_whenTheStrategyIsKnown_belongsToIt() {
    Map<String, String> variables =
        Map.of("IBKR_CONSUMER_KEY", "ABCDEFGHI", "IBKR_BASE_URL", "https://localhost:1");
    assertThat(value(read(variables), "auth.oauth1a.base-url")).isEqualTo("https://localhost:1");
    assertThat(value(read(variables), "auth.strategy")).isEqualTo("oauth1a");
  }

  @Test
  void file_whenItIsIbauths_isUnderstood() throws IOException {
    ConfigFindings findings =
        file(
            "config.yaml",
            "client_id: A\nclient_key_id: main\ncredential: me\nprivate_key_file: /k.pem\ndomain: api.ibkr.com\n");

    assertThat(findings.problems()).isEmpty();
    assertThat(value(findings, "auth.strategy")).isEqualTo("oauth2-jwt");
    assertThat(value(findings, "auth.oauth2-jwt.client-id")).isEqualTo("A");
    assertThat(value(findings, "auth.oauth2-jwt.private-key-file")).isEqualTo("/k.pem");
    assertThat(value(findings, "auth.oauth2-jwt.base-url")).isEqualTo("https://api.ibkr.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "{\"data\": %s}"})
  void file_whenItIsANoetlCredential_isTakenOutOfItsEnvelopes(String inner) throws IOException {
    String data =
        "{\"client_id\": \"A\", \"key_id\": \"k\", \"private_key\": \""
            + PEM.replace("\\", "\\\\")
            + "\", \"api_base_url\": \"https://api.ibkr.com/v1/api\", \"account_id\": \"DU1\", \"environment\": \"paper\"}";
    ConfigFindings findings =
        file(
            "noetl.json",
            "{\"name\": \"n\", \"type\": \"ib_oauth\", \"tags\": [\"a, b\", {\"c\": 1}], \"notes\": \"x\", \"data\": "
                + inner.formatted(data)
                + "}");

    assertThat(findings.problems()).isEmpty();
    assertThat(value(findings, "auth.strategy")).isEqualTo("oauth2-jwt");
    assertThat(value(findings, "auth.oauth2-jwt.key-id")).isEqualTo("k");
    assertThat(value(findings, "auth.oauth2-jwt.private-key")).isEqualTo(PEM);
    assertThat(value(findings, "auth.oauth2-jwt.base-url"))
        .isEqualTo("https://api.ibkr.com/v1/api");
    assertThat(value(findings, "account-id")).isEqualTo("DU1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ib_gateway", "interactive_brokers_gateway", "interactive_brokers", "ib_paper"})
  void file_whenItIsANoetlGateway_isUnderstood(String type) throws IOException {
    ConfigFindings findings =
        file(
            "gateway.json",
            "{\"type\": \""
                + type
                + "\", \"data\": {\"username\": \"u\", \"password\": \"planted\","
                + " \"totp_secret\": \"planted\", \"gateway_url\": \"https://localhost:15000\","
                + " \"base_url\": \"https://localhost:15000/v1/api\"}}");

    assertThat(findings.problems()).isEmpty();
    assertThat(value(findings, "auth.strategy")).isEqualTo("gateway-session");
    assertThat(value(findings, "auth.gateway-session.base-url"))
        .isEqualTo("https://localhost:15000");
    assertThat(findings.notes()).hasSize(3).noneMatch(note -> note.contains("planted"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"consumerKey\": \"A\", \"accessToken\": \"B\", \"accessTokenSecret\": \"C\", \"signaturePrivateKey\": \"/s\", \"encryptionPrivateKey\": \"/e\", \"dhPrime\": \"/d\"}",
        "{\"consumerKey\": \"A\", \"accessToken\": \"B\", \"accessTokenSecret\": \"C\", \"signature\": \"/s\", \"encryption\": \"/e\", \"dhPrime\": \"/d\", \"realm\": \"limited_poa\"}",
        "{\"consumer_key\": \"A\", \"access_token\": \"B\", \"access_token_secret\": \"C\", \"signature\": \"/s\", \"encryption\": \"/e\", \"dhparam\": \"/d\"}",
        "{\"consumer_key\": \"A\", \"access_token\": \"B\", \"access_token_secret\": \"C\", \"signature_key_fp\": \"/s\", \"encryption_key_fp\": \"/e\", \"dh_prime\": \"/d\", \"use_oauth\": true}",
      })
  void file_whenItIsForOAuth1_isUnderstood(String json) throws IOException {
    ConfigFindings findings = file("oauth1.json", json);

    assertThat(findings.problems()).isEmpty();
    assertThat(value(findings, "auth.strategy")).isEqualTo("oauth1a");
    assertThat(value(findings, "auth.oauth1a.consumer-key")).isEqualTo("A");
    assertThat(value(findings, "auth.oauth1a.access-token")).isEqualTo("B");
    assertThat(value(findings, "auth.oauth1a.access-token-secret")).isEqualTo("C");
    assertThat(value(findings, "auth.oauth1a.signature-key-file")).isEqualTo("/s");
    assertThat(value(findings, "auth.oauth1a.encryption-key-file")).isEqualTo("/e");
    assertThat(value(findings, "auth.oauth1a.dh-parameters-file")).isEqualTo("/d");
  }

  @Test
  void precedence_whenAllSourcesSpeak_isPropertyVariableAliasMountedProfileFile()
      throws IOException {
    ConfigKey<String> id = ConfigKey.text("oauth2-jwt.client-id");
    Path mounted = Files.createDirectory(folder.resolve("run"));
    Path file =
        Files.writeString(
            folder.resolve("ibkr.yaml"),
            "ibkr.auth: {strategy: oauth2-jwt, oauth2-jwt.client-id: file}\n"
                + "profiles: {p: {ibkr.auth.oauth2-jwt.client-id: profile}}\n");
    Properties properties = new Properties();
    Map<String, String> environment = new HashMap<>();
    Loading loader =
        profile ->
            new IbkrConfigLoader(environment, properties, folder, folder)
                .load(file, profile)
                .get(id);
    assertThat(loader.load(null)).isEqualTo("file");
    assertThat(loader.load("p")).isEqualTo("profile");
    Files.writeString(mounted.resolve("ibkr.auth.oauth2-jwt.client-id"), "mounted\n");
    environment.put("IBKR_SECRETS_DIRECTORY", "run");
    assertThat(loader.load("p")).isEqualTo("mounted");
    environment.put("IBKR_OAUTH2_CLIENT_ID", "alias");
    assertThat(loader.load("p")).isEqualTo("alias");
    environment.put("IBKR_AUTH_OAUTH2_JWT_CLIENT_ID", "variable");
    assertThat(loader.load("p")).isEqualTo("variable");
    properties.setProperty("ibkr.auth.oauth2-jwt.client-id", "property");
    assertThat(loader.load("p")).isEqualTo("property");
  }

  @Test
  void alias_whenAStrongerSourceGivesTheKeyInAnotherWay_isDropped() {
    ConfigFindings findings =
        read(
            Map.of(
                "IBKR_AUTH_STRATEGY", "oauth1a",
                "IBIND_OAUTH1A_SIGNATURE_KEY_FP", "/alias.pem",
                "IBKR_AUTH_OAUTH1A_SIGNATURE_KEY", "file:/ours.pem"));

    assertThat(findings.config().isSet(ConfigKey.path("oauth1a.signature-key-file"))).isFalse();
    assertThat(findings.warnings())
        .singleElement()
        .asString()
        .contains("IBKR_AUTH_OAUTH1A_SIGNATURE_KEY, which is used")
        .contains("IBIND_OAUTH1A_SIGNATURE_KEY_FP, which is not");
  }

  @FunctionalInterface
  private interface Loading {
    String load(@Nullable String profile) throws AuthConfigurationException;
  }
}
