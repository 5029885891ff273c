package io.github.ibkrauth.ibkr.simulator;

import io.github.ibkrauth.ibkr.simulator.PriceProcess.Bar;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Bars as the endpoints and streams send them; at most a thousand at once. */
final class BarViews {
  static final int MOST_BARS = 1_000;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd-HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int MINUTES_OF_A_DAY = 1_440;

  private final PriceProcess prices;

  BarViews(PriceProcess prices) {
    this.prices = prices;
  }

  JsonObject history(Instrument instrument, HistoryQuery query) {
    List<Bar> bars = bars(instrument, query);
    Instant start = bars.isEmpty() ? query.from() : bars.get(0).start();
    Duration step = query.step();
    return new JsonObject()
        .put("serverId", Integer.toString(instrument.conid() % 1_000_000))
        .put("symbol", instrument.symbol())
        .put("text", instrument.name())
        .put("priceFactor", 100)
        .put("startTime", TIME.format(start))
        .put("high", extreme(bars, start, Comparator.comparing(Bar::high), true))
        .put("low", extreme(bars, start, Comparator.comparing(Bar::low).reversed(), false))
        .put("timePeriod", query.period())
        .put("barLength", step == null ? query.months() * 2_592_000L : step.toSeconds())
        .put("mdAvailability", "S")
        .put("mktDataDelay", 0)
        .put("outsideRth", query.outsideRth())
        .put("tradingDayDuration", MINUTES_OF_A_DAY)
        .put("volumeFactor", 1)
        .put("priceDisplayRule", 1)
        .put("priceDisplayValue", "2")
        .put("chartPanStartTime", TIME.format(query.to()))
        .put("direction", query.forward() ? 1 : -1)
        .put("negativeCapable", false)
        .put("messageVersion", 2)
        .put("data", bars.stream().map(BarViews::bar).toList())
        .put("points", Math.max(0, bars.size() - 1))
        .put("travelTime", 1);
  }

  /** The bars of a span; of too many the latest, or the first of a span that goes forward. */
  List<Bar> bars(Instrument instrument, HistoryQuery query) {
    List<Instant> starts = starts(query);
    if (starts.size() > MOST_BARS) {
      starts =
          query.forward()
              ? starts.subList(0, MOST_BARS)
              : starts.subList(starts.size() - MOST_BARS, starts.size());
    }
    List<Bar> bars = new ArrayList<>();
    for (Instant start : starts) {
      Instant end = end(start, query);
      Instant to = end.isAfter(query.now()) ? query.now() : end;
      Bar bar = prices.bar(instrument.conid(), start, to);
      bars.add(query.bidAsk() ? quoted(bar) : bar);
    }
    return bars;
  }

  /** The bar that spans the lowest bid and the highest ask. */
  private static Bar quoted(Bar bar) {
    return new Bar(
        bar.start(),
        PriceProcess.money(Tape.bid(Matching.cents(bar.open()))),
        PriceProcess.money(Tape.ask(Matching.cents(bar.high()))),
        PriceProcess.money(Tape.bid(Matching.cents(bar.low()))),
        PriceProcess.money(Tape.ask(Matching.cents(bar.close()))),
        bar.volume());
  }

  private static List<Instant> starts(HistoryQuery query) {
    List<Instant> starts = new ArrayList<>();
    Duration step = query.step();
    Instant first = query.from();
    if (step == null) {
      YearMonth month = YearMonth.from(first.atOffset(ZoneOffset.UTC));
      first = start(month);
      if (first.isBefore(query.from())) {
        first = start(month.plusMonths(1));
      }
    } else {
      first = PriceProcess.firstStart(query.from(), step);
    }
    for (Instant at = first; at.isBefore(query.to()); at = end(at, query)) {
      starts.add(at);
    }
    return starts;
  }

  private static Instant end(Instant start, HistoryQuery query) {
    Duration step = query.step();
    return step == null
        ? start(YearMonth.from(start.atOffset(ZoneOffset.UTC)).plusMonths(query.months()))
        : start.plus(step);
  }

  private static Instant start(YearMonth month) {
    return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private static JsonObject bar(Bar bar) {
    return new JsonObject()
        .put("o", bar.open())
        .put("c", bar.close())
        .put("h", bar.high())
        .put("l", bar.low())
        .put("v", BigDecimal.valueOf(bar.volume()).setScale(1))
        .put("t", bar.start().toEpochMilli());
  }

  /** Price times factor, volume, and minutes since the start, of the bar that has it. */
  private static String extreme(
      List<Bar> bars, Instant start, Comparator<Bar> order, boolean high) {
    return bars.stream()
        .max(order)
        .map(
            bar ->
                "%d/%d/%d"
                    .formatted(
                        Matching.cents(high ? bar.high() : bar.low()),
                        bar.volume(),
                        Duration.between(start, bar.start()).toMinutes()))
        .orElse("0/0/0");
  }
}
