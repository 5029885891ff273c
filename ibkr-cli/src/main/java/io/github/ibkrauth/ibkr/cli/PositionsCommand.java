package io.github.ibkrauth.ibkr.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the positions of one account. */
@Command(name = "positions", description = "Show all positions of an account.")
final class PositionsCommand implements Callable<Integer> {

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ACCOUNT",
      description = "The account's id; may be left out when there is one only.")
  private @Nullable String account;

  PositionsCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    AccountChoice choice = invocation.account(Optional.ofNullable(account));
    return invocation.ask(
        client ->
            choice.about(
                client.portfolio(),
                (portfolio, id) -> PositionsView.answer(id, portfolio.positions(id).toList())));
  }
}
