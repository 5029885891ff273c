package io.github.ibkrauth.ibkr.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * The orders of a user: all of them at first, then of each what has changed. Nothing of the book is
 * told twice or in another order on one connection.
 */
final class StreamedOrders implements StreamedTopic {
  private final TradingDesk desk;
  private final BrokerUser user;
  private final ConcurrentLinkedDeque<BookEvent> events = new ConcurrentLinkedDeque<>();
  private final Map<Long, Map<String, @Nullable Object>> sent = new HashMap<>();
  private boolean first = true;
  private long seen;

  StreamedOrders(TradingDesk desk, BrokerUser user) {
    this.desk = desk;
    this.user = user;
  }

  @Override
  public void booked(BookEvent event) {
    events.add(event);
  }

  @Override
  public List<JsonObject> due(Instant now) {
    List<JsonObject> messages = new ArrayList<>();
    if (first) {
      first = false;
      messages.add(message(snapshot().stream().filter(this::isMine).map(this::whole).toList()));
    }
    for (BookEvent event = events.poll(); event != null; event = events.poll()) {
      if (event.sequence() > seen && isMine(event.order())) {
        messages.add(message(List.of(changes(event.order()))));
      }
    }
    return messages;
  }

  /** Returns the orders at a point of the sequence of events. */
  private List<BookedOrder> snapshot() {
    while (true) {
      seen = desk.book().latestSequence();
      List<BookedOrder> orders = desk.book().orders();
      if (seen == desk.book().latestSequence()) {
        return orders;
      }
    }
  }

  private boolean isMine(BookedOrder order) {
    return user.account(order.account()).isPresent();
  }

  private JsonObject whole(BookedOrder order) {
    JsonObject view = view(order);
    sent.put(order.orderId(), view.members());
    return view;
  }

  private JsonObject changes(BookedOrder order) {
    JsonObject view = view(order);
    Map<String, @Nullable Object> before = sent.put(order.orderId(), view.members());
    if (before == null) {
      return view;
    }
    JsonObject changes =
        new JsonObject().put("acct", order.account()).put("orderId", order.orderId());
    view.members()
        .forEach(
            (name, value) -> {
              if (!Objects.equals(value, before.get(name))) {
                changes.put(name, value);
              }
            });
    return changes;
  }

  private JsonObject view(BookedOrder order) {
    return OrderViews.live(order, desk.instruments().find(order.conid()).orElseThrow());
  }

  private static JsonObject message(List<JsonObject> orders) {
    return new JsonObject().put("topic", "sor").put("args", orders);
  }
}
