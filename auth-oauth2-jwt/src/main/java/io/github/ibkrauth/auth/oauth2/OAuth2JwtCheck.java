package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import io.github.ibkrauth.auth.googlehttp.support.StrategyCheck;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import java.util.List;
import java.util.Objects;

/**
 * Tries the login step by step and says how each step went, for a command such as {@code doctor}.
 * The steps, always all of them and in this order: {@code configuration}, {@code key}, {@code
 * host}, {@code clock}, {@code access token}, {@code egress IP}, {@code SSO session}. What cannot
 * be tried after a failure is skipped.
 *
 * <p>It buys one access token and opens one SSO session, as a program does that starts; nothing is
 * traded and nobody is logged out. No result holds a secret. Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class OAuth2JwtCheck implements StrategyCheck {

  /** Creates the check, as a service is made. */
  public OAuth2JwtCheck() {}

  @Override
  public Class<? extends AuthStrategyProvider> provider() {
    return OAuth2JwtProvider.class;
  }

  @Override
  public List<CheckResult> check(AuthConfig config, AuthRuntime runtime) {
    return run(config, runtime);
  }

  /**
   * Tries everything. Blocks for as long as the time-outs of two requests allow; never throws for
   * anything that goes wrong on the way.
   *
   * @param config the settings, valid or not
   * @param runtime clock, and what the application lends
   */
  public static List<CheckResult> run(AuthConfig config, AuthRuntime runtime) {
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(runtime, "runtime");
    return new CheckRun(config, runtime).run();
  }
}
