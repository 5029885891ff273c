package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.gateway.GatewayCheck;
import io.github.ibkrauth.auth.gateway.GatewaySessionProvider;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import io.github.ibkrauth.auth.oauth1a.OAuth1aCheck;
import io.github.ibkrauth.auth.oauth1a.OAuth1aProvider;
import io.github.ibkrauth.auth.oauth2.OAuth2JwtCheck;
import io.github.ibkrauth.auth.oauth2.OAuth2JwtProvider;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import java.util.List;
import java.util.Map;

/** The checks of one strategy, from its settings to its login. */
@FunctionalInterface
interface StrategyChecks {

  /** Makes them all, and returns how each went. */
  List<CheckResult> run(AuthConfig config, AuthRuntime runtime);

  /** Returns the checks that a strategy brings along, or those that any can be put to. */
  static StrategyChecks of(AuthStrategyProvider provider) {
    // By class: another provider of the same id has other settings and another login.
    Map<Class<? extends AuthStrategyProvider>, StrategyChecks> own =
        Map.of(
            OAuth2JwtProvider.class, OAuth2JwtCheck::run,
            OAuth1aProvider.class, OAuth1aCheck::run,
            GatewaySessionProvider.class, GatewayCheck::run);
    return own.getOrDefault(
        provider.getClass(),
        (config, runtime) -> new GeneralChecks(config, runtime, provider).run());
  }
}
