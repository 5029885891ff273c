package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.ibkr.model.Tickle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Sends one keep-alive. */
@Command(
    name = "tickle",
    description = "Log in, send one keep-alive, and show what the broker says to it.")
final class TickleCommand implements Callable<Integer> {

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();

  TickleCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return invocation.ask(TickleCommand::tickle);
  }

  private static Answer tickle(Connection client) {
    Tickle tickle = client.session().tickle();
    ObjectNode node = Json.object();
    node.put("strategy", client.strategyId());
    node.put("baseUrl", client.baseUrl());
    node.set("tickle", SessionView.json(tickle));
    List<String> lines = new ArrayList<>();
    lines.add(
        "Logged in with "
            + client.strategyId()
            + " and kept that session alive"
            + SessionView.expiry(tickle)
                .map(left -> "; without another call it ends in " + left)
                .orElse("")
            + ".");
    tickle.authStatus().ifPresent(status -> lines.addAll(SessionView.lines(status)));
    return Answer.of(node, lines);
  }
}
