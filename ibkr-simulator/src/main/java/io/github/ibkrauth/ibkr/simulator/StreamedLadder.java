package io.github.ibkrauth.ibkr.simulator;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The order book of a contract: five prices on each side; at first all, then rows that changed. */
final class StreamedLadder implements StreamedTopic {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int DEPTH = 5;
  private static final BigDecimal STEP = new BigDecimal("0.01");

  private final TradingDesk desk;
  private final String topic;
  private final Instrument instrument;
  private final Map<Integer, Map<String, Object>> sent = new LinkedHashMap<>();
  private Instant next;

  StreamedLadder(TradingDesk desk, String topic, Instrument instrument, Instant now) {
    this.desk = desk;
    this.topic = topic;
    this.instrument = instrument;
    this.next = now;
  }

  @Override
  public List<JsonObject> due(Instant now) {
    if (now.isBefore(next)) {
      return List.of();
    }
    next = now.plus(PAUSE);
    PriceProcess.Quote quote = desk.prices().at(instrument.conid(), now);
    List<JsonObject> changed = new ArrayList<>();
    for (int row = 0; row < 2 * DEPTH; row++) {
      boolean ask = row < DEPTH;
      int away = ask ? DEPTH - 1 - row : row - DEPTH;
      BigDecimal offset = STEP.multiply(BigDecimal.valueOf(away));
      BigDecimal price = ask ? quote.ask().add(offset) : quote.bid().subtract(offset);
      long size = (ask ? quote.askSize() : quote.bidSize()) + 100L * away;
      boolean last = price.compareTo(quote.last()) == 0;
      Map<String, Object> view = new LinkedHashMap<>();
      view.put("focus", last ? 1 : 0);
      view.put("price", (last ? quote.lastSize() + " @ " : "") + price.toPlainString());
      view.put(ask ? "ask" : "bid", Long.toString(size));
      if (!view.equals(sent.put(row, view))) {
        JsonObject json = new JsonObject().put("row", row);
        view.forEach(json::put);
        changed.add(json);
      }
    }
    return changed.isEmpty()
        ? List.of()
        : List.of(new JsonObject().put("topic", topic).put("data", changed));
  }
}
