package io.github.ibkrauth.auth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for a strategy's settings: every problem is told, all at once, without a value. */
abstract class SettingsContract extends ProviderContract {

  private static final String NONSENSE = "### certainly not valid ###";

  @Test
  void create_whenARequiredKeyIsMissing_namesIt() {
    for (ConfigKey<?> key : requiredKeys()) {
      Map<String, String> settings = new HashMap<>(validSettings());
      settings.remove(key.name());

      assertReported(problems(settings), key.name());
    }
  }

  @Test
  void create_whenEverythingIsMissing_namesAllRequiredKeysAtOnce() {
    assumeFalse(requiredKeys().isEmpty(), "the strategy has no required key");
    List<String> problems = problems(Map.of());

    requiredKeys().forEach(key -> assertReported(problems, key.name()));
  }

  @Test
  void create_whenAValueIsMalformed_namesTheKeyAndNotTheValue() {
    leaks.canary(NONSENSE);
    List<ConfigKey<?>> keys = keysWithAForm();
    assumeFalse(keys.isEmpty(), "every key takes any text");
    for (ConfigKey<?> key : keys) {
      Map<String, String> settings = new HashMap<>(validSettings());
      settings.put(key.name(), NONSENSE);

      assertReported(problems(settings), key.name());
    }
  }

  @Test
  void create_whenASecretIsNonsense_neverQuotesIt() {
    leaks.canary(NONSENSE);
    for (ConfigKey<?> key : provider().configSpec().keys()) {
      if (key.isSecret()) {
        Map<String, String> settings = new HashMap<>(validSettings());
        settings.put(key.name(), NONSENSE);
        try {
          leaks.scan(provider().create(config(settings), newRuntime()));
        } catch (AuthConfigurationException e) {
          assertReported(leaks.scan(e).problems(), key.name());
        }
      }
    }
  }

  @Test
  void create_whenAKeyIsUnknown_saysSoAndSuggestsTheNearest() {
    List<ConfigKey<?>> keys = provider().configSpec().keys();
    assumeFalse(keys.isEmpty(), "the strategy has no keys");
    String name = keys.get(0).name();
    String typo = name + "x";
    Map<String, String> settings = new HashMap<>(validSettings());
    settings.put(typo, "1");

    List<String> problems = problems(settings);

    assertReported(problems, typo);
    assertTrue(
        problems.stream().anyMatch(problem -> problem.contains("'" + PREFIX + "." + name + "'")),
        "a suggestion is missing in " + problems);
  }

  @Test
  void create_whenSeveralThingsAreWrong_namesAllAtOnce() {
    assumeFalse(requiredKeys().isEmpty(), "the strategy has no required key");
    String missing = requiredKeys().get(0).name();
    String unknown = provider().id() + ".never-heard-of";
    Map<String, String> settings = new HashMap<>(validSettings());
    settings.remove(missing);
    settings.put(unknown, "1");

    List<String> problems = problems(settings);

    assertReported(problems, missing);
    assertReported(problems, unknown);
    keysWithAForm().stream()
        .map(ConfigKey::name)
        .filter(name -> !name.equals(missing))
        .findFirst()
        .ifPresent(
            malformed -> {
              settings.put(malformed, NONSENSE);
              List<String> more = problems(settings);
              List.of(missing, unknown, malformed).forEach(name -> assertReported(more, name));
            });
  }

  @Test
  void create_whenSettingsComeFromTheEnvironment_works() {
    plant();
    Map<String, String> variables = new HashMap<>();
    validSettings()
        .forEach(
            (name, value) ->
                variables.put(
                    (PREFIX + "." + name).toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), value));
    AuthConfig config = AuthConfig.builder().prefix(PREFIX).environment(variables).build();

    assertEquals(provider().id(), provider().create(config, newRuntime()).id());
  }

  @Test
  void open_whenSecretsStandInFiles_works(@TempDir Path folder) throws Exception {
    Map<String, String> settings = new HashMap<>(validSettings());
    for (ConfigKey<?> key : provider().configSpec().keys()) {
      String value = settings.get(key.name());
      if (key.isSecret() && value != null && !value.matches("(?s)(file|env):.*")) {
        Path file = Files.writeString(folder.resolve(key.name()), value + "\n");
        settings.put(key.name(), "file:" + file);
      }
    }

    AuthSession session = open(provider().create(config(settings), newRuntime()));

    assertEquals(200, call(session));
  }

  @Test
  void create_whenAFileOfASecretIsMissing_namesKeyAndFile(@TempDir Path folder) {
    for (ConfigKey<?> key : provider().configSpec().keys()) {
      if (key.isSecret()) {
        Path file = folder.resolve("nobody-wrote-this");
        Map<String, String> settings = new HashMap<>(validSettings());
        settings.put(key.name(), "file:" + file);

        List<String> problems = problems(settings);

        assertReported(problems, key.name());
        assertReported(problems, file.toString());
      }
    }
  }

  private List<String> problems(Map<String, String> settings) {
    AuthConfig config = config(settings);
    AuthConfigurationException refused =
        assertThrows(
            AuthConfigurationException.class, () -> provider().create(config, newRuntime()));
    return leaks.scan(refused).problems();
  }

  private List<ConfigKey<?>> requiredKeys() {
    return provider().configSpec().keys().stream().filter(ConfigKey::isRequired).toList();
  }

  /** Returns the keys whose values must have a form that the nonsense has not. */
  private List<ConfigKey<?>> keysWithAForm() {
    return provider().configSpec().keys().stream()
        .filter(key -> !key.isSecret())
        .filter(key -> refuses(key, NONSENSE))
        .toList();
  }

  private boolean refuses(ConfigKey<?> key, String value) {
    try {
      config(Map.of(key.name(), value)).find(key);
      return false;
    } catch (AuthConfigurationException e) {
      return true;
    }
  }

  private static void assertReported(List<String> problems, String name) {
    assertTrue(
        problems.stream().anyMatch(problem -> problem.contains(name)),
        name + " is not named in " + problems);
  }
}
