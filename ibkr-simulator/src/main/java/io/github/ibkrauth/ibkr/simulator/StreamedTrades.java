package io.github.ibkrauth.ibkr.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/** The executions of a user: those of some days at first, unless told not to, then each new one. */
final class StreamedTrades implements StreamedTopic {
  private final TradingDesk desk;
  private final BrokerUser user;
  private final int days;
  private final ConcurrentLinkedDeque<BookEvent> events = new ConcurrentLinkedDeque<>();
  private boolean first = true;
  private long seen;

  /**
   * Creates it.
   *
   * @param days how far to go back; 0 for new ones only
   */
  StreamedTrades(TradingDesk desk, BrokerUser user, int days) {
    this.desk = desk;
    this.user = user;
    this.days = days;
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
      Instant from = now.minus(Duration.ofDays(days));
      List<JsonObject> before =
          snapshot().stream()
              .filter(trade -> isMine(trade) && trade.time().isAfter(from))
              .map(this::view)
              .toList();
      if (days > 0) {
        messages.add(message(before));
      }
    }
    for (BookEvent event = events.poll(); event != null; event = events.poll()) {
      BookedTrade trade = event.trade();
      if (trade != null && event.sequence() > seen && isMine(trade)) {
        messages.add(message(List.of(view(trade))));
      }
    }
    return messages;
  }

  /** Returns the executions at a point of the sequence of events. */
  private List<BookedTrade> snapshot() {
    while (true) {
      seen = desk.book().latestSequence();
      List<BookedTrade> trades = desk.book().trades();
      if (seen == desk.book().latestSequence()) {
        return trades;
      }
    }
  }

  private boolean isMine(BookedTrade trade) {
    return user.account(trade.account()).isPresent();
  }

  private JsonObject view(BookedTrade trade) {
    return OrderViews.trade(
        trade, desk.instruments().find(trade.conid()).orElseThrow(), user.name());
  }

  private static JsonObject message(List<JsonObject> trades) {
    return new JsonObject().put("topic", "str").put("args", trades);
  }
}
