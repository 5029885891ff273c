package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.error.StrategySelectionException;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.store.SecretSealer;
import io.github.ibkrauth.auth.store.TokenStore;
import io.github.ibkrauth.auth.store.file.SealingKeys;
import io.github.ibkrauth.auth.store.file.TokenStoreKeys;
import io.github.ibkrauth.auth.store.file.TokenStores;
import io.github.ibkrauth.ibkr.config.UnknownSettings;
import io.github.ibkrauth.ibkr.endpoint.LimitSettings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Checks all settings of a client together, so that a user sees every problem at once. */
final class Settings {

  private Settings() {}

  /**
   * Returns when nothing is wrong outside the chosen strategy's own section.
   *
   * @param lent lends what the application has itself
   * @throws AuthConfigurationException with those problems, and the strategy's own among them
   */
  static void check(AuthConfig config, AuthStrategies strategies, AuthRuntime lent) {
    Set<String> problems = new LinkedHashSet<>();
    problems.addAll(new UnknownSettings(config, strategies).problems());
    problems.addAll(HttpDefaults.problems(config));
    problems.addAll(SessionSettings.problems(config));
    problems.addAll(LimitSettings.problems(config));
    problems.addAll(TokenStores.discover().problems(config, lent));
    if (problems.isEmpty()) {
      return;
    }
    try (AuthRuntime forChecking = AuthRuntime.system()) {
      strategies.strategy(config, withStore(config, forChecking));
    } catch (AuthConfigurationException e) {
      problems.addAll(e.problems());
    } catch (StrategySelectionException e) {
      problems.add(e.getMessage());
    }
    throw new AuthConfigurationException(List.copyOf(problems));
  }

  /** A strategy that would read a stored token must not be blamed for the store. */
  private static AuthRuntime withStore(AuthConfig config, AuthRuntime runtime) {
    return config.isSet(TokenStoreKeys.KIND)
        ? runtime
            .lending(TokenStore.class, TokenStore.inMemory(runtime.clock()))
            .lending(
                SecretSealer.class,
                SealingKeys.of(SealingKeys.generate(runtime.random()), runtime.random()))
        : runtime;
  }
}
