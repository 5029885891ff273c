package io.github.ibkrauth.ibkr.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Bars of a contract: those of the period at first, then the last one every five seconds. */
final class StreamedBars implements StreamedTopic {
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int MOST = 1000;
  private static final Map<String, Duration> UNITS =
      Map.of(
          "s", Duration.ofSeconds(1),
          "min", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1),
          "w", Duration.ofDays(7));

  private final TradingDesk desk;
  private final Instrument instrument;
  private final String serverId;
  private final String period;
  private final Duration span;
  private final Duration bar;
  private boolean first = true;
  private Instant next;

  StreamedBars(
      TradingDesk desk,
      Instrument instrument,
      String serverId,
      String period,
      String bar,
      Instant now) {
    this.desk = desk;
    this.instrument = instrument;
    this.serverId = serverId;
    this.period = period;
    this.span = length(period);
    this.bar = length(bar);
    this.next = now;
  }

  String serverId() {
    return serverId;
  }

  /** Reads {@code 2h}, {@code 5min}, {@code 1d}; an hour when it is none of these. */
  static Duration length(String text) {
    String number = text.replaceAll("\\D.*", "");
    Duration unit = UNITS.get(text.substring(number.length()));
    return number.isEmpty() || unit == null || number.length() > 3
        ? Duration.ofHours(1)
        : unit.multipliedBy(Math.max(1, Long.parseLong(number)));
  }

  @Override
  public List<JsonObject> due(Instant now) {
    if (now.isBefore(next)) {
      return List.of();
    }
    next = now.plus(PAUSE);
    Duration reach = bar.multipliedBy(MOST);
    Instant from = now.minus(first ? (span.compareTo(reach) < 0 ? span : reach) : bar);
    List<JsonObject> data =
        desk.prices().bars(instrument.conid(), from, now, bar).stream()
            .map(StreamedBars::view)
            .toList();
    JsonObject message = new JsonObject();
    if (first) {
      first = false;
      message
          .put("serverId", serverId)
          .put("symbol", instrument.symbol())
          .put("text", instrument.name())
          .put("priceFactor", 100)
          .put("timePeriod", period)
          .put("barLength", bar.toSeconds())
          .put("mdAvailability", "S")
          .put("mktDataDelay", 0)
          .put("outsideRth", false)
          .put("points", data.size() - 1);
    }
    return List.of(message.put("data", data).put("topic", "smh+" + instrument.conid()));
  }

  private static JsonObject view(PriceProcess.Bar bar) {
    return new JsonObject()
        .put("o", bar.open())
        .put("c", bar.close())
        .put("h", bar.high())
        .put("l", bar.low())
        .put("v", bar.volume())
        .put("t", bar.start().toEpochMilli());
  }
}
