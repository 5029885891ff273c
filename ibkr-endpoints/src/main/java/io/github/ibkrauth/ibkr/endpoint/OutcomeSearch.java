package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.ibkr.IbkrException;
import io.github.ibkrauth.ibkr.OutcomeUnknownException.Intent;
import io.github.ibkrauth.ibkr.OutcomeUnknownException.Wanted;
import io.github.ibkrauth.ibkr.endpoint.ChangedOrder.Sign;
import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.UnexpectedFieldException;
import io.github.ibkrauth.ibkr.model.BrokerageAccounts;
import io.github.ibkrauth.ibkr.model.LiveOrder;
import io.github.ibkrauth.ibkr.model.LiveOrders;
import io.github.ibkrauth.ibkr.model.OrderState;
import io.github.ibkrauth.ibkr.model.OrderStatus;
import io.github.ibkrauth.ibkr.model.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks in the broker's lists for what became of an order. It only reads. The rule for absence is
 * that of {@link Resolution}. Thread-safe.
 */
final class OutcomeSearch {

  /** From then on absence can be proof. */
  static final Duration SETTLED = Duration.ofSeconds(30);

  /** How often the lists may be read. */
  private static final Duration SPACING = OrderCatalog.LIVE.limits().get(0).spacing();

  private static final int MOST_LOOKS = 3;
  private static final int MOST_DAYS = 7;

  private final ApiCalls calls;
  private final AuthRuntime runtime;
  private final TradeEndpoints trades;

  OutcomeSearch(ApiCalls calls, AuthRuntime runtime) {
    this.calls = calls;
    this.runtime = runtime;
    this.trades = new TradeEndpoints(calls);
  }

  /**
   * Looks again and again until the answer is known.
   *
   * @param patience for how long
   */
  Resolution look(Wanted wanted, Duration patience) {
    Instant end = runtime.clock().instant().plus(patience);
    while (true) {
      Resolution found = look(wanted);
      if (!(found instanceof Resolution.StillUnknown unknown)) {
        return found;
      }
      Instant now = runtime.clock().instant();
      Instant soonest = now.plus(SPACING);
      Instant next = unknown.lookAgainAt().isAfter(soonest) ? unknown.lookAgainAt() : soonest;
      if (next.isAfter(end) || !rest(Duration.between(now, next))) {
        return found;
      }
    }
  }

  /** Looks once. */
  Resolution look(Wanted wanted) {
    try {
      return search(wanted);
    } catch (IbkrException | AuthException | UnexpectedFieldException e) {
      return new Resolution.StillUnknown(
          "The broker's lists could not be read: " + e.getMessage(),
          runtime.clock().instant().plus(SPACING),
          Optional.of(e));
    }
  }

  private Resolution search(Wanted wanted) {
    Instant begun = runtime.clock().instant();
    boolean settled = !begun.isBefore(wanted.at().plus(SETTLED));
    LiveOrders live = settled ? fresh() : list();
    if (wanted.intent() != Intent.PLACE) {
      return changed(wanted, live, settled, begun);
    }
    Optional<Resolution> there = placed(wanted, live, settled);
    if (there.isPresent()) {
      return there.get();
    }
    return settled
        ? proven(
            wanted,
            live,
            begun,
            "The order is neither in the list of orders nor in that of trades.")
        : tooYoung(wanted, "The order is not in the broker's lists");
  }

  /** Judges a change or a cancellation by the order itself. */
  private Resolution changed(Wanted wanted, LiveOrders live, boolean settled, Instant begun) {
    Optional<LiveOrder> there =
        live.orders().stream().filter(order -> order.orderId() == wanted.orderId()).findFirst();
    if (there.isEmpty()) {
      return unknown(
          "Order "
              + wanted.orderId()
              + " is not in the broker's list of orders. One that ended in an earlier session has"
              + " left it: its trades and the statements tell how it ended.",
          begun.plus(SPACING));
    }
    LiveOrder order = there.get();
    boolean ended = order.state().filter(OrderState::isFinal).isPresent();
    return switch (sign(wanted, order)) {
      case DONE -> new Resolution.Placed(List.of(order), List.of(), List.of());
      case UNCLEAR ->
          unknown("The broker does not show what would have changed.", begun.plus(SPACING));
      case AS_BEFORE -> {
        if (ended) {
          yield new Resolution.NotPlaced("The order has ended without it.");
        }
        yield settled
            ? proven(wanted, live, begun, "The order is as it was before.")
            : tooYoung(wanted, "The order is as it was before");
      }
    };
  }

  private Sign sign(Wanted wanted, LiveOrder order) {
    if (wanted.intent() == Intent.CANCEL) {
      return ChangedOrder.cancelled(order);
    }
    JsonObject ticket = ticket(wanted);
    Sign sign = ChangedOrder.changed(ticket, order);
    if (sign != Sign.UNCLEAR) {
      return sign;
    }
    OrderStatus status =
        calls.call(
            ApiRequest.to(OrderCatalog.STATUS).path("orderId", String.valueOf(wanted.orderId())),
            body -> IbkrJson.object(body, OrderStatus::new));
    return ChangedOrder.changed(ticket, status);
  }

  private static JsonObject ticket(Wanted wanted) {
    String ticket = wanted.ticket();
    return ticket == null
        ? JsonObject.empty()
        : IbkrJson.object(IbkrJson.read(ticket), value -> value);
  }

  private static Resolution tooYoung(Wanted wanted, String what) {
    return unknown(
        what + ", but the attempt is too young for that to be proof.", wanted.at().plus(SETTLED));
  }

  /** Finds orders that were to be placed, by the ids that they were given. */
  private Optional<Resolution> placed(Wanted wanted, LiveOrders live, boolean settled) {
    Set<String> ids = Set.copyOf(wanted.clientOrderIds());
    List<LiveOrder> orders =
        live.orders().stream()
            .filter(order -> order.clientOrderId().filter(ids::contains).isPresent())
            .toList();
    Set<Long> parents = orders.stream().map(LiveOrder::orderId).collect(Collectors.toSet());
    List<LiveOrder> family =
        live.orders().stream()
            .filter(
                order ->
                    orders.contains(order)
                        || order.parentId().isPresent()
                            && parents.contains(order.parentId().getAsLong()))
            .toList();
    if (orders.size() >= ids.size()) {
      return Optional.of(new Resolution.Placed(family, List.of(), List.of()));
    }
    List<Trade> fills =
        trades.days(days(wanted)).stream()
            .filter(trade -> trade.clientOrderId().filter(ids::contains).isPresent())
            .toList();
    List<String> missing =
        wanted.clientOrderIds().stream()
            .filter(id -> orders.stream().noneMatch(order -> is(order.clientOrderId(), id)))
            .filter(id -> fills.stream().noneMatch(trade -> is(trade.clientOrderId(), id)))
            .toList();
    if (orders.isEmpty() && fills.isEmpty()) {
      return Optional.empty();
    }
    return missing.isEmpty() || settled
        ? Optional.of(new Resolution.Placed(family, fills, missing))
        : Optional.of(
            unknown(
                "A part of the group is there; the rest may yet come.", wanted.at().plus(SETTLED)));
  }

  private static boolean is(Optional<String> there, String id) {
    return there.filter(id::equals).isPresent();
  }

  /** Says that it took no effect, if the lists are such that this follows. */
  private Resolution proven(Wanted wanted, LiveOrders live, Instant begun, String why) {
    if (!live.snapshot() || !live.json().has("orders")) {
      return unknown("The broker says that its list of orders is not whole.", begun.plus(SPACING));
    }
    Duration age = Duration.between(wanted.at(), begun);
    if (age.toDays() >= MOST_DAYS - 1) {
      return unknown(
          "The attempt is older than the trades that the broker lists: look into the statements.",
          begun);
    }
    BrokerageAccounts accounts =
        calls.call(
            ApiRequest.to(AccountCatalog.BROKERAGE_ACCOUNTS),
            body -> IbkrJson.object(body, BrokerageAccounts::new));
    boolean only = accounts.accounts().equals(List.of(wanted.accountId()));
    if (!only && !is(accounts.selectedAccount(), wanted.accountId())) {
      return unknown(
          "The broker's lists are about another account: choose "
              + wanted.accountId()
              + " with accounts().switchTo, and look again.",
          begun.plus(SPACING));
    }
    return new Resolution.NotPlaced(why);
  }

  /** Returns for how many days trades are wanted: since the day before. */
  private int days(Wanted wanted) {
    long age = Duration.between(wanted.at(), runtime.clock().instant()).toDays();
    return (int) Math.max(1, Math.min(MOST_DAYS, age + 2));
  }

  private LiveOrders list() {
    return calls.call(
        ApiRequest.to(OrderCatalog.LIVE), body -> IbkrJson.object(body, LiveOrders::new));
  }

  /** Makes the broker look its orders up anew, and reads the list when it is whole. */
  private LiveOrders fresh() {
    calls.call(
        ApiRequest.to(OrderCatalog.LIVE).query("force", "true"),
        body -> IbkrJson.object(body, LiveOrders::new));
    LiveOrders live = new LiveOrders(JsonObject.empty());
    for (int looks = 0; looks < MOST_LOOKS && !live.snapshot() && rest(SPACING); looks++) {
      live = list();
    }
    return live;
  }

  private static Resolution unknown(String why, Instant again) {
    return new Resolution.StillUnknown(why, again, Optional.empty());
  }

  /** Waits; returns false when the thread is interrupted, with its status set again. */
  private boolean rest(Duration time) {
    try {
      runtime.sleeper().sleep(time);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
