package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.gateway.Gateway;
import io.github.ibkrauth.auth.gateway.login.GatewayLogin;
import io.github.ibkrauth.auth.gateway.login.GatewayLoginKeys;
import io.github.ibkrauth.auth.gateway.login.LoginMode;
import java.util.Map;

/** What the commands share that log in at a gateway's page. */
final class LoginCall {

  private final Invocation invocation;
  private final GatewayLink link;
  private final LoginOptions options;

  LoginCall(Invocation invocation, GatewayLink link, LoginOptions options) {
    this.invocation = invocation;
    this.link = link;
    this.options = options;
  }

  /** Returns the settings, with NoETL's names and what the command line says. */
  static AuthConfig config(Invocation invocation, GatewayLink link, LoginOptions options) {
    Map<ConfigKey<?>, String> more =
        options.paper() ? Map.of(GatewayLoginKeys.PAPER, "true") : Map.of();
    return NoetlNames.added(link.config(more), invocation.environment());
  }

  /** Prepares a login, asks, and writes the answer; returns the exit code. */
  int run(Question question) {
    AuthConfig config = config(invocation, link, options);
    try (AuthRuntime runtime = invocation.runtime();
        Gateway gateway = Gateway.open(config, runtime)) {
      GatewayLogin login =
          GatewayLogin.builder(config, runtime)
              .progress(line -> invocation.printer().step(line, invocation.options().json()))
              .build();
      return invocation.answer(
          question.answer(gateway, login, options.mode(config), GatewayLink.shown(config)));
    }
  }

  /** What a command does with a login that is prepared. */
  @FunctionalInterface
  interface Question {

    /**
     * Returns the answer.
     *
     * @param address where the gateway is, for people
     */
    Answer answer(Gateway gateway, GatewayLogin login, LoginMode mode, String address);
  }
}
