package io.github.ibkrauth.auth.oauth1a;

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
 * The steps, always all of them and in this order: {@code configuration}, {@code consumer key},
 * {@code signature key}, {@code encryption key}, {@code DH parameters}, {@code access token
 * secret}, {@code host}, {@code clock}, {@code live session token}, {@code proof}, {@code signed
 * call}, {@code signed query}. The first six need no network. What cannot be tried after a failure
 * is skipped.
 *
 * <p>It asks for one live session token, as a program does that starts, and lists the accounts;
 * nothing is traded and nobody is logged out. No result holds a secret. Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class OAuth1aCheck implements StrategyCheck {

  /** Creates the check, as a service is made. */
  public OAuth1aCheck() {}

  @Override
  public Class<? extends AuthStrategyProvider> provider() {
    return OAuth1aProvider.class;
  }

  @Override
  public List<CheckResult> check(AuthConfig config, AuthRuntime runtime) {
    return run(config, runtime);
  }

  /**
   * Tries everything. Blocks for as long as the time-outs of a few requests allow; never throws for
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
