package io.github.ibkrauth.ibkr.simulator;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Market data of a contract: at first all wanted fields, then those that changed, every half second
 * at most, until the broker ends it after 15 minutes.
 */
final class StreamedPrices implements StreamedTopic {
  static final Duration LIFE = Duration.ofMinutes(15);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final TradingDesk desk;
  private final String target;
  private final Instrument instrument;
  private final List<String> fields;
  private final Instant from;
  private final Map<String, String> sent = new LinkedHashMap<>();
  private Instant next;

  StreamedPrices(
      TradingDesk desk, String target, Instrument instrument, List<String> fields, Instant now) {
    this.desk = desk;
    this.target = target;
    this.instrument = instrument;
    this.fields = List.copyOf(fields);
    this.from = now;
    this.next = now;
  }

  @Override
  public boolean isOver(Instant now) {
    return !now.isBefore(from.plus(LIFE));
  }

  @Override
  public List<JsonObject> due(Instant now) {
    if (now.isBefore(next)) {
      return List.of();
    }
    next = now.plus(PAUSE);
    PriceProcess.Quote quote = desk.prices().at(instrument.conid(), now);
    JsonObject news = head(target, instrument.conid(), quote.time());
    boolean changed = false;
    for (String field : fields) {
      String value = value(field, quote);
      if (value != null && !value.equals(sent.put(field, value))) {
        news.put(field, value);
        changed = true;
      }
    }
    return changed ? List.of(news.put("topic", "smd+" + target)) : List.of();
  }

  static JsonObject head(String target, int conid, Instant updated) {
    return new JsonObject()
        .put("server_id", "q0")
        .put("conidEx", target)
        .put("conid", conid)
        .put("_updated", updated.toEpochMilli())
        .put("6119", "q0");
  }

  private @org.jspecify.annotations.Nullable String value(String field, PriceProcess.Quote quote) {
    return switch (field) {
      case "31" -> text(quote.last());
      case "84" -> text(quote.bid());
      case "86" -> text(quote.ask());
      case "85" -> Long.toString(quote.askSize());
      case "88" -> Long.toString(quote.bidSize());
      case "7059" -> Long.toString(quote.lastSize());
      case "55" -> instrument.symbol();
      case "7051" -> instrument.name();
      case "6509" -> "RpB";
      default -> null;
    };
  }

  private static String text(BigDecimal price) {
    return price.toPlainString();
  }
}
