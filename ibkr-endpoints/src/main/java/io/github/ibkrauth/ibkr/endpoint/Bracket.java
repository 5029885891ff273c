package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.model.OrderSide;
import io.github.ibkrauth.ibkr.model.TimeInForce;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An order with one or two that close its position: one that takes the profit, one that stops the
 * loss. The broker holds the two back until the entry is filled, and cancels one when the other is.
 * Only the entry carries a client order id, since the broker ties the exits to it by that.
 *
 * <p>The exits live until they are cancelled unless told otherwise: one that ends with the day
 * leaves the position without.
 *
 * <p>Immutable; each method returns a bracket with one thing changed.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class Bracket implements OrderPlan {

  private static final String TAKE_PROFIT = "takeProfit";
  private static final String STOP_LOSS = "stopLoss";

  private final OrderRequest entry;
  private final @Nullable OrderRequest takeProfit;
  private final @Nullable OrderRequest stopLoss;

  private Bracket(
      OrderRequest entry, @Nullable OrderRequest takeProfit, @Nullable OrderRequest stopLoss) {
    this.entry = entry;
    this.takeProfit = takeProfit;
    this.stopLoss = stopLoss;
  }

  /**
   * Returns a bracket with both exits.
   *
   * @param entry for a quantity, not for cash
   * @param takeProfit the limit price of the one exit: above the entry's when it buys
   * @param stopLoss the stop price of the other: below the entry's when it buys
   */
  public static Bracket of(OrderRequest entry, BigDecimal takeProfit, BigDecimal stopLoss) {
    return new Bracket(Objects.requireNonNull(entry, "entry"), null, null)
        .withTakeProfit(takeProfit)
        .withStopLoss(stopLoss);
  }

  /** Returns an entry with an exit that takes the profit. */
  public static Bracket takeProfit(OrderRequest entry, BigDecimal takeProfit) {
    return new Bracket(Objects.requireNonNull(entry, "entry"), null, null)
        .withTakeProfit(takeProfit);
  }

  /** Returns an entry with an exit that stops the loss. */
  public static Bracket stopLoss(OrderRequest entry, BigDecimal stopLoss) {
    return new Bracket(Objects.requireNonNull(entry, "entry"), null, null).withStopLoss(stopLoss);
  }

  /** Says how long the exits live. */
  public Bracket exits(TimeInForce value) {
    return new Bracket(
        entry,
        takeProfit == null ? null : takeProfit.timeInForce(value),
        stopLoss == null ? null : stopLoss.timeInForce(value));
  }

  /** Returns the entry and its exits. */
  @Override
  public List<OrderRequest> orders() {
    List<OrderRequest> orders = new ArrayList<>();
    orders.add(entry);
    if (takeProfit != null) {
      orders.add(takeProfit);
    }
    if (stopLoss != null) {
      orders.add(stopLoss);
    }
    return List.copyOf(orders);
  }

  /** Returns the entry and its exits in words. */
  @Override
  public String toString() {
    return orders().toString();
  }

  private Bracket withTakeProfit(BigDecimal price) {
    Check.positive(TAKE_PROFIT, price);
    checkAgainstEntry(TAKE_PROFIT, price, buys());
    OrderRequest exit =
        OrderRequest.limit(entry.conid(), opposite(), quantity(), price).goodTillCancelled();
    return new Bracket(entry, exit, stopLoss);
  }

  private Bracket withStopLoss(BigDecimal price) {
    Check.positive(STOP_LOSS, price);
    checkAgainstEntry(STOP_LOSS, price, !buys());
    if (takeProfit != null) {
      check(STOP_LOSS, price, !buys(), takeProfit.price().orElseThrow(), TAKE_PROFIT);
    }
    OrderRequest exit =
        OrderRequest.stop(entry.conid(), opposite(), quantity(), price).goodTillCancelled();
    return new Bracket(entry, takeProfit, exit);
  }

  private void checkAgainstEntry(String name, BigDecimal price, boolean above) {
    if (entry.price().isPresent() && !entry.type().equals("MIDPRICE")) {
      check(name, price, above, entry.price().get(), "the entry's price");
    }
  }

  private static void check(
      String name, BigDecimal price, boolean above, BigDecimal other, String otherName) {
    int order = price.compareTo(other);
    if (above ? order <= 0 : order >= 0) {
      throw new IllegalArgumentException(
          name
              + " must be "
              + (above ? "above " : "below ")
              + otherName
              + " "
              + other.toPlainString()
              + ", not "
              + price.toPlainString()
              + ".");
    }
  }

  private boolean buys() {
    return entry.side().equals(OrderSide.BUY);
  }

  private OrderSide opposite() {
    return buys() ? OrderSide.SELL : OrderSide.BUY;
  }

  private BigDecimal quantity() {
    return entry
        .quantity()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "entry must be for a quantity, since the exits are for the same, not for"
                        + " cash."));
  }
}
