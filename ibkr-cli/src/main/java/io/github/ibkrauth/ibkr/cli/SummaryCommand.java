package io.github.ibkrauth.ibkr.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the figures of one account. */
@Command(
    name = "summary",
    description = "Show the figures of an account: net liquidation value, funds, margins.")
final class SummaryCommand implements Callable<Integer> {

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();
  @Mixin private final AccountArgument account = new AccountArgument();

  SummaryCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    AccountChoice choice = invocation.account(account.wanted());
    return invocation.ask(
        client ->
            choice.about(
                client.portfolio(),
                (portfolio, id) -> SummaryView.answer(id, portfolio.summary(id))));
  }
}
