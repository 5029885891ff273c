package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.ibkr.model.PartitionedPnl;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the profit and loss of the day. */
@Command(
    name = "pnl",
    description = "Show the profit and loss of the day, by account and model.",
    footer = {
      "",
      "The first answer of a brokerage session is empty: then the broker is asked a",
      "second time, 5 s later."
    })
final class PnlCommand implements Callable<Integer> {

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();

  PnlCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return invocation.ask(
        client ->
            PnlView.answer(
                invocation
                    .pace()
                    .callTwice(
                        client.baseUrl(), "pnl", client.accounts()::pnl, PnlCommand::hasRows)));
  }

  private static boolean hasRows(PartitionedPnl answer) {
    return !answer.rows().isEmpty();
  }
}
