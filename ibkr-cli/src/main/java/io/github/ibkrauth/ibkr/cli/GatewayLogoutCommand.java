package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.auth.gateway.AnswerView;
import io.github.ibkrauth.auth.gateway.Gateway;
import io.github.ibkrauth.auth.gateway.GatewayCondition;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends the login that a gateway holds. */
@Command(
    name = "logout",
    description = "Log out, after which a human has to log in again in a browser.",
    footer = {
      "",
      "The gateway holds one login for all programs that use it: this ends it for all",
      "of them. That nobody was logged in is no error."
    })
final class GatewayLogoutCommand implements Callable<Integer> {

  private final GatewayLink link;
  @Mixin private final HelpOption help = new HelpOption();

  GatewayLogoutCommand(GatewayLink link) {
    this.link = link;
  }

  @Override
  public Integer call() {
    return link.ask(GatewayLogoutCommand::logOut);
  }

  private static Answer logOut(Gateway gateway, String address) {
    AnswerView answer = gateway.logout();
    boolean nobody = answer.condition() == GatewayCondition.LOGIN_REQUIRED;
    boolean done = nobody || answer.condition() == GatewayCondition.ANSWERED;
    ObjectNode node = Json.object();
    node.put("gateway", address);
    node.put("condition", answer.condition().name());
    node.put("loggedOut", done);
    if (!done) {
      Failure failure = GatewayFailure.of(answer.condition(), answer.sentence());
      node.set("error", Printer.node(failure));
      return Answer.of(node, List.of()).failed(failure);
    }
    return Answer.of(
        node,
        List.of(
            nobody
                ? "Nobody was logged in at " + address + "."
                : "Logged out at " + address + ": a human has to log in again in a browser."));
  }
}
