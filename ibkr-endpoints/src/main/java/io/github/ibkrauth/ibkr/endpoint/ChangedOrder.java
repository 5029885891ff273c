package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import io.github.ibkrauth.ibkr.model.LiveOrder;
import io.github.ibkrauth.ibkr.model.OrderState;
import io.github.ibkrauth.ibkr.model.OrderStatus;
import io.github.ibkrauth.ibkr.model.TimeInForce;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a change or cancellation shows on an order. */
final class ChangedOrder {

  private ChangedOrder() {}

  /** What an order tells about a change. */
  enum Sign {
    /** It is as was wanted. */
    DONE,
    /** It is not as was wanted. */
    AS_BEFORE,
    /** It does not show what would have changed. */
    UNCLEAR
  }

  /** Returns whether an order was cancelled, or is being cancelled. */
  static Sign cancelled(LiveOrder order) {
    Optional<OrderState> state = order.state();
    if (state.isEmpty()) {
      return Sign.UNCLEAR;
    }
    return state.get().equals(OrderState.CANCELLED) || state.get().equals(OrderState.PENDING_CANCEL)
        ? Sign.DONE
        : Sign.AS_BEFORE;
  }

  /** Returns whether an order in the list is as it was to be. */
  static Sign changed(JsonObject ticket, LiveOrder order) {
    return compare(
        ticket,
        order.totalSize(),
        order.totalCashSize(),
        List.of(order.price(), order.auxiliaryPrice()),
        order.timeInForce());
  }

  /** Returns whether an order in full is as it was to be. */
  static Sign changed(JsonObject ticket, OrderStatus order) {
    return compare(
        ticket,
        order.totalSize(),
        order.totalCashSize(),
        List.of(order.price(), order.limitPrice(), order.stopPrice()),
        order.timeInForce());
  }

  private static Sign compare(
      JsonObject ticket, Num size, Num cash, List<Num> prices, Optional<TimeInForce> life) {
    List<Sign> signs =
        Stream.of(
                sign(ticket.num("quantity"), List.of(size)),
                sign(ticket.num("cashQty"), List.of(cash)),
                // The price of a trailing order moves by itself.
                ticket.has("trailingAmt") ? Sign.UNCLEAR : sign(ticket.num("price"), prices),
                ticket.has("trailingAmt") ? Sign.UNCLEAR : sign(ticket.num("auxPrice"), prices),
                sign(ticket.text("tif"), life))
            .toList();
    if (signs.contains(Sign.AS_BEFORE)) {
      return Sign.AS_BEFORE;
    }
    return signs.contains(Sign.UNCLEAR) ? Sign.UNCLEAR : Sign.DONE;
  }

  /** The list of orders writes CLOSE for an order of the day. */
  private static Sign sign(Optional<String> wanted, Optional<TimeInForce> there) {
    if (wanted.isEmpty()) {
      return Sign.DONE;
    }
    return there
        .map(is -> is.equals(TimeInForce.AT_THE_CLOSE) ? TimeInForce.DAY : is)
        .map(is -> is.code().equals(wanted.get()) ? Sign.DONE : Sign.AS_BEFORE)
        .orElse(Sign.UNCLEAR);
  }

  private static Sign sign(Num wanted, List<Num> there) {
    if (!wanted.isPresent()) {
      return Sign.DONE;
    }
    BigDecimal value = wanted.value();
    List<BigDecimal> known = there.stream().map(Num::toOptional).flatMap(Optional::stream).toList();
    if (known.isEmpty()) {
      return Sign.UNCLEAR;
    }
    return known.stream().anyMatch(number -> number.compareTo(value) == 0)
        ? Sign.DONE
        : Sign.AS_BEFORE;
  }
}
