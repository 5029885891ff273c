package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.gateway.login.GatewayLogin;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Logs in at a gateway's page. */
@Command(
    name = "login",
    description = "Log in at the gateway's page, unless somebody is logged in already.",
    footer = {
      "",
      "IBKR does not support automated logins at the gateway, and its page changes.",
      "Too many wrong ones lock a user: after three this command tries nothing until",
      "it is run with --reset-failures. With user name and password set, the page is",
      "filled in, in a window unless told --headless; otherwise a human logs in. The",
      "second factor comes from an authenticator's secret, a one-off code, or the",
      "human. Chromium and chromedriver must be on the path.",
      "Ends with 0 when the session can be used, and with 2 in every other case."
    })
final class GatewayLoginCommand implements Callable<Integer> {

  private final Invocation invocation;
  private final GatewayLink link;
  @Mixin private final HelpOption help = new HelpOption();
  @Mixin private final LoginOptions options = new LoginOptions();

  @Option(
      names = "--reset-failures",
      description = "Forget the failed logins that were counted, and log nobody in.")
  private boolean reset;

  GatewayLoginCommand(Invocation invocation, GatewayLink link) {
    this.invocation = invocation;
    this.link = link;
  }

  @Override
  public Integer call() {
    options.check();
    return GatewayVerifyCommand.notVerifiedIfThrown(reset ? this::reset : this::logIn);
  }

  private int logIn() {
    return new LoginCall(invocation, link, options)
        .run(
            (gateway, login, mode, address) ->
                new LoginView(login.logIn(gateway, mode), address).answer());
  }

  private int reset() {
    AuthConfig config = LoginCall.config(invocation, link, options);
    try (AuthRuntime runtime = invocation.runtime()) {
      GatewayLogin.builder(config, runtime).build().resetFailures();
    }
    return invocation.answer(
        Answer.of(
            Json.object().put("reset", true),
            List.of("The failed logins are forgotten. The next ones are counted from zero.")));
  }
}
