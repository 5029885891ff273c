package io.github.ibkrauth.ibkr.recipes;

import io.github.ibkrauth.ibkr.IbkrClient;
import io.github.ibkrauth.ibkr.OutcomeUnknownException;
import io.github.ibkrauth.ibkr.endpoint.OrderRequest;
import io.github.ibkrauth.ibkr.endpoint.Resolution;
import io.github.ibkrauth.ibkr.model.OrderSide;
import java.math.BigDecimal;
import java.time.Duration;

/** A program of yours: it buys, and knows whether it did. */
final class Buyer {

  private final IbkrClient ibkr;
  private final String account;

  Buyer(IbkrClient ibkr, String account) {
    this.ibkr = ibkr;
    this.account = account;
  }

  boolean buy(long conid, String quantity, String limit, String id) {
    OrderRequest order =
        OrderRequest.limit(conid, OrderSide.BUY, new BigDecimal(quantity), new BigDecimal(limit))
            .clientOrderId(id);
    try {
      return !ibkr.orders().place(account, order).placed().isEmpty();
    } catch (OutcomeUnknownException lost) {
      return ibkr.orders().resolve(lost, Duration.ofMinutes(1)) instanceof Resolution.Placed;
    }
  }
}
