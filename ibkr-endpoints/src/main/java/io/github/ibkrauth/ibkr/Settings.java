package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.error.StrategySelectionException;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
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
   * @throws AuthConfigurationException with those problems, and the strategy's own among them
   */
  static void check(AuthConfig config, AuthStrategies strategies) {
    Set<String> problems = new LinkedHashSet<>();
    problems.addAll(new UnknownSettings(config, strategies).problems());
    problems.addAll(HttpDefaults.problems(config));
    problems.addAll(SessionSettings.problems(config));
    problems.addAll(LimitSettings.problems(config));
    if (problems.isEmpty()) {
      return;
    }
    try (AuthRuntime forChecking = AuthRuntime.system()) {
      strategies.strategy(config, forChecking);
    } catch (AuthConfigurationException e) {
      problems.addAll(e.problems());
    } catch (StrategySelectionException e) {
      problems.add(e.getMessage());
    }
    throw new AuthConfigurationException(List.copyOf(problems));
  }
}
