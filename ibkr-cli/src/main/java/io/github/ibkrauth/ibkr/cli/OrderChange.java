package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.ibkr.endpoint.OrderRequest;
import io.github.ibkrauth.ibkr.json.Num;
import io.github.ibkrauth.ibkr.model.OrderSide;
import io.github.ibkrauth.ibkr.model.OrderStatus;
import io.github.ibkrauth.ibkr.model.TimeInForce;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes an order, as it is, into what it is to be. A change replaces the whole order at the broker,
 * so what this cannot read with certainty it refuses to change.
 *
 * @param now the order as it is
 */
record OrderChange(OrderStatus now) {

  /**
   * Returns the whole order as it is to be.
   *
   * @throws CommandFailure when the order is of a kind that cannot be read or changed, or has no
   *     such price
   * @throws IllegalArgumentException when the library refuses a number
   */
  OrderRequest with(
      @Nullable BigDecimal quantity,
      @Nullable BigDecimal limit,
      @Nullable BigDecimal stop,
      @Nullable String timeInForce) {
    if (now.notEditable()) {
      throw unchangeable("the broker says that it can no longer be changed");
    }
    if (now.totalCashSize().toOptional().filter(cash -> cash.signum() != 0).isPresent()) {
      throw unchangeable("it is for an amount of cash");
    }
    String kind = kind();
    check("--limit", limit, kind.equals("LMT") || kind.equals("STOP_LIMIT"));
    check("--stop", stop, kind.equals("STP") || kind.equals("STOP_LIMIT"));
    long conid = now.conid().orElseThrow(() -> unreadable("its contract"));
    OrderSide side =
        now.side().filter(OrderSide::isNamed).orElseThrow(() -> unreadable("its side"));
    BigDecimal size = quantity != null ? quantity : number(now.totalSize(), "its quantity");
    OrderRequest order =
        switch (kind) {
          case "MKT" -> OrderRequest.market(conid, side, size);
          case "LMT" -> OrderRequest.limit(conid, side, size, limit(limit));
          case "STP" -> OrderRequest.stop(conid, side, size, stop(stop));
          default -> OrderRequest.stopLimit(conid, side, size, stop(stop), limit(limit));
        };
    order =
        order.timeInForce(
            timeInForce != null
                ? new TimeInForce(timeInForce.toUpperCase(Locale.ROOT))
                : now.timeInForce().orElseThrow(() -> unreadable("its time in force")));
    if (now.outsideRegularHours()) {
      order = order.outsideRegularHours();
    }
    return now.allOrNone() ? order.allOrNone() : order;
  }

  private String kind() {
    String words = now.type().orElse("").toUpperCase(Locale.ROOT).replace('_', ' ').strip();
    return switch (words) {
      case "MARKET", "MKT" -> "MKT";
      case "LIMIT", "LMT" -> "LMT";
      case "STOP", "STP" -> "STP";
      case "STOP LIMIT", "STP LMT" -> "STOP_LIMIT";
      default -> throw unreadable("its kind '" + now.type().orElse("") + "'");
    };
  }

  private BigDecimal limit(@Nullable BigDecimal wanted) {
    if (wanted != null) {
      return wanted;
    }
    return number(now.limitPrice().isPresent() ? now.limitPrice() : now.price(), "its limit price");
  }

  private BigDecimal stop(@Nullable BigDecimal wanted) {
    return wanted != null ? wanted : number(now.stopPrice(), "its stop price");
  }

  private BigDecimal number(Num number, String what) {
    BigDecimal value = number.toOptional().orElseThrow(() -> unreadable(what));
    BigDecimal exact = value.stripTrailingZeros();
    return exact.scale() < 0 ? exact.setScale(0) : exact;
  }

  private void check(String option, @Nullable BigDecimal price, boolean hasOne) {
    if (price != null && !hasOne) {
      throw CommandFailure.usage(
          "The order is of the kind " + now.type().orElse("?") + " and has no " + option + ".");
    }
  }

  private static CommandFailure unreadable(String what) {
    return unchangeable(what + " is not understood");
  }

  private static CommandFailure unchangeable(String why) {
    return new CommandFailure(
        Failure.of(
                ExitCode.FAILED,
                "NOT_CHANGEABLE",
                "The order cannot be changed here, because " + why + ".")
            .withRemedy("Cancel it and place it anew, or change it in another program."));
  }
}
