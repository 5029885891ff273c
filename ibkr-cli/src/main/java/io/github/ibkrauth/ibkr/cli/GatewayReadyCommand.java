package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.auth.gateway.Gateway;
import io.github.ibkrauth.auth.gateway.login.GatewayLogin;
import io.github.ibkrauth.auth.gateway.login.LoginMode;
import io.github.ibkrauth.auth.gateway.login.LoginResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Logs in if it must, and verifies. */
@Command(
    name = "ready",
    description = "Log in if nobody is logged in, then verify that the session can be used.",
    footer = {
      "",
      "Does what login does, with the same options, and then what verify does.",
      "Ends with 0 when the session can be used, and with 2 in every other case."
    })
final class GatewayReadyCommand implements Callable<Integer> {

  private final Invocation invocation;
  private final GatewayLink link;
  @Mixin private final HelpOption help = new HelpOption();
  @Mixin private final LoginOptions options = new LoginOptions();

  GatewayReadyCommand(Invocation invocation, GatewayLink link) {
    this.invocation = invocation;
    this.link = link;
  }

  @Override
  public Integer call() {
    options.check();
    return GatewayVerifyCommand.notVerifiedIfThrown(
        () -> new LoginCall(invocation, link, options).run(GatewayReadyCommand::ready));
  }

  private static Answer ready(Gateway gateway, GatewayLogin login, LoginMode mode, String address) {
    LoginResult result = login.logIn(gateway, mode);
    if (!result.ready()) {
      return new LoginView(result, address).answer();
    }
    Answer verified = GatewayVerifyCommand.verify(gateway, address);
    if (verified.json() instanceof ObjectNode node) {
      node.put("login", result.outcome().name());
    }
    return verified;
  }
}
