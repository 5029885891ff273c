package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import io.github.ibkrauth.auth.googlehttp.support.StrategyCheck;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import java.util.List;
import java.util.Objects;

/**
 * Looks at a gateway step by step and says how each step went, for a command such as {@code
 * doctor}. The steps, always all of them and in this order: {@code configuration}, {@code
 * reachable}, {@code certificate}, {@code allowed address}, {@code logged in}, {@code brokerage
 * session}, {@code competing}. The first needs no network. What cannot be told after a failure is
 * skipped.
 *
 * <p>It sends one tickle; nobody is logged in or out, and no brokerage session is opened. Where a
 * certificate is trusted at first use, this counts as one. No result holds a secret. Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class GatewayCheck implements StrategyCheck {

  /** Creates the check, as a service is made. */
  public GatewayCheck() {}

  @Override
  public Class<? extends AuthStrategyProvider> provider() {
    return GatewaySessionProvider.class;
  }

  @Override
  public List<CheckResult> check(AuthConfig config, AuthRuntime runtime) {
    return run(config, runtime);
  }

  /**
   * Looks at everything. Blocks for as long as the time-outs of one request allow; never throws for
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
