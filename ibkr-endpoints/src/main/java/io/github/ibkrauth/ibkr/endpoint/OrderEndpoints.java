package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.model.LiveOrders;
import io.github.ibkrauth.ibkr.model.OrderStatus;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Looking at orders. They need the brokerage session and its list of accounts, both of which are
 * seen to. Immutable and thread-safe; each call may throw {@link
 * io.github.ibkrauth.ibkr.IbkrException} and {@link io.github.ibkrauth.auth.error.AuthException},
 * and {@link IllegalArgumentException} for a parameter that cannot be sent.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class OrderEndpoints {

  private final ApiCalls calls;

  /** Creates the group. */
  public OrderEndpoints(ApiCalls calls) {
    this.calls = Objects.requireNonNull(calls, "calls");
  }

  /**
   * Returns the orders that work, and those that were filled or cancelled in this brokerage
   * session. The first answer of a session may not be whole: see {@link LiveOrders#snapshot()}. At
   * most one call in five seconds.
   *
   * @param filters which states are wanted; all when there is none
   */
  public LiveOrders live(Filter... filters) {
    ApiRequest request = ApiRequest.to(OrderCatalog.LIVE);
    if (filters.length > 0) {
      request.query(
          "filters",
          Arrays.stream(filters)
              .map(filter -> filter.name().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(",")));
    }
    return calls.call(request, body -> IbkrJson.object(body, LiveOrders::new));
  }

  /**
   * Makes the broker look its orders up anew; the answer is empty, and the next one is fresh.
   * Counts as a call of {@link #live}.
   */
  public LiveOrders refresh() {
    return calls.call(
        ApiRequest.to(OrderCatalog.LIVE).query("force", "true"),
        body -> IbkrJson.object(body, LiveOrders::new));
  }

  /**
   * Returns an order of this brokerage session in full. For one of an earlier session, or of
   * another account than the chosen one, the broker answers 503.
   *
   * @param orderId the broker's order id
   */
  public OrderStatus status(long orderId) {
    return calls.call(
        ApiRequest.to(OrderCatalog.STATUS)
            .path("orderId", String.valueOf(Check.id("orderId", orderId))),
        body -> IbkrJson.object(body, OrderStatus::new));
  }

  /** Which orders are wanted. */
  public enum Filter {
    /** Rejected, or waiting for something that they need. */
    INACTIVE,
    /** On their way. */
    PENDING_SUBMIT,
    /** Held by the broker until a condition is met. */
    PRE_SUBMITTED,
    /** Working. */
    SUBMITTED,
    /** Filled whole. */
    FILLED,
    /** Whose cancellation is on its way. */
    PENDING_CANCEL,
    /** Cancelled. */
    CANCELLED,
    /** Held back by a warning. */
    WARN_STATE,
    /** All, in the order of their times. */
    SORT_BY_TIME
  }
}
