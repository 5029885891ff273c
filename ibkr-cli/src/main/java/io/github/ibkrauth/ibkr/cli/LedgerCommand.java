package io.github.ibkrauth.ibkr.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the balances of one account. */
@Command(name = "ledger", description = "Show the balances of an account, currency by currency.")
final class LedgerCommand implements Callable<Integer> {

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ACCOUNT",
      description = "The account's id; may be left out when there is one only.")
  private @Nullable String account;

  LedgerCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    AccountChoice choice = invocation.account(Optional.ofNullable(account));
    return invocation.ask(
        client ->
            choice.about(
                client.portfolio(),
                (portfolio, id) -> LedgerView.answer(id, portfolio.ledger(id))));
  }
}
