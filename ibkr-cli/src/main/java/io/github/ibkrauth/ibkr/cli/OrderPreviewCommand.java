package io.github.ibkrauth.ibkr.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what an order would cost. */
@Command(
    name = "preview",
    description = "Show what an order would cost and change, without placing it.",
    footer = {"", "For example: ibkr order preview buy 10 AAPL@NASDAQ --limit 228.40"})
final class OrderPreviewCommand implements Callable<Integer> {

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();
  @Mixin private final OrderWish wish = new OrderWish();

  OrderPreviewCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    wish.check();
    return invocation.ask(
        client -> {
          TradingAccounts accounts = new TradingAccounts(client.accounts().list());
          String account = accounts.choose(wish.account().wanted());
          Instrument instrument = wish.instrument(client.contracts());
          OrderPreviewing previewing =
              new OrderPreviewing(
                  account, accounts.isPaper(account), instrument, wish.plan(instrument.conid()));
          return PreviewView.answer(
              account,
              previewing.words().stream()
                  .filter(line -> !line.startsWith("Client order id"))
                  .toList(),
              client.orders().preview(account, previewing.plan()));
        });
  }
}
