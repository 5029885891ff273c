package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.ibkr.endpoint.OrderPlan;
import io.github.ibkrauth.ibkr.endpoint.QuestionPolicy;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Places an order. */
@Command(
    name = "place",
    description = "Place an order, or a bracket of an order and its exits.",
    footer = {
      "",
      "It shows what the order would cost, and asks; --yes does without both. The",
      "broker's questions are asked one by one; with --yes only those that --accept",
      "names are answered with yes. For example:",
      "ibkr order place buy 10 AAPL@NASDAQ --limit 228.40 --tif GTC"
    })
final class OrderPlaceCommand implements Callable<Integer> {

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();
  @Mixin private final OrderWish wish = new OrderWish();
  @Mixin private final OrderConsent consent = new OrderConsent();
  @Mixin private final AcceptOption accept = new AcceptOption();

  OrderPlaceCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    wish.check();
    Question question = invocation.question();
    consent.check(question);
    QuestionPolicy policy = consent.policy(question, accept.ids());
    return invocation.ask(client -> place(client, question, policy));
  }

  private Answer place(Connection client, Question question, QuestionPolicy policy) {
    TradingAccounts accounts = new TradingAccounts(client.accounts().list());
    String account = accounts.choose(wish.account().wanted());
    consent.checkAccount(accounts, account);
    Instrument instrument = wish.instrument(client.contracts());
    OrderPlan plan = wish.plan(instrument.conid());
    if (!consent.isSilent()) {
      new OrderPreviewing(account, accounts.isPaper(account), instrument, plan)
          .show(client.orders(), question);
      consent.confirm(question, "Send it?");
    }
    invocation.printer().progress("Client order id: " + wish.clientOrderId());
    return OrderOutcomeView.answer(account, client.orders().place(account, plan, policy));
  }
}
