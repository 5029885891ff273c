package io.github.ibkrauth.ibkr.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An order in the book with what changes about it. Guarded by the lock of the {@link OrderBook}.
 */
final class WorkingOrder {
  /** The states of an order, as the broker names them. */
  enum Status {
    PRE_SUBMITTED("PreSubmitted"),
    SUBMITTED("Submitted"),
    PENDING_CANCEL("PendingCancel"),
    FILLED("Filled"),
    CANCELLED("Cancelled"),
    INACTIVE("Inactive");

    final String word;

    Status(String word) {
      this.word = word;
    }

    boolean isFinal() {
      return this == FILLED || this == CANCELLED || this == INACTIVE;
    }
  }

  final long id;
  final Instant receivedAt;
  final TradingSession session;
  final @Nullable WorkingOrder parent;

  /** The other orders of its group: a fill of one of them cancels it. */
  final Set<WorkingOrder> rivals = new HashSet<>();

  OrderTicket ticket;
  Status status;
  boolean held;
  boolean triggered;
  boolean halfFilled;
  BigDecimal filled = BigDecimal.ZERO;
  BigDecimal paid = BigDecimal.ZERO;
  BigDecimal lastPrice = BigDecimal.ZERO;
  String reason = "";
  Instant changedAt;

  /** The next tick to look at. */
  long nextTick;

  WorkingOrder(
      long id,
      OrderTicket ticket,
      @Nullable WorkingOrder parent,
      TradingSession session,
      Instant receivedAt) {
    this.id = id;
    this.ticket = ticket;
    this.parent = parent;
    this.session = session;
    this.receivedAt = receivedAt;
    this.changedAt = receivedAt;
    this.held = parent != null && parent.status != Status.FILLED;
    this.status = held || ticket.type().stopped ? Status.PRE_SUBMITTED : Status.SUBMITTED;
    this.nextTick = Tape.tick(receivedAt);
  }

  boolean isWorking() {
    return !status.isFinal();
  }

  BigDecimal remaining() {
    return ticket.quantity().subtract(filled);
  }

  BigDecimal averagePrice() {
    return filled.signum() == 0 ? BigDecimal.ZERO : paid.divide(filled, 6, RoundingMode.HALF_UP);
  }

  BookedOrder snapshot() {
    return new BookedOrder(
        id,
        ticket.account(),
        ticket.clientOrderId(),
        parent == null ? 0 : parent.id,
        ticket.instrument().conid(),
        ticket.side(),
        ticket.type().name(),
        ticket.quantity(),
        filled,
        averagePrice(),
        ticket.limit(),
        ticket.stop(),
        ticket.timeInForce(),
        status.word,
        reason,
        receivedAt,
        changedAt);
  }
}
