package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import io.github.ibkrauth.auth.googlehttp.support.StrategyCheck;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import java.util.List;

/** Checks that a third party brings along. */
public final class PlainCheck implements StrategyCheck {

  @Override
  public Class<? extends AuthStrategyProvider> provider() {
    return PlainProvider.class;
  }

  @Override
  public List<CheckResult> check(AuthConfig config, AuthRuntime runtime) {
    return List.of(
        CheckResult.pass("badge", "has a photo"),
        CheckResult.fail("door", "is shut", "Ring the bell."));
  }
}
