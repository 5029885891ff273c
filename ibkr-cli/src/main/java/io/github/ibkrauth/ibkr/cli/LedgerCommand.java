package io.github.ibkrauth.ibkr.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the balances of one account. */
@Command(name = "ledger", description = "Show the balances of an account, currency by currency.")
final class LedgerCommand implements Callable<Integer> {

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();
  @Mixin private final AccountArgument account = new AccountArgument();

  LedgerCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    AccountChoice choice = invocation.account(account.wanted());
    return invocation.ask(
        client ->
            choice.about(
                client.portfolio(),
                (portfolio, id) -> LedgerView.answer(id, portfolio.ledger(id))));
  }
}
