package io.github.ibkrauth.ibkr.simulator;

import io.github.ibkrauth.ibkr.simulator.Matching.Action;
import io.github.ibkrauth.ibkr.simulator.Matching.What;
import io.github.ibkrauth.ibkr.simulator.WorkingOrder.Status;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The orders and executions, and what the market makes of them. The market is caught up with
 * whenever somebody looks: what should have happened since the last look happens then, in the order
 * of the ticks, with the times of the ticks. Thread-safe; one lock guards all of it.
 */
final class OrderBook {
  /** For how long a client order id cannot be used again. */
  static final Duration UNIQUE = Duration.ofHours(24);

  private static final BigDecimal LEAST_COMMISSION = new BigDecimal("1.00");
  private static final BigDecimal PER_SHARE = new BigDecimal("0.005");
  private static final BigDecimal PER_CONTRACT = new BigDecimal("0.65");

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Long, WorkingOrder> orders = new LinkedHashMap<>();

  /** Those of them that the market can still do something to. */
  private final Set<WorkingOrder> working = new LinkedHashSet<>();

  /** The latest order of each account with each client order id. */
  private final Map<String, WorkingOrder> byClientId = new HashMap<>();

  private final List<BookedTrade> trades = new ArrayList<>();
  private final BookEvents events = new BookEvents();
  private final Matching matching;
  private final Ledgers ledgers;
  private final BookScript script;
  private final InstantSource time;
  private long nextId;

  OrderBook(
      long seed, PriceProcess prices, Ledgers ledgers, BookScript script, InstantSource time) {
    this.matching = new Matching(prices);
    this.ledgers = ledgers;
    this.script = script;
    this.time = time;
    this.nextId = 1_200_000_001L + NoisePath.below(NoisePath.mix(seed), 0, 0, 100_000_000);
  }

  BookEvents events() {
    return events;
  }

  /** Lets happen what the market has done to the orders by now. */
  void settle() {
    run(() -> {});
  }

  /**
   * Books orders that belong together, or none of them.
   *
   * @return the orders as they were booked, before the market looked at them
   */
  List<BookedOrder> book(List<OrderTicket> tickets, TradingSession session) {
    return locked(
        () -> {
          tickets.forEach(this::checkUnique);
          List<WorkingOrder> added = new ArrayList<>();
          for (OrderTicket ticket : tickets) {
            WorkingOrder parent = parent(ticket, added);
            WorkingOrder order =
                new WorkingOrder(nextId++, ticket, parent, session, time.instant());
            String deactivation = script.nextDeactivation();
            if (deactivation != null) {
              order.status = Status.INACTIVE;
              order.reason = deactivation;
            }
            added.add(order);
          }
          added.forEach(order -> addRivals(order, added));
          added.forEach(this::add);
          List<BookedOrder> booked = added.stream().map(WorkingOrder::snapshot).toList();
          booked.forEach(order -> events.add(order, null));
          catchUp();
          added.stream()
              .filter(order -> order.isWorking() && order.ticket.timeInForce().equals("IOC"))
              .forEach(order -> cancel(order, time.instant(), ""));
          return booked;
        });
  }

  private void checkUnique(OrderTicket ticket) {
    if (isTaken(ticket.account(), ticket.clientOrderId())) {
      throw OrderRefusals.duplicate(ticket.clientOrderId());
    }
  }

  /** Whether a client order id was used by an order that was booked less than a day ago. */
  boolean isTaken(String account, String clientOrderId) {
    return locked(
        () -> {
          WorkingOrder latest = byClientId.get(key(account, clientOrderId));
          return latest != null
              && !script.acceptsDuplicates
              && !clientOrderId.isEmpty()
              && latest.receivedAt.isAfter(time.instant().minus(UNIQUE));
        });
  }

  private static String key(String account, String clientOrderId) {
    return account + ' ' + clientOrderId;
  }

  private void add(WorkingOrder order) {
    orders.put(order.id, order);
    byClientId.put(key(order.ticket.account(), order.ticket.clientOrderId()), order);
    if (order.isWorking()) {
      working.add(order);
    }
  }

  /** Finds the order a ticket is attached to; among those that come with it, or in the book. */
  private @Nullable WorkingOrder parent(OrderTicket ticket, List<WorkingOrder> together) {
    if (ticket.parentRef().isEmpty()) {
      return null;
    }
    WorkingOrder booked = byClientId.get(key(ticket.account(), ticket.parentRef()));
    return together.stream()
        .filter(order -> order.ticket.clientOrderId().equals(ticket.parentRef()))
        .findFirst()
        .or(() -> Optional.ofNullable(booked))
        .filter(WorkingOrder::isWorking)
        .orElseThrow(
            () ->
                OrderRefusals.refused(
                    "Parent order with local order ID=" + ticket.parentRef() + " was not found."));
  }

  private void addRivals(WorkingOrder order, List<WorkingOrder> together) {
    if (order.ticket.oneCancelsAll()) {
      together.stream().filter(other -> other != order).forEach(order.rivals::add);
    } else if (order.parent != null) {
      List<WorkingOrder> siblings = new ArrayList<>(working);
      siblings.addAll(together);
      for (WorkingOrder sibling : siblings) {
        if (sibling != order && sibling.parent == order.parent) {
          order.rivals.add(sibling);
          sibling.rivals.add(order);
        }
      }
    }
  }

  /** Changes an order to what a ticket says. */
  BookedOrder change(long orderId, OrderTicket ticket) {
    return locked(
        () -> {
          WorkingOrder order = changeable(orderId);
          if (ticket.quantity().compareTo(order.filled) <= 0) {
            throw OrderRefusals.refused(
                "The quantity must be more than the "
                    + order.filled.toPlainString()
                    + " that are filled.");
          }
          Instant now = time.instant();
          order.ticket = ticket;
          order.changedAt = now;
          order.nextTick = Tape.tick(now);
          order.halfFilled = false;
          BookedOrder changed = order.snapshot();
          events.add(changed, null);
          return changed;
        });
  }

  /** Takes the wish to cancel an order; it happens at once unless cancels are held. */
  BookedOrder cancel(long orderId) {
    return locked(
        () -> {
          WorkingOrder order = changeable(orderId);
          order.status = Status.PENDING_CANCEL;
          order.changedAt = time.instant();
          events.add(order.snapshot(), null);
          if (!script.holdsCancels) {
            cancel(order, time.instant(), "");
          }
          return order.snapshot();
        });
  }

  /** Carries out the cancels that were held. */
  void releaseCancels() {
    run(
        () ->
            List.copyOf(working).stream()
                .filter(order -> order.status == Status.PENDING_CANCEL)
                .forEach(order -> cancel(order, time.instant(), "")));
  }

  /** Changes how orders are filled, those in the book included. */
  void fillPolicy(FillPolicy policy) {
    run(
        () -> {
          script.fillPolicy = policy;
          long now = Tape.tick(time.instant());
          for (WorkingOrder order : working) {
            order.nextTick = now;
            order.halfFilled = false;
          }
        });
  }

  /** Fills an order whatever the market says. */
  BookedTrade fill(long orderId, BigDecimal units, BigDecimal price) {
    return locked(
        () -> {
          WorkingOrder order = orders.get(orderId);
          if (order == null || !order.isWorking() || order.held) {
            throw new IllegalArgumentException("order " + orderId + " is not working");
          }
          if (units.signum() <= 0 || units.compareTo(order.remaining()) > 0) {
            throw new IllegalArgumentException(
                "order " + orderId + " has " + order.remaining() + " units to fill, not " + units);
          }
          order.triggered = true;
          return fill(order, units, Numbers.cents(price), time.instant());
        });
  }

  List<BookedOrder> orders(Predicate<BookedOrder> filter) {
    return locked(
        () -> orders.values().stream().map(WorkingOrder::snapshot).filter(filter).toList());
  }

  Optional<BookedOrder> order(long orderId) {
    return locked(() -> Optional.ofNullable(orders.get(orderId)).map(WorkingOrder::snapshot));
  }

  /** What a change starts from. */
  OrderTicket ticket(long orderId) {
    return locked(() -> changeable(orderId).ticket);
  }

  /** Whether an order was booked in a brokerage session. */
  boolean isOf(long orderId, TradingSession session) {
    return locked(
        () -> {
          WorkingOrder order = orders.get(orderId);
          return order != null && order.session == session;
        });
  }

  List<BookedTrade> trades(Predicate<BookedTrade> filter) {
    return locked(() -> trades.stream().filter(filter).toList());
  }

  private WorkingOrder changeable(long orderId) {
    WorkingOrder order = orders.get(orderId);
    if (order == null) {
      throw OrderRefusals.noSuchOrder(orderId);
    }
    if (!order.isWorking()) {
      throw OrderRefusals.refused(
          "OrderID " + orderId + " is " + order.status.word + " and can no longer be changed");
    }
    return order;
  }

  private void catchUp() {
    long now = Tape.tick(time.instant());
    while (true) {
      Action first = null;
      for (WorkingOrder order : working) {
        Action action = matching.next(order, now, script.fillPolicy);
        if (action != null && (first == null || action.tick() < first.tick())) {
          first = action;
        }
      }
      if (first == null) {
        return;
      }
      apply(first);
    }
  }

  private void apply(Action action) {
    WorkingOrder order = action.order();
    Instant tick = Tape.time(action.tick());
    Instant when = tick.isAfter(order.changedAt) ? tick : order.changedAt;
    if (action.what() == What.EXPIRE) {
      cancel(order, when, "The order expired at the end of its day");
    } else if (action.what() == What.TRIGGER) {
      order.triggered = true;
      order.status =
          order.status == Status.PENDING_CANCEL ? Status.PENDING_CANCEL : Status.SUBMITTED;
      order.changedAt = when;
      events.add(order.snapshot(), null);
    } else {
      order.halfFilled = script.fillPolicy == FillPolicy.PARTIAL;
      order.nextTick = action.tick() + 1;
      fill(order, action.units(), PriceProcess.money(action.price()), when);
    }
  }

  private BookedTrade fill(WorkingOrder order, BigDecimal units, BigDecimal price, Instant when) {
    OrderTicket ticket = order.ticket;
    BigDecimal commission = commission(ticket.instrument(), units);
    order.filled = order.filled.add(units);
    order.paid = order.paid.add(units.multiply(price));
    order.lastPrice = price;
    order.changedAt = when;
    if (order.remaining().signum() == 0) {
      order.status = Status.FILLED;
      working.remove(order);
    } else if (order.status != Status.PENDING_CANCEL) {
      order.status = Status.SUBMITTED;
    }
    ledgers.trade(
        ticket.account(), ticket.instrument(), ticket.signed(units), price, commission, when);
    BookedTrade trade =
        new BookedTrade(
            String.format(Locale.ROOT, "0000f51e.%08x.01.01", trades.size() + 1),
            order.id,
            ticket.account(),
            ticket.clientOrderId(),
            ticket.instrument().conid(),
            ticket.side(),
            units,
            price,
            commission,
            when);
    trades.add(trade);
    events.add(order.snapshot(), trade);
    for (WorkingOrder rival : List.copyOf(order.rivals)) {
      if (rival.isWorking()) {
        cancel(rival, when, "Another order of its group was filled");
      }
    }
    if (order.status == Status.FILLED) {
      releaseChildren(order, when);
    }
    return trade;
  }

  private void releaseChildren(WorkingOrder parent, Instant when) {
    for (WorkingOrder child : List.copyOf(working)) {
      if (child.parent == parent && child.held && child.isWorking()) {
        child.held = false;
        child.nextTick = Tape.tick(when);
        child.changedAt = when;
        if (!child.ticket.type().stopped && child.status == Status.PRE_SUBMITTED) {
          child.status = Status.SUBMITTED;
        }
        events.add(child.snapshot(), null);
      }
    }
  }

  /** Cancels an order, and those that wait for it. */
  private void cancel(WorkingOrder order, Instant when, String reason) {
    order.status = Status.CANCELLED;
    working.remove(order);
    order.reason = reason;
    order.changedAt = when;
    events.add(order.snapshot(), null);
    for (WorkingOrder child : List.copyOf(working)) {
      if (child.parent == order && child.held && child.isWorking()) {
        cancel(child, when, "The order to which it was attached was cancelled");
      }
    }
  }

  static BigDecimal commission(Instrument instrument, BigDecimal units) {
    BigDecimal each = instrument.option() == null ? PER_SHARE : PER_CONTRACT;
    return units.multiply(each).setScale(2, RoundingMode.HALF_UP).max(LEAST_COMMISSION);
  }

  private void run(Runnable action) {
    locked(
        () -> {
          action.run();
          return true;
        });
  }

  /** Runs an action between two looks at the market, and tells listeners afterwards. */
  private <T> T locked(Supplier<T> action) {
    lock.lock();
    boolean outermost = lock.getHoldCount() == 1;
    try {
      if (!outermost) {
        return action.get();
      }
      catchUp();
      T result = action.get();
      catchUp();
      return result;
    } finally {
      lock.unlock();
      if (outermost) {
        events.deliver();
      }
    }
  }
}
