package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.ibkr.model.LiveOrder;
import io.github.ibkrauth.ibkr.model.LiveOrders;
import io.github.ibkrauth.ibkr.model.OrderState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists orders. */
@Command(
    name = "orders",
    description = "List the orders that work, and those that ended in this brokerage session.",
    footer = {
      "",
      "The first answer of a brokerage session may not be whole: then the broker is",
      "asked a second time, 5 s later. The choice by --state, --account and --symbol",
      "is made here, because at the broker it would also hold for other programs."
    })
final class OrdersCommand implements Callable<Integer> {

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();

  @Option(
      names = "--state",
      paramLabel = "STATE",
      split = ",",
      description =
          "Only these states, such as Submitted,Filled; open stands for all that may still work.")
  private List<String> states = new ArrayList<>();

  @Option(names = "--account", paramLabel = "ACCOUNT", description = "Only this account.")
  private @Nullable String account;

  @Option(names = "--symbol", paramLabel = "SYMBOL", description = "Only this symbol.")
  private @Nullable String symbol;

  OrdersCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return invocation.ask(
        client -> {
          LiveOrders found = list(invocation, client);
          return OrdersView.answer(
              found.orders().stream().filter(this::isWanted).toList(), found.snapshot());
        });
  }

  /** Asks for the list of orders, twice where the first answer of the session is not whole. */
  static LiveOrders list(Invocation invocation, Connection client) {
    return invocation
        .pace()
        .callTwice(client.baseUrl(), "orders", () -> client.orders().live(), LiveOrders::snapshot);
  }

  private boolean isWanted(LiveOrder order) {
    return isWantedState(order)
        && (account == null
            || order.accountId().filter(account::equalsIgnoreCase).isPresent()
            || order.account().filter(account::equalsIgnoreCase).isPresent())
        && (symbol == null || order.symbol().filter(symbol::equalsIgnoreCase).isPresent());
  }

  private boolean isWantedState(LiveOrder order) {
    return states.isEmpty()
        || states.stream()
            .anyMatch(
                wanted ->
                    wanted.equalsIgnoreCase("open")
                        ? !order.state().map(OrderState::isFinal).orElse(false)
                        : order
                            .state()
                            .map(OrderState::code)
                            .filter(wanted::equalsIgnoreCase)
                            .isPresent());
  }
}
