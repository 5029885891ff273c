package io.github.ibkrauth.auth.googlehttp.support;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import java.util.List;

/**
 * The checks that a strategy brings along, from its settings to its login, for a command such as
 * {@code doctor} and for connections that users make by hand. A service, listed in {@code
 * META-INF/services} beside the strategy's provider; a strategy without one is put to the checks
 * that fit any. Stateless and thread-safe.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public interface StrategyCheck {

  /**
   * Returns the provider whose strategy is checked: by class, because another provider of the same
   * id has other settings and another login.
   */
  Class<? extends AuthStrategyProvider> provider();

  /**
   * Makes all checks in order, and returns how each went: always the same steps, those left out as
   * {@linkplain CheckResult#skip skipped}. Blocks; never throws for anything that goes wrong on the
   * way; no result holds a secret.
   *
   * @param config the settings, valid or not
   * @param runtime clock, and what the application lends
   */
  List<CheckResult> check(AuthConfig config, AuthRuntime runtime);
}
