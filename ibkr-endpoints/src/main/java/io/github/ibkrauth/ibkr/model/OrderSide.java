package io.github.ibkrauth.ibkr.model;

import java.util.Objects;
import java.util.Set;

/**
 * Whether an order buys or sells. Codes this library does not name are kept as they are; compare
 * with {@code equals}.
 *
 * @param code such as {@code "BUY"}
 */
public record OrderSide(String code) {

  /** To buy. */
  public static final OrderSide BUY = new OrderSide("BUY");

  /** To sell. */
  public static final OrderSide SELL = new OrderSide("SELL");

  private static final Set<OrderSide> NAMED = Set.of(BUY, SELL);

  /** Takes any code. */
  public OrderSide {
    Objects.requireNonNull(code, "code");
  }

  /** Returns whether this code is one of the constants. */
  public boolean isNamed() {
    return NAMED.contains(this);
  }

  /** Returns the side that the broker means by a word or a letter. */
  public static OrderSide of(String text) {
    return switch (text) {
      case "B", "BUY", "BOT" -> BUY;
      case "S", "SELL", "SLD" -> SELL;
      default -> new OrderSide(text);
    };
  }

  /** Returns the code. */
  @Override
  public String toString() {
    return code;
  }
}
