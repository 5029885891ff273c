package io.github.ibkrauth.ibkr.config;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.store.file.TokenStoreKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds settings that nobody reads: below the configuration's prefix, but neither about the choice
 * of a strategy, nor about HTTP or the token store, nor in the section of a strategy that is on the
 * class path. Immutable and thread-safe.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class UnknownSettings {

  private static final List<ConfigKey<?>> CHOICE =
      List.of(AuthStrategies.STRATEGY, AuthStrategies.STRATEGY_CLASS, AuthStrategies.TRUSTED);
  private static final String HTTP = "http";

  private final AuthConfig config;
  private final Set<String> sections = new TreeSet<>();

  /** Prepares the search. */
  public UnknownSettings(AuthConfig config, AuthStrategies strategies) {
    this.config = config;
    sections.add(HTTP);
    sections.add(TokenStoreKeys.SECTION);
    strategies.entries().stream()
        .map(AuthStrategies.Entry::id)
        .filter(id -> !id.isEmpty())
        .forEach(sections::add);
  }

  /** Returns a sentence for each; they name settings, never values. */
  public List<String> problems() {
    int dot = config.prefix().lastIndexOf('.');
    if (dot < 0) {
      return List.of();
    }
    AuthConfig above = config.under(config.prefix().substring(0, dot));
    List<String> problems = new ArrayList<>();
    for (String name : above.unknownBelow(config.prefix().substring(dot + 1), Set.of())) {
      if (!belongs(name)) {
        Optional<String> meant = meant(name);
        if (meant.isPresent() || !mayBelongToAnAbsentStrategy(name)) {
          problems.add(sentence(name, meant));
        }
      }
    }
    return problems;
  }

  /**
   * A file may hold the settings of several strategies, of which only some are on the class path:
   * their sections are left alone. A setting directly below the prefix belongs to nobody.
   */
  private boolean mayBelongToAnAbsentStrategy(String name) {
    return isVariable(name) || name.substring(config.prefix().length() + 1).contains(".");
  }

  private boolean belongs(String name) {
    return CHOICE.stream()
            .map(config::spelling)
            .anyMatch(key -> name.equals(key) || name.equals(variable(key)))
        || sections.stream()
            .map(section -> config.prefix() + "." + section)
            .anyMatch(
                section ->
                    name.startsWith(section + ".") || name.startsWith(variable(section) + "_"));
  }

  /** Returns the known name that this one is a slip of. */
  private Optional<String> meant(String name) {
    List<String> known = new ArrayList<>(sections);
    CHOICE.forEach(key -> known.add(key.name()));
    if (isVariable(name)) {
      List<String> variables = CHOICE.stream().map(key -> variable(config.spelling(key))).toList();
      return AuthConfig.nearestName(name, variables);
    }
    String rest = name.substring(config.prefix().length() + 1);
    String word = rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest;
    return AuthConfig.nearestName(word, known).map(near -> config.prefix() + "." + near);
  }

  private static String sentence(String name, Optional<String> meant) {
    return "The setting "
        + name
        + " is unknown: it is no setting of this library, and belongs to no strategy on the class"
        + " path."
        + meant.map(near -> " Did you mean " + near + "?").orElse("");
  }

  private boolean isVariable(String name) {
    return !name.startsWith(config.prefix() + ".");
  }

  private static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
