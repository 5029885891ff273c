package io.github.ibkrauth.auth.keys;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One reading of a slot's settings: the key, or all that is wrong with them. */
final class ConfiguredKey {

  private static final String FILE_REFERENCE = "file:";

  private final KeySettings settings;
  private final AuthConfig config;
  private final Set<String> problems = new LinkedHashSet<>();
  private final @Nullable PrivateKey key;

  ConfiguredKey(KeySettings settings, AuthConfig config) {
    this.settings = settings;
    this.config = config;
    checkSelection();
    checkLeftovers();
    this.key = readAll();
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  PrivateKey key() {
    if (key == null || !problems.isEmpty()) {
      throw new AuthConfigurationException(problems());
    }
    return key;
  }

  /** Returns the setting, its origin, and the file. */
  String source() {
    ConfigKey<?> given = settings.given(config).stream().findFirst().orElse(settings.text());
    return config.spelling(given)
        + config.origin(given).map(origin -> ", set in " + origin).orElse("")
        + path().map(path -> ", read from " + path).orElse("");
  }

  Optional<String> permissionsWarning() {
    ConfigKey<?> given = settings.given(config).stream().findFirst().orElse(settings.text());
    return path().flatMap(path -> KeyFiles.permissionsWarning(path, config.spelling(given)));
  }

  static List<String> spellings(AuthConfig config, List<ConfigKey<?>> keys) {
    return keys.stream().map(config::spelling).toList();
  }

  private Optional<Path> path() {
    return config.isSet(settings.text())
        ? referencedFile()
        : config.find(settings.file()).or(() -> config.find(settings.store()));
  }

  /** Returns the file of a {@code file:} reference, by looking at the text without following it. */
  private Optional<Path> referencedFile() {
    String raw =
        String.join(",", config.find(ConfigKey.list(settings.text().name())).orElse(List.of()));
    if (!raw.startsWith(FILE_REFERENCE)) {
      return Optional.empty();
    }
    String name = raw.substring(FILE_REFERENCE.length());
    return Optional.of(Path.of(name.startsWith("//") ? name.substring(2) : name));
  }

  private void checkSelection() {
    List<String> given = spellings(config, settings.given(config));
    if (given.isEmpty()) {
      problems.add(
          config.missing(settings.text())
              + " Or set "
              + config.spelling(settings.file())
              + " to the path of a key file, or "
              + config.spelling(settings.store())
              + " to that of a Java key store.");
    }
    if (given.size() > 1) {
      problems.add(String.join(" and ", given) + " are set, but only one of them may be.");
    }
  }

  /** Finds settings that would have no effect. */
  private void checkLeftovers() {
    if (!config.isSet(settings.store())) {
      for (ConfigKey<?> part :
          List.of(settings.storeType(), settings.storePassword(), settings.storeAlias())) {
        if (config.isSet(part)) {
          problems.add(
              config.spelling(part)
                  + " is set, but "
                  + config.spelling(settings.store())
                  + " is not: set it too, or remove the other.");
        }
      }
    }
  }

  private @Nullable PrivateKey readAll() {
    List<PrivateKey> keys = new ArrayList<>();
    for (ConfigKey<?> given : settings.given(config)) {
      try {
        keys.add(read(given));
      } catch (AuthConfigurationException e) {
        problems.addAll(e.problems());
      }
    }
    return keys.size() == 1 ? keys.get(0) : null;
  }

  private PrivateKey read(ConfigKey<?> given) {
    if (given == settings.text()) {
      config
          .emptiness(given)
          .ifPresent(
              sentence -> {
                throw new AuthConfigurationException(List.of(sentence));
              });
      return privateKey(config.get(settings.text()), config.spelling(given));
    }
    if (given == settings.file()) {
      Path path = config.get(settings.file());
      Secret pem = KeyFiles.read(path, config.spelling(given));
      return privateKey(pem, config.spelling(given) + " (" + path + ")");
    }
    KeyStoreKey.Builder builder =
        KeyStoreKey.builder(config.get(settings.store()), config.spelling(given))
            .type(config.get(settings.storeType()));
    config.find(settings.storePassword()).ifPresent(builder::password);
    config.find(settings.storeAlias()).ifPresent(builder::alias);
    config.find(settings.passphrase()).ifPresent(builder::keyPassword);
    return builder.build().load();
  }

  private PrivateKey privateKey(Secret pem, String setting) {
    Secret passphrase = config.find(settings.passphrase()).orElse(null);
    return settings
        .remembered()
        .of(
            pem,
            passphrase,
            () ->
                PemKeys.forSetting(setting)
                    .withPassphrase(passphrase, config.spelling(settings.passphrase()))
                    .privateKey(pem));
  }
}
