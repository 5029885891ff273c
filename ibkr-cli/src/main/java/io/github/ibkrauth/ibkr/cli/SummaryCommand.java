package io.github.ibkrauth.ibkr.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the figures of one account. */
@Command(
    name = "summary",
    description = "Show the figures of an account: net liquidation value, funds, margins.")
final class SummaryCommand implements Callable<Integer> {

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ACCOUNT",
      description = "The account's id; may be left out when there is one only.")
  private @Nullable String account;

  SummaryCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    AccountChoice choice = invocation.account(Optional.ofNullable(account));
    return invocation.ask(
        client ->
            choice.about(
                client.portfolio(),
                (portfolio, id) -> SummaryView.answer(id, portfolio.summary(id))));
  }
}
