package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.ibkr.model.Logout;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Logs in, since there is nobody to log out otherwise, and logs out. */
@Command(
    name = "logout",
    description = "Log in and log out again, which ends that login and its brokerage session.")
final class LogoutCommand implements Callable<Integer> {

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();

  LogoutCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return invocation.ask(LogoutCommand::logOut);
  }

  private static Answer logOut(Connection client) {
    Logout logout = client.session().logout();
    boolean done = logout.status() || logout.confirmed();
    ObjectNode node = Json.object();
    node.put("strategy", client.strategyId());
    node.put("baseUrl", client.baseUrl());
    node.put("loggedOut", done);
    return new Answer(
        node,
        width ->
            List.of(
                done
                    ? "Logged in with "
                        + client.strategyId()
                        + " and logged out: the broker ended that login and its brokerage session."
                    : "The broker did not confirm the logout."),
        done ? ExitCode.OK : ExitCode.FAILED);
  }
}
