package io.github.ibkrauth.ibkr.simulator;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An order as it was asked for, read and in range but not yet judged.
 *
 * @param parentRef the {@code cOID} of the order to which it is attached
 * @param limit the limit price, or the cap of a midprice order
 * @param stop the price that triggers it
 * @param oneCancelsAll whether it belongs to a group of which one fill cancels the rest
 */
record OrderTicket(
    String account,
    Instrument instrument,
    String clientOrderId,
    String parentRef,
    boolean buy,
    Type type,
    BigDecimal quantity,
    @Nullable BigDecimal limit,
    @Nullable BigDecimal stop,
    String timeInForce,
    boolean outsideRth,
    boolean oneCancelsAll) {

  /** The order types that the simulator fills. */
  enum Type {
    LMT("Limit", true, false),
    MKT("Market", false, false),
    STP("Stop", false, true),
    STOP_LIMIT("Stop Limit", true, true),
    MIDPRICE("MidPrice", false, false);

    final String words;
    final boolean limited;
    final boolean stopped;

    Type(String words, boolean limited, boolean stopped) {
      this.words = words;
      this.limited = limited;
      this.stopped = stopped;
    }
  }

  /** The same with what a change may change. */
  OrderTicket changed(
      BigDecimal newQuantity,
      @Nullable BigDecimal newLimit,
      @Nullable BigDecimal newStop,
      String newTimeInForce) {
    return new OrderTicket(
        account,
        instrument,
        clientOrderId,
        parentRef,
        buy,
        type,
        newQuantity,
        newLimit,
        newStop,
        newTimeInForce,
        outsideRth,
        oneCancelsAll);
  }

  String side() {
    return buy ? "BUY" : "SELL";
  }

  BigDecimal signed(BigDecimal units) {
    return buy ? units : units.negate();
  }
}
