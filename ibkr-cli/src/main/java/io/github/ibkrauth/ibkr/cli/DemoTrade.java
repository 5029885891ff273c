package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.ibkr.endpoint.OrderRequest;
import io.github.ibkrauth.ibkr.endpoint.OrderResult;
import io.github.ibkrauth.ibkr.model.AssetClass;
import io.github.ibkrauth.ibkr.model.OrderPreview;
import io.github.ibkrauth.ibkr.model.OrderSide;
import io.github.ibkrauth.ibkr.model.Position;
import io.github.ibkrauth.ibkr.model.PreviewAmount;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * An order at the simulator that is not meant to be filled: to buy what is held already, for half
 * of its price.
 */
final class DemoTrade {

  private final Connection client;
  private final String account;
  private final OrderRequest order;
  private long placed;

  /**
   * Prepares the order.
   *
   * @throws CommandFailure when the account holds nothing that can be bought
   */
  DemoTrade(Connection client, String account, List<Position> held) {
    this.client = client;
    this.account = account;
    Position stock =
        held.stream()
            .filter(position -> position.assetClass().filter(AssetClass.STOCK::equals).isPresent())
            .filter(position -> position.marketPrice().isPresent())
            .findFirst()
            .orElseThrow(
                () ->
                    new CommandFailure(
                        Failure.of(
                            ExitCode.FAILED, "NOTHING_TO_TRADE", account + " holds no stock.")));
    BigDecimal half =
        stock.marketPrice().value().divide(BigDecimal.valueOf(2), 2, RoundingMode.DOWN);
    this.order = OrderRequest.limit(stock.conid(), OrderSide.BUY, BigDecimal.ONE, half);
  }

  DemoStep.Gain preview() {
    OrderPreview preview = client.orders().preview(account, order);
    return DemoStep.Gain.of(
        order + preview.amount().flatMap(PreviewAmount::total).map(it -> ": " + it).orElse(""));
  }

  DemoStep.Gain place() {
    OrderResult result = client.orders().place(account, order);
    Answer answer = OrderOutcomeView.answer(account, result);
    answer
        .failure()
        .ifPresent(
            failure -> {
              throw new CommandFailure(failure);
            });
    placed = result.placed().get(0).orderId();
    return DemoStep.Gain.of(
        "order " + placed + result.placed().get(0).state().map(state -> ", " + state).orElse(""));
  }

  DemoStep.Gain cancel() {
    client.orders().cancel(account, placed);
    return DemoStep.Gain.of("order " + placed);
  }
}
