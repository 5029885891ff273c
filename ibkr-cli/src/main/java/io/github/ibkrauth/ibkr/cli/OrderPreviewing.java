package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.ibkr.IbkrException;
import io.github.ibkrauth.ibkr.RequestRefusedException;
import io.github.ibkrauth.ibkr.endpoint.OrderEndpoints;
import io.github.ibkrauth.ibkr.endpoint.OrderPlan;
import io.github.ibkrauth.ibkr.endpoint.OrderRequest;
import io.github.ibkrauth.ibkr.model.OrderPreview;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Shows a person what would be sent and what it would cost, before it is.
 *
 * @param account the account
 * @param isPaper whether it trades with paper money for sure
 * @param instrument what would be traded
 * @param plan what would be placed
 */
record OrderPreviewing(String account, boolean isPaper, Instrument instrument, OrderPlan plan) {

  /**
   * Shows it; where the broker gives no preview, that is said.
   *
   * @throws CommandFailure when the broker says that it would refuse the order
   */
  void show(OrderEndpoints orders, Question question) {
    words().forEach(question::show);
    preview(orders, question)
        .ifPresent(preview -> PreviewView.lines(preview).forEach(question::show));
  }

  private Optional<OrderPreview> preview(OrderEndpoints orders, Question question) {
    OrderPreview preview;
    try {
      preview = orders.preview(account, plan);
    } catch (RequestRefusedException e) {
      // It would be refused, too, if it were sent.
      throw e;
    } catch (IbkrException | AuthException e) {
      question.show("There is no preview: " + FailureReader.read(e).message());
      return Optional.empty();
    }
    PreviewView.failure(preview)
        .ifPresent(
            failure -> {
              throw new CommandFailure(failure);
            });
    return Optional.of(preview);
  }

  /** Returns the order in words. */
  List<String> words() {
    List<String> lines = new ArrayList<>();
    List<OrderRequest> orders = plan.orders();
    for (int i = 0; i < orders.size(); i++) {
      lines.add((i == 0 ? "Order:    " : "  exit:   ") + words(orders.get(i)));
    }
    lines.add("Account:  " + account + (isPaper ? " (paper)" : " (LIVE)"));
    orders.get(0).clientOrderId().ifPresent(id -> lines.add("Client order id: " + id));
    return lines;
  }

  private String words(OrderRequest order) {
    StringBuilder words = new StringBuilder();
    words.append(order.side()).append(' ');
    words.append(
        order
            .quantity()
            .map(BigDecimal::toPlainString)
            .orElseGet(() -> order.cash().orElseThrow().toPlainString() + " of cash"));
    words.append(' ').append(instrument.words()).append(": ").append(order.type());
    order.price().ifPresent(price -> words.append(' ').append(price.toPlainString()));
    order
        .auxiliaryPrice()
        .ifPresent(price -> words.append(", stop ").append(price.toPlainString()));
    return words.append(' ').append(order.timeInForce()).toString();
  }
}
