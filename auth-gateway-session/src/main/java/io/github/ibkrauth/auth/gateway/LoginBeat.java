package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.InteractionRequiredException;
import io.github.ibkrauth.auth.spi.KeepAlive;
import io.github.ibkrauth.auth.token.TokenCache;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks after the login: notices when it is gone, and when a human has brought it back. Only the
 * gateway's own word counts against a login; silence and trouble never do.
 */
final class LoginBeat implements KeepAlive {

  /** No login lives longer; the gateway itself keeps it alive towards the broker. */
  private static final Duration LONGEST_LOGIN = Duration.ofHours(24);

  private final Duration interval;
  private final HttpGatewayCalls calls;
  private final TokenCache<Login> logins;
  private final LoginState state;

  LoginBeat(Duration interval, HttpGatewayCalls calls, TokenCache<Login> logins, LoginState state) {
    this.interval = interval;
    this.calls = calls;
    this.logins = logins;
    this.state = state;
  }

  @Override
  public Duration interval() {
    return interval;
  }

  @Override
  public Duration deadline() {
    return LONGEST_LOGIN;
  }

  @Override
  public Beat beat() {
    if (state.isClosed()) {
      return Beat.MISSED;
    }
    Optional<Login> held = logins.peek();
    return held.isPresent() ? look(held.get()) : probe();
  }

  private Beat look(Login held) {
    GatewayAnswer answer = calls.ask(GatewayCall.TICKLE);
    return switch (answer.condition().verdict()) {
      case ALIVE -> Beat.OK;
      case UNKNOWN -> Beat.MISSED;
      case DEAD -> gone(held);
    };
  }

  /** What was asked before somebody logged in anew says nothing about the new login. */
  private Beat gone(Login held) {
    if (logins.invalidate(held)) {
      state.loggedOut();
    }
    return state.awaitsUser() ? Beat.NEEDS_USER : Beat.MISSED;
  }

  private Beat probe() {
    try {
      logins.get();
      return Beat.OK;
    } catch (InteractionRequiredException e) {
      return Beat.NEEDS_USER;
    } catch (AuthException e) {
      return Beat.MISSED;
    }
  }
}
