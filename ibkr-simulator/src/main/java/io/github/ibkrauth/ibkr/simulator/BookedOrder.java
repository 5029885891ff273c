package io.github.ibkrauth.ibkr.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order in the simulator's book, as it stood when it was asked for. Immutable.
 *
 * @param orderId the broker's id
 * @param account the account it is for
 * @param clientOrderId the {@code cOID} it came with; empty when it came with none
 * @param parentId the order to which it is attached; 0 when there is none
 * @param conid the contract
 * @param side {@code BUY} or {@code SELL}
 * @param type {@code LMT}, {@code MKT}, {@code STP}, {@code STOP_LIMIT} or {@code MIDPRICE}
 * @param quantity units
 * @param filled units filled so far
 * @param averagePrice of its fills; zero when there are none
 * @param limitPrice null when the type has none
 * @param stopPrice null when the type has none
 * @param timeInForce {@code DAY}, {@code GTC} or {@code IOC}
 * @param status as the broker names it, such as {@code Submitted}
 * @param reason why the system cancelled or rejected it; empty when it did not
 * @param receivedAt when it was booked
 * @param changedAt when it was last changed, filled or cancelled
 */
public record BookedOrder(
    long orderId,
    String account,
    String clientOrderId,
    long parentId,
    int conid,
    String side,
    String type,
    BigDecimal quantity,
    BigDecimal filled,
    BigDecimal averagePrice,
    @Nullable BigDecimal limitPrice,
    @Nullable BigDecimal stopPrice,
    String timeInForce,
    String status,
    String reason,
    Instant receivedAt,
    Instant changedAt) {

  /** Units not filled. */
  public BigDecimal remaining() {
    return quantity.subtract(filled);
  }

  /** Returns whether something can still happen to it. */
  public boolean isWorking() {
    return !status.equals("Filled") && !status.equals("Cancelled") && !status.equals("Inactive");
  }
}
