package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.ibkr.cli.chart.Candle;
import io.github.ibkrauth.ibkr.cli.chart.Chart;
import io.github.ibkrauth.ibkr.cli.chart.ChartStyle;
import io.github.ibkrauth.ibkr.model.Bar;
import io.github.ibkrauth.ibkr.model.BarHistory;
import io.github.ibkrauth.ibkr.model.DataAvailability;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Shows bars.
 *
 * @param asked what they are of
 * @param history the bars
 * @param zone in which times are shown to people
 */
record HistoryView(Instrument asked, BarHistory history, ZoneId zone) {

  private static final int PERCENT_DECIMALS = 2;

  /**
   * How large a chart is.
   *
   * @param width columns, prices at the right included
   * @param rows rows of prices
   * @param coloured whether the terminal understands colours
   */
  record Frame(int width, int rows, boolean coloured) {}

  /**
   * Returns the answer.
   *
   * @param style how to draw; empty for a table
   * @param frame gives the size of the chart for the width of the terminal
   */
  Answer answer(Optional<ChartStyle> style, IntFunction<Frame> frame) {
    List<Candle> candles = candles();
    if (style.isEmpty() || candles.isEmpty()) {
      return Answer.of(json(), table(), "There are no bars of " + instrument().words() + ".");
    }
    return Answer.of(json(), width -> chart(candles, style.get(), frame.apply(width)));
  }

  private Instrument instrument() {
    return new Instrument(
        asked.conid(),
        asked.symbol().or(history::symbol),
        asked.exchange(),
        asked.name().or(history::text));
  }

  private ObjectNode json() {
    ObjectNode document = Json.object();
    instrument().putInto(document);
    Json.put(document, "period", history.period());
    Json.put(document, "barSeconds", history.barLength());
    Json.put(
        document, "availability", availability().map(QuoteView::timing).map(HistoryView::code));
    ArrayNode bars = document.putArray("bars");
    for (Bar bar : history.bars()) {
      ObjectNode node = bars.addObject();
      Json.putTime(node, "time", bar.start());
      Json.put(node, "open", bar.open());
      Json.put(node, "high", bar.high());
      Json.put(node, "low", bar.low());
      Json.put(node, "close", bar.close());
      Json.put(node, "volume", bar.volume());
    }
    ObjectNode broker = (ObjectNode) Json.of(history);
    // The bars stand above already.
    broker.remove("data");
    document.set("broker", broker);
    return document;
  }

  private static String code(String words) {
    return words.replace(' ', '_');
  }

  private Optional<DataAvailability> availability() {
    return history.availability().map(DataAvailability::new);
  }

  private Table table() {
    Table table =
        new Table()
            .text("TIME")
            .number("OPEN")
            .number("HIGH")
            .number("LOW")
            .number("CLOSE")
            .number("VOLUME");
    for (Bar bar : history.bars()) {
      table.row(
          ZoneOption.shown(bar.start(), zone),
          Figures.money(bar.open()),
          Figures.money(bar.high()),
          Figures.money(bar.low()),
          Figures.money(bar.close()),
          Figures.number(bar.volume()));
    }
    return table;
  }

  /** Returns the bars that can be drawn: those with a time and all prices. */
  private List<Candle> candles() {
    return history.bars().stream()
        .filter(
            bar ->
                bar.start().isPresent()
                    && bar.open().isPresent()
                    && bar.high().isPresent()
                    && bar.low().isPresent()
                    && bar.close().isPresent())
        .map(
            bar ->
                new Candle(
                    bar.start().orElseThrow(),
                    bar.open().value(),
                    bar.high().value(),
                    bar.low().value(),
                    bar.close().value(),
                    bar.volume().orElse(BigDecimal.ZERO)))
        .toList();
  }

  private List<String> chart(List<Candle> candles, ChartStyle style, Frame frame) {
    Chart.Drawn drawn =
        new Chart(style, zone, frame.coloured()).draw(candles, frame.width(), frame.rows());
    List<String> lines = new ArrayList<>();
    lines.add(instrument().words());
    lines.add(prices(candles));
    lines.add("");
    lines.addAll(drawn.lines());
    lines.add("");
    lines.add(span(candles, drawn));
    return lines;
  }

  private static String prices(List<Candle> candles) {
    BigDecimal open = candles.get(0).open();
    BigDecimal last = candles.get(candles.size() - 1).close();
    BigDecimal high = candles.stream().map(Candle::high).reduce(BigDecimal::max).orElseThrow();
    BigDecimal low = candles.stream().map(Candle::low).reduce(BigDecimal::min).orElseThrow();
    BigDecimal change = last.subtract(open);
    String sign = change.signum() > 0 ? "+" : "";
    String percent =
        open.signum() <= 0
            ? ""
            : " ("
                + sign
                + change
                    .movePointRight(PERCENT_DECIMALS)
                    .divide(open, PERCENT_DECIMALS, RoundingMode.HALF_EVEN)
                    .toPlainString()
                + " %)";
    return "first "
        + Figures.money(open)
        + "  high "
        + Figures.money(high)
        + "  low "
        + Figures.money(low)
        + "  last "
        + Figures.money(last)
        + "  "
        + sign
        + Figures.money(change)
        + percent;
  }

  private static String length(long seconds) {
    long days = TimeUnit.SECONDS.toDays(seconds);
    return days > 0 && seconds == TimeUnit.DAYS.toSeconds(days)
        ? days + " d"
        : SessionView.inWords(Duration.ofSeconds(seconds));
  }

  private String span(List<Candle> candles, Chart.Drawn drawn) {
    StringBuilder line = new StringBuilder(drawn.legend());
    line.append(". ").append(candles.size()).append(candles.size() == 1 ? " bar" : " bars");
    if (history.barLength().isPresent()) {
      line.append(" of ").append(length(history.barLength().getAsLong()));
    }
    if (drawn.merged() > 1) {
      line.append(", drawn ").append(drawn.merged()).append(" in one");
    }
    line.append(", ")
        .append(ZoneOption.shown(Optional.of(candles.get(0).start()), zone))
        .append(" to ")
        .append(ZoneOption.shown(Optional.of(candles.get(candles.size() - 1).start()), zone))
        .append(' ')
        .append(zone.getId())
        .append('.');
    availability()
        .map(QuoteView::timing)
        .filter(words -> !words.equals(QuoteView.UNKNOWN))
        .ifPresent(
            words -> line.append(" Data: ").append(words.toLowerCase(Locale.ROOT)).append('.'));
    return line.toString();
  }
}
