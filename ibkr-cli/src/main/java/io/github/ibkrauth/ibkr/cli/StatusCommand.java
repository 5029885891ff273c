package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.ibkr.model.AuthStatus;
import io.github.ibkrauth.ibkr.model.Tickle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows how the sessions stand, without opening or taking a brokerage session. */
@Command(
    name = "status",
    description = "Log in and show how the sessions stand. Takes nothing from another login.")
final class StatusCommand implements Callable<Integer> {

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();

  StatusCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return invocation.ask(StatusCommand::status);
  }

  private static Answer status(Connection client) {
    Tickle tickle = client.session().tickle();
    AuthStatus status = client.session().status();
    ObjectNode node = Json.object();
    node.put("strategy", client.strategyId());
    node.put("baseUrl", client.baseUrl());
    node.put("authSession", client.state());
    node.set("tickle", SessionView.json(tickle));
    node.set("brokerage", SessionView.json(status));
    List<String> lines = new ArrayList<>();
    lines.add("Strategy: " + client.strategyId() + " at " + client.baseUrl());
    lines.add(
        "Authentication session: "
            + client.state()
            + SessionView.expiry(tickle).map(left -> ", expires in " + left).orElse("")
            + ".");
    lines.addAll(SessionView.lines(status));
    return Answer.of(node, lines);
  }
}
