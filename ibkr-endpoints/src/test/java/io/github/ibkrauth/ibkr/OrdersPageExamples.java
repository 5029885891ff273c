package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.ibkr.endpoint.Bracket;
import io.github.ibkrauth.ibkr.endpoint.OneCancelsAll;
import io.github.ibkrauth.ibkr.endpoint.OrderRequest;
import io.github.ibkrauth.ibkr.endpoint.OrderResult;
import io.github.ibkrauth.ibkr.endpoint.QuestionPolicy;
import io.github.ibkrauth.ibkr.endpoint.Resolution;
import io.github.ibkrauth.ibkr.model.OrderSide;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The examples of {@code docs/orders.md}. They are compiled and not run. */
abstract class OrdersPageExamples {

  abstract void log(Object words);

  abstract void alarm(String words);

  abstract boolean marketIsClosed();

  void place(IbkrClient ibkr, Instant attemptedAt, OrderRequest other) {
    OrderRequest order =
        OrderRequest.limit(265598, OrderSide.BUY, new BigDecimal("10"), new BigDecimal("150.00"))
            .goodTillCancelled()
            .clientOrderId("rebalance-2026-01-05-1");
    OrderResult result = ibkr.orders().place("U1234567", order);
    if (result instanceof OrderResult.Placed placed) {
      long orderId = placed.placed().get(0).orderId();
      ibkr.orders().cancel("U1234567", orderId);
    } else if (result instanceof OrderResult.Declined declined) {
      log(declined.question().messages());
    } else if (result instanceof OrderResult.Refused refused) {
      log(refused.reason());
    }

    QuestionPolicy policy = QuestionPolicy.allow("o163", "o383");
    OrderResult allowed = ibkr.orders().place("U1234567", order, policy);
    log(allowed);
    QuestionPolicy own =
        question -> question.messageIds().equals(List.of("o354")) && marketIsClosed();
    log(own);
    ibkr.orders().suppress(List.of("o163", "o354"));

    Bracket bracket = Bracket.of(order, new BigDecimal("165.00"), new BigDecimal("142.50"));
    ibkr.orders().place("U1234567", bracket);
    ibkr.orders().place("U1234567", OneCancelsAll.of(order, other));
    Resolution earlier =
        ibkr.orders()
            .resolve("U1234567", "rebalance-2026-01-05-1", attemptedAt, Duration.ofMinutes(1));
    log(earlier);
  }

  void lose(IbkrClient ibkr, OrderRequest order) {
    try {
      ibkr.orders().place("U1234567", order);
    } catch (OutcomeUnknownException lost) {
      Resolution found = ibkr.orders().resolve(lost, Duration.ofMinutes(1));
      if (found instanceof Resolution.Placed there) {
        log(there.orders());
      } else if (found instanceof Resolution.NotPlaced) {
        ibkr.orders().place("U1234567", order);
      } else if (found instanceof Resolution.StillUnknown unknown) {
        alarm(unknown.why());
      }
    }
  }
}
