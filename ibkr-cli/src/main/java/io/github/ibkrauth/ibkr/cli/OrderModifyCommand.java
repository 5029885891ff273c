package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.ibkr.ServerTroubleException;
import io.github.ibkrauth.ibkr.endpoint.OrderRequest;
import io.github.ibkrauth.ibkr.endpoint.QuestionPolicy;
import io.github.ibkrauth.ibkr.model.LiveOrder;
import io.github.ibkrauth.ibkr.model.OrderStatus;
import java.math.BigDecimal;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes an order. */
@Command(
    name = "modify",
    description = "Change the quantity, the prices or the life of an order.",
    footer = {
      "",
      "It looks at the order first, and sends it whole with what you change. Only",
      "market, limit, stop and stop-limit orders of this brokerage session can be",
      "changed here; cancel others, and place them anew."
    })
final class OrderModifyCommand implements Callable<Integer> {

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();
  @Mixin private final AccountOption account = new AccountOption();
  @Mixin private final OrderConsent consent = new OrderConsent();
  @Mixin private final AcceptOption accept = new AcceptOption();

  @Parameters(index = "0", paramLabel = "ORDER", description = "The broker's order id.")
  private long orderId;

  @Option(
      names = "--quantity",
      paramLabel = "QUANTITY",
      description = "How many altogether, what is filled included.")
  private @Nullable BigDecimal quantity;

  @Option(names = "--limit", paramLabel = "PRICE", description = "The limit price.")
  private @Nullable BigDecimal limit;

  @Option(names = "--stop", paramLabel = "PRICE", description = "The stop price.")
  private @Nullable BigDecimal stop;

  @Option(names = "--tif", paramLabel = "TIF", description = "How long it lives, such as GTC.")
  private @Nullable String timeInForce;

  OrderModifyCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    if (orderId <= 0) {
      throw CommandFailure.usage("ORDER must be above 0, not " + orderId + ".");
    }
    if (quantity == null && limit == null && stop == null && timeInForce == null) {
      throw CommandFailure.usage(
          "Nothing is to be changed: add --quantity, --limit, --stop or --tif.");
    }
    Question question = invocation.question();
    consent.check(question);
    QuestionPolicy policy = consent.policy(question, accept.ids());
    return invocation.ask(client -> modify(client, question, policy));
  }

  private Answer modify(Connection client, Question question, QuestionPolicy policy) {
    TradingAccounts accounts = new TradingAccounts(client.accounts().list());
    LiveOrder listed = listed(client);
    String id = accounts.choose(account.wanted().or(listed::accountId).or(listed::account));
    consent.checkAccount(accounts, id);
    OrderStatus now = inFull(client);
    if (!now.account().orElse(id).equals(id)) {
      throw CommandFailure.usage("The order " + orderId + " is not of the account " + id + ".");
    }
    OrderRequest changed =
        Checked.input(() -> new OrderChange(now).with(quantity, limit, stop, timeInForce));
    if (!consent.isSilent()) {
      question.show("Is now:   " + now.description().orElse("order " + orderId));
      question.show("Will be:  " + changed);
      question.show("Account:  " + id + (accounts.isPaper(id) ? " (paper)" : " (LIVE)"));
      consent.confirm(question, "Change the order " + orderId + "?");
    }
    return OrderOutcomeView.answer(id, client.orders().modify(id, orderId, changed, policy));
  }

  /** Finds it in the list, without which the broker does not show it in full. */
  private LiveOrder listed(Connection client) {
    return OrdersCommand.list(invocation, client).orders().stream()
        .filter(order -> order.orderId() == orderId)
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailure(
                    Failure.of(
                            ExitCode.FAILED,
                            "NOT_FOUND",
                            "There is no order " + orderId + " in the broker's list.")
                        .withRemedy("ibkr orders shows those there are.")));
  }

  private OrderStatus inFull(Connection client) {
    try {
      return client.orders().status(orderId);
    } catch (ServerTroubleException e) {
      throw new CommandFailure(
          Failure.of(
                  ExitCode.FAILED,
                  "NOT_CHANGEABLE",
                  "The broker does not show the order "
                      + orderId
                      + " in full, as it does with those of another account than the chosen one.")
              .withRemedy("Cancel it and place it anew, or change it in another program."),
          e);
    }
  }
}
