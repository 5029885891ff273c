package io.github.ibkrauth.ibkr.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says when the market next does something to an order, and what: the orders' prices against the
 * ticks. It changes nothing but the tick an order is looked at from. Guarded by the lock of the
 * {@link OrderBook}.
 */
final class Matching {
  /** What happens to an order at a tick. */
  enum What {
    TRIGGER,
    FILL,
    EXPIRE
  }

  /**
   * @param units how many are filled; zero for the rest
   * @param price of a fill, in cents
   */
  record Action(WorkingOrder order, long tick, What what, BigDecimal units, long price) {}

  private final PriceProcess prices;
  private final Map<Integer, Tape> tapes = new HashMap<>();

  Matching(PriceProcess prices) {
    this.prices = prices;
  }

  /** Returns what happens to an order up to a tick; null when nothing does. */
  @Nullable Action next(WorkingOrder order, long now, FillPolicy policy) {
    if (!order.isWorking()) {
      return null;
    }
    long expiry = expiry(order);
    if (!order.held && !sleeps(order, policy)) {
      Tape tape =
          tapes.computeIfAbsent(order.ticket.instrument().conid(), conid -> prices.tape(conid));
      for (long tick = order.nextTick; tick <= now && tick < expiry; tick++) {
        Action action = at(order, tape, tick, policy);
        if (action != null) {
          return action;
        }
        order.nextTick = tick + 1;
      }
    }
    return expiry <= now ? new Action(order, expiry, What.EXPIRE, BigDecimal.ZERO, 0) : null;
  }

  private static boolean sleeps(WorkingOrder order, FillPolicy policy) {
    boolean fills =
        policy != FillPolicy.NEVER && !(policy == FillPolicy.PARTIAL && order.halfFilled);
    return !fills && (!order.ticket.type().stopped || order.triggered);
  }

  private static @Nullable Action at(WorkingOrder order, Tape tape, long tick, FillPolicy policy) {
    long last = tape.last(tick);
    OrderTicket ticket = order.ticket;
    if (ticket.stop() != null && !order.triggered) {
      long stop = cents(ticket.stop());
      boolean reached = ticket.buy() ? last >= stop : last <= stop;
      return reached ? new Action(order, tick, What.TRIGGER, BigDecimal.ZERO, 0) : null;
    }
    if (policy == FillPolicy.NEVER) {
      return null;
    }
    long price = price(ticket, last);
    if (ticket.limit() != null) {
      long limit = cents(ticket.limit());
      if (ticket.buy() ? price > limit : price < limit) {
        return null;
      }
    }
    return new Action(order, tick, What.FILL, units(order, tape, tick, policy), price);
  }

  /** What the market asks of an order: the other side of the quote, or the middle. */
  static long price(OrderTicket ticket, long last) {
    if (ticket.type() == OrderTicket.Type.MIDPRICE) {
      return last;
    }
    return ticket.buy() ? Tape.ask(last) : Tape.bid(last);
  }

  private static BigDecimal units(WorkingOrder order, Tape tape, long tick, FillPolicy policy) {
    return switch (policy) {
      case AS_QUOTED ->
          order
              .remaining()
              .min(
                  BigDecimal.valueOf(order.ticket.buy() ? tape.askSize(tick) : tape.bidSize(tick)));
      case PARTIAL -> half(order.remaining());
      default -> order.remaining();
    };
  }

  /** Half of it, in whole units where that is possible. */
  private static BigDecimal half(BigDecimal units) {
    BigDecimal half = units.divide(BigDecimal.valueOf(2), 0, RoundingMode.DOWN);
    return half.signum() > 0 ? half : units.divide(BigDecimal.valueOf(2), 4, RoundingMode.UP);
  }

  /** The tick at which it is cancelled by itself: at the end of its day or of the option. */
  private static long expiry(WorkingOrder order) {
    long expiry = Long.MAX_VALUE;
    if (order.ticket.timeInForce().equals("DAY")) {
      Instant end =
          Ledgers.day(order.receivedAt).plusDays(1).atStartOfDay(Ledgers.ZONE).toInstant();
      expiry = Tape.tick(end);
    }
    Instrument.OptionTerms option = order.ticket.instrument().option();
    return option == null ? expiry : Math.min(expiry, Tape.tick(Tape.expiry(option)));
  }

  static long cents(BigDecimal price) {
    return price.movePointRight(2).longValueExact();
  }
}
