package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.model.LiveOrder;
import io.github.ibkrauth.ibkr.model.Trade;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of an order whose answer was lost, as far as the broker's lists tell. Immutable.
 *
 * <p>Presence is proof at any time. Absence is proof only when all of this holds, and otherwise the
 * answer is {@link StillUnknown}:
 *
 * <ul>
 *   <li>the attempt is at least {@code 30 s} old: the broker itself gives up on a request after 10
 *       s, and was seen to bring an order to life after it had answered with an error;
 *   <li>after that time the broker was made to look its orders up anew, and says that the list is
 *       whole;
 *   <li>the list of trades since the day before the attempt was read after that too, and the
 *       attempt is not older than the six days for which there is one;
 *   <li>the lists are those of the order's account: it is the only one of the session, or the one
 *       that is chosen.
 * </ul>
 */
@ApiLevel(ApiLevel.Kind.API)
public sealed interface Resolution {

  /**
   * It took effect: the orders were placed, or the change or cancellation was made. The orders may
   * have ended since; their states say so.
   *
   * @param orders from the list of orders; empty when the order is known by its trades only
   * @param trades with the order's client order id
   * @param missing client order ids of a group that were not found, although others were
   */
  record Placed(List<LiveOrder> orders, List<Trade> trades, List<String> missing)
      implements Resolution {

    /** Copies the lists. */
    public Placed {
      orders = List.copyOf(orders);
      trades = List.copyOf(trades);
      missing = List.copyOf(missing);
    }
  }

  /**
   * It took no effect: no order works or was filled under the client order id, or the order is as
   * it was before the change or cancellation. An order that was placed and ended without a fill in
   * an earlier brokerage session looks the same.
   *
   * <p>Whoever sends the order again had better give it the same client order id: within a day the
   * broker refuses a second order with it.
   *
   * @param why on what that rests
   */
  record NotPlaced(String why) implements Resolution {}

  /**
   * The evidence is not good enough.
   *
   * @param why what is missing
   * @param lookAgainAt from when another look makes sense
   * @param problem why the broker's lists could not be read, if that was it
   */
  record StillUnknown(String why, Instant lookAgainAt, Optional<RuntimeException> problem)
      implements Resolution {}
}
