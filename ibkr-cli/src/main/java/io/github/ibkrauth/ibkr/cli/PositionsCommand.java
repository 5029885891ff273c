package io.github.ibkrauth.ibkr.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the positions of one account. */
@Command(name = "positions", description = "Show all positions of an account.")
final class PositionsCommand implements Callable<Integer> {

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();
  @Mixin private final AccountArgument account = new AccountArgument();

  PositionsCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    AccountChoice choice = invocation.account(account.wanted());
    return invocation.ask(
        client ->
            choice.about(
                client.portfolio(),
                (portfolio, id) -> PositionsView.answer(id, portfolio.positions(id).toList())));
  }
}
