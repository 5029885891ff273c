package io.github.ibkrauth.ibkr.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult.Verdict;
import io.github.ibkrauth.auth.testkit.LogLeakExtension;
import io.github.ibkrauth.ibkr.IbkrClient;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users who type in credentials of their own, and users who try more than that. */
class ManualConnectionTest {

  private static final String USER = "manual-user-4711";
  private static final String JWT = "ibkr.auth.oauth2-jwt.";
  private static final String ONE = "ibkr.auth.oauth1a.";

  @RegisterExtension final LogLeakExtension leaks = LogLeakExtension.create();

  @TempDir(factory = MemoryFolder.class)
  Path folder;

  private Application application;
  private Map<String, String> jwt;
  private Map<String, String> one;

  @BeforeEach
  void start() {
    IbkrSimulator.Builder simulated = IbkrSimulator.builder().users(3);
    application =
        new Application(
            simulated,
            folder,
            Map.of(
                "ibkr.auth.oauth1a.signature-key", "the application's own",
                "ibkr.auth.gateway-session.base-url", "https://localhost:5000"),
            this::addresses);
    jwt = onlyCredentials("oauth2-jwt");
    one = onlyCredentials("oauth1a");
    leaks.canary(USER);
    leaks.canary(jwt.get(JWT + "private-key"));
    leaks.canary(one.get(ONE + "signature-key"));
  }

  /** The simulator is not where the broker is. */
  private Connections.Builder addresses(Connections.Builder builder, IbkrSimulator simulator) {
    for (String strategy : List.of("oauth2-jwt", "oauth1a")) {
      simulator
          .configuration(strategy)
          .forEach(
              (name, value) -> {
                if (name.endsWith("-url") || name.endsWith(".ip")) {
                  builder.manualSetting(name, value);
                }
              });
    }
    return builder;
  }

  /** Returns what a user gets from the broker: no addresses. */
  private Map<String, String> onlyCredentials(String strategy) {
    Map<String, String> settings = new HashMap<>(application.simulator.configuration(strategy));
    settings.keySet().removeIf(name -> name.endsWith("-url") || name.contains(".http."));
    return settings;
  }

  @AfterEach
  void stop() {
    application.close();
  }

  @Test
  void add_whenTheyWork_storesThemSealedAndOpensTheSession() throws Exception {
    ManualResult result = application.connections.add(USER, jwt);

    assertThat(result.failures()).isEmpty();
    assertThat(result.stored()).isTrue();
    assertThat(result.findings()).extracting(CheckResult::step).contains("SSO session");
    assertThat(accounts()).isEqualTo(application.simulator.credentials().accountIds());
    assertThat(application.connections.find(USER).orElseThrow().manual()).isTrue();
    assertThat(application.connections.test(USER))
        .noneMatch(step -> step.verdict() == Verdict.FAIL);
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(bytes).doesNotContain("PRIVATE KEY").doesNotContain(USER);
        assertThat(file.getFileName().toString()).doesNotContain(USER);
      }
    }
    assertThat(application.connections.remove(USER)).isTrue();
    assertThat(application.connections.list()).isEmpty();
  }

  @Test
  void add_whenUnderTheNamesOfOtherPrograms_understandsThem() {
    String key = jwt.get(JWT + "private-key");
    Map<String, String> fields =
        Map.of(
            "client_id", jwt.get(JWT + "client-id"),
            "client_key_id", jwt.get(JWT + "key-id"),
            "credential", jwt.get(JWT + "credential"),
            "private_key", key);
    assertStored(application.connections.add(USER, fields));

    Map<String, String> variables =
        Map.of(
            "IBIND_OAUTH1A_CONSUMER_KEY", one.get(ONE + "consumer-key"),
            "IBIND_OAUTH1A_ACCESS_TOKEN", one.get(ONE + "access-token"),
            "IBIND_OAUTH1A_ACCESS_TOKEN_SECRET", one.get(ONE + "access-token-secret"),
            "IBIND_OAUTH1A_SIGNATURE_KEY_FP", one.get(ONE + "signature-key"),
            "IBIND_OAUTH1A_ENCRYPTION_KEY_FP", one.get(ONE + "encryption-key"),
            "IBIND_OAUTH1A_DH_PRIME", one.get(ONE + "dh-parameters"));
    assertStored(application.connections.add(USER, variables));
    assertThat(accounts()).isEqualTo(application.simulator.credentials().accountIds());
  }

  @Test
  void addFile_whenUploaded_understandsIt() {
    String yaml =
        one.entrySet().stream()
            .map(e -> e.getKey() + ": \"" + e.getValue().replace("\n", "\\n") + "\"\n")
            .collect(Collectors.joining());

    assertStored(application.connections.addFile(USER, "my ibkr.yaml", yaml));
    assertThat(application.connections.find(USER).orElseThrow().strategyId()).isEqualTo("oauth1a");

    ManualResult rubbish = application.connections.addFile(USER, "../../x.yaml", "a: [");
    assertThat(rubbish.stored()).isFalse();
    assertThat(rubbish.failures().get(0).detail()).contains("x.yaml is not valid YAML");
    assertThat(application.connections.find(USER)).as("the old one stays").isPresent();
  }

  @Test
  void add_whenTheyDoNotWork_storesNothingAndTellsTheFindings() {
    Map<String, String> wrong = new HashMap<>(jwt);
    wrong.put(JWT + "client-id", "Somebody");

    ManualResult result = application.connections.add(USER, wrong);

    assertThat(result.stored()).isFalse();
    assertThat(result.failures()).extracting(CheckResult::step).containsExactly("access token");
    assertThat(application.connections.list()).isEmpty();
    leaks.scan(result);
  }

  @Test
  void add_whenAKeyIsLeftOut_doesNotGetTheApplicationsOwn() {
    Map<String, String> without = new HashMap<>(jwt);
    without.remove(JWT + "private-key");

    ManualResult result = application.connections.add(USER, without);

    assertThat(result.stored()).isFalse();
    assertThat(result.failures().get(0).detail()).contains(JWT + "private-key");
    Map<String, String> unsigned = new HashMap<>(one);
    unsigned.remove(ONE + "signature-key");
    assertThat(application.connections.add(USER, unsigned).failures().get(0).detail())
        .contains(ONE + "signature-key is missing");
  }

  @Test
  void add_whenAnothersGrantIsNamed_readsNoStore() {
    application.connect(1, 2, Duration.ZERO);
    Map<String, String> others = new HashMap<>(jwt);
    others.put(JWT + "grant", "authorization-code");
    others.put(JWT + "connection", "user-1");

    assertThat(application.connections.add(USER, others).stored()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "ibkr.auth.oauth2-jwt.private-key, file:/etc/passwd, names a place instead of a value",
    "ibkr.auth.oauth2-jwt.client-id, env:HOME, names a place instead of a value",
    "ibkr.auth.strategy, file:/dev/zero, names a place instead of a value",
    "ibkr.auth.oauth2-jwt.private-key-file, /etc/ssl/private/key.pem, names a place",
    "private_key_file, /etc/ssl/private/key.pem, names a place instead of a value",
    "IBKR_SECRETS_DIRECTORY, /run/secrets, cannot be used here",
    "ibkr.secrets-directory, /run/secrets, cannot be used here",
    "ibkr.auth.oauth2-jwt.token-url, http://169.254.169.254/latest, names another server",
    "ibkr.auth.oauth2-jwt.base-url, http://10.0.0.1, names another server",
    "base_url, http://10.0.0.1, names another server",
  })
  void add_whenMoreThanCredentials_refusesBeforeAnythingIsTried(
      String name, String value, String words) {
    int before = application.simulator.requests().entries().size();
    Map<String, String> typed = new HashMap<>(jwt);
    if (name.startsWith("private_key") || name.equals("base_url")) {
      typed.clear();
      typed.put("client_id", jwt.get(JWT + "client-id"));
      typed.put("credential", "x");
    }
    typed.put(name, value);

    ManualResult result = application.connections.add(USER, typed);

    assertThat(result.stored()).isFalse();
    assertThat(result.failures()).anyMatch(step -> step.detail().contains(words));
    assertThat(result.toString()).doesNotContain("/etc/", "169.254", "10.0.0.1", "/run/");
    assertThat(application.simulator.requests().entries()).hasSize(before);
  }

  @Test
  void add_whenTheApplicationsGateway_isNotForUsers() {
    ManualResult result =
        application.connections.add(USER, Map.of("ibkr.auth.strategy", "gateway-session"));

    assertThat(result.stored()).isFalse();
    assertThat(result.failures().get(0).detail())
        .contains("gateway-session uses the login of a human");
  }

  private void assertStored(ManualResult result) {
    assertThat(result.failures()).isEmpty();
    assertThat(result.stored()).isTrue();
  }

  private List<String> accounts() {
    return application.connections.use(
        USER,
        (IbkrClient client) -> client.portfolio().accounts().stream().map(a -> a.id()).toList());
  }
}
