package io.github.ibkrauth.auth.spi;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.internal.ConfigLayer;
import io.github.ibkrauth.auth.internal.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every key that a strategy reads, all in one section of the configuration. Immutable and
 * thread-safe.
 */
@ApiLevel(ApiLevel.Kind.SPI)
public final class ConfigSpec {

  private static final ConfigLayer ENVIRONMENT = new ConfigLayer.Environment(Map.of());

  private final String section;
  private final List<ConfigKey<?>> keys;

  private ConfigSpec(String section, List<ConfigKey<?>> keys) {
    this.section = section;
    this.keys = keys;
  }

  /**
   * Declares the keys of a section.
   *
   * @param section the strategy's id
   * @param keys every key; each name begins with the section and a dot
   * @throws IllegalArgumentException when a key stands elsewhere or twice, or when two are the same
   *     environment variable
   */
  public static ConfigSpec of(String section, List<ConfigKey<?>> keys) {
    Objects.requireNonNull(section, "section");
    Set<String> names = new LinkedHashSet<>();
    Set<String> variables = new LinkedHashSet<>();
    for (ConfigKey<?> key : keys) {
      if (!key.name().startsWith(section + ".")) {
        throw new IllegalArgumentException(
            "the key " + key.name() + " does not begin with " + section + ".");
      }
      if (!names.add(key.name())) {
        throw new IllegalArgumentException("the key " + key.name() + " is declared twice");
      }
      if (!variables.add(ENVIRONMENT.spelling(key.name()))) {
        throw new IllegalArgumentException(
            "the key " + key.name() + " is the same environment variable as another");
      }
    }
    return new ConfigSpec(section, List.copyOf(keys));
  }

  /** Returns the section. */
  public String section() {
    return section;
  }

  /** Returns the keys in the order declared. */
  public List<ConfigKey<?>> keys() {
    return keys;
  }

  /**
   * Returns what is wrong, one sentence each: missing, malformed and unknown keys, references that
   * cannot be read. Empty when all is well. Names keys, never values.
   */
  public List<String> problems(AuthConfig config) {
    List<String> problems = new ArrayList<>();
    for (ConfigKey<?> key : keys) {
      try {
        if (config.find(key).isEmpty() && key.isRequired()) {
          problems.add(config.missing(key));
        }
        config.emptiness(key).ifPresent(problems::add);
      } catch (AuthConfigurationException e) {
        problems.addAll(e.problems());
      }
    }
    List<String> known =
        keys.stream()
            .map(config::spelling)
            .flatMap(name -> Stream.of(name, ENVIRONMENT.spelling(name)))
            .toList();
    for (String name : config.unknownBelow(section, Set.copyOf(keys))) {
      problems.add(
          "The setting "
              + name
              + " is unknown in the section "
              + section
              + "."
              + Nearest.hint(name, known));
    }
    return List.copyOf(problems);
  }
}
