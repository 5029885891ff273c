package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.googlehttp.support.RenewalGuard;
import io.github.ibkrauth.auth.token.IssuedToken;
import io.github.ibkrauth.auth.token.TokenSource;
import java.time.Instant;

/** Finds out by a tickle whether somebody is logged in. */
final class LoginProbe implements TokenSource<Login> {

  private final String sessionId;
  private final HttpGatewayCalls calls;
  private final LoginState state;
  private final RenewalGuard guard;

  LoginProbe(String sessionId, HttpGatewayCalls calls, LoginState state, RenewalGuard guard) {
    this.sessionId = sessionId;
    this.calls = calls;
    this.state = state;
    this.guard = guard;
  }

  @Override
  public IssuedToken<Login> load(LoadContext context) {
    GatewayAnswer answer = calls.ask(GatewayCall.TICKLE);
    if (answer.condition() == GatewayCondition.ANSWERED) {
      state.loggedIn();
      Instant now = context.now();
      return IssuedToken.openEnded(new Login(sessionId, now, guard.takeRow()), now);
    }
    if (answer.condition() == GatewayCondition.LOGIN_REQUIRED) {
      state.loggedOut();
    }
    throw answer.failure(calls.loginPage());
  }
}
