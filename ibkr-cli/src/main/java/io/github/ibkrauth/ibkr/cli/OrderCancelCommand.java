package io.github.ibkrauth.ibkr.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Cancels an order. */
@Command(
    name = "cancel",
    description = "Ask the broker to cancel an order. It may still be filled meanwhile.")
final class OrderCancelCommand implements Callable<Integer> {

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();
  @Mixin private final AccountOption account = new AccountOption();
  @Mixin private final OrderConsent consent = new OrderConsent();

  @Parameters(index = "0", paramLabel = "ORDER", description = "The broker's order id.")
  private long orderId;

  OrderCancelCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    if (orderId <= 0) {
      throw CommandFailure.usage("ORDER must be above 0, not " + orderId + ".");
    }
    Question question = invocation.question();
    consent.check(question);
    return invocation.ask(
        client -> {
          TradingAccounts accounts = new TradingAccounts(client.accounts().list());
          String id = accounts.choose(account.wanted());
          consent.checkAccount(accounts, id);
          consent.confirm(question, "Cancel the order " + orderId + " in " + id + "?");
          return OrderOutcomeView.cancelled(id, orderId, client.orders().cancel(id, orderId));
        });
  }
}
