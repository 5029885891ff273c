package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.error.StrategySelectionException;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import io.github.ibkrauth.auth.spi.ConfigSpec;
import io.github.ibkrauth.auth.store.file.TokenStoreKeys;
import io.github.ibkrauth.auth.store.file.TokenStores;
import io.github.ibkrauth.ibkr.config.UnknownSettings;
import io.github.ibkrauth.ibkr.endpoint.LimitSettings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Every setting that there is, for whoever lists, checks or explains them. Stateless. */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class IbkrSettings {

  /** What stands before the names of all settings. */
  public static final String ROOT = "ibkr";

  /** What stands before the names of all settings about authentication. */
  public static final String AUTH = "ibkr.auth";

  /** The account that is meant where a program or a command names none; below {@link #ROOT}. */
  public static final ConfigKey<String> ACCOUNT_ID =
      ConfigKey.text("account-id")
          .describedAs("the account that a command is about when it names none.");

  /** Directories of mounted secrets, one file for each setting; below {@link #ROOT}. */
  public static final ConfigKey<List<String>> SECRETS_DIRECTORY =
      ConfigKey.list("secrets-directory")
          .describedAs("directories of mounted secrets, in which each file holds one setting.");

  private static final List<ConfigSpec> SECTIONS =
      List.of(
          ConfigSpec.of("session", SessionSettings.KEYS),
          ConfigSpec.of("limits", LimitSettings.keys()));

  private IbkrSettings() {}

  /** Returns the sections directly below {@link #ROOT}, except {@link #AUTH}. */
  public static List<ConfigSpec> sections() {
    return SECTIONS;
  }

  /** Returns the keys directly below {@link #ROOT}. */
  public static List<ConfigKey<?>> single() {
    return List.of(ACCOUNT_ID, SECRETS_DIRECTORY);
  }

  /** Returns the keys about the choice of a strategy, below {@link #AUTH}. */
  public static List<ConfigKey<?>> choice() {
    return List.of(AuthStrategies.STRATEGY, AuthStrategies.STRATEGY_CLASS, AuthStrategies.TRUSTED);
  }

  /**
   * Returns the sections below {@link #AUTH}: those about HTTP and the token store, and one for
   * each strategy that the catalogue holds.
   */
  public static List<ConfigSpec> authSections(AuthStrategies strategies) {
    List<ConfigSpec> sections = new ArrayList<>();
    sections.add(ConfigSpec.of("http", HttpDefaults.keys()));
    sections.add(store());
    strategies
        .ids()
        .forEach(
            id ->
                strategies
                    .provider(id)
                    .map(AuthStrategyProvider::configSpec)
                    .ifPresent(sections::add));
    return sections;
  }

  private static ConfigSpec store() {
    return ConfigSpec.of(
        TokenStoreKeys.SECTION,
        TokenStores.discover().keys().stream()
            .filter(key -> key.name().startsWith(TokenStoreKeys.SECTION + "."))
            .toList());
  }

  /** Returns every key below {@link #AUTH} that these settings let be read. */
  public static List<ConfigKey<?>> keys(AuthConfig config) {
    List<ConfigKey<?>> keys = new ArrayList<>(choice());
    authSections(trusted(config)).forEach(section -> keys.addAll(section.keys()));
    return keys;
  }

  /**
   * Returns what is wrong with the names and the form of settings, one sentence each; reads no key
   * and opens nothing. Names settings, never values.
   *
   * @param config the settings below {@link #AUTH}
   */
  public static List<String> problems(AuthConfig config) {
    AuthStrategies strategies = trusted(config);
    Set<String> problems = new LinkedHashSet<>();
    problems.addAll(new UnknownSettings(config, strategies).problems());
    problems.addAll(HttpDefaults.problems(config));
    problems.addAll(TokenStores.discover().problems(config));
    SECTIONS.forEach(section -> problems.addAll(section.problems(config.under(ROOT))));
    try {
      problems.addAll(strategies.chosen(config).configSpec().problems(config));
    } catch (AuthConfigurationException e) {
      problems.addAll(e.problems());
    } catch (StrategySelectionException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    return List.copyOf(problems);
  }

  private static AuthStrategies trusted(AuthConfig config) {
    return AuthStrategies.builder()
        .trusted(config.find(AuthStrategies.TRUSTED).orElse(List.of()))
        .build();
  }
}
