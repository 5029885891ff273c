package io.github.ibkrauth.ibkr.cli.chart;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Draws prices over time with characters: the prices at the right, the times below. Times without
 * candles, such as nights, take no room. Immutable and thread-safe.
 */
public final class Chart {

  /** The least width and height with which anything can be seen. */
  public static final int LEAST_WIDTH = 20;

  /** The least number of rows of prices. */
  public static final int LEAST_ROWS = 3;

  private static final String TICK = " ├ ";
  private static final String VOLUME = "vol";

  private final ChartStyle style;
  private final ZoneId zone;
  private final boolean coloured;

  /**
   * Creates a way to draw.
   *
   * @param style how prices are drawn
   * @param zone in which times are written
   * @param coloured whether rising and falling prices get a colour of their own
   */
  public Chart(ChartStyle style, ZoneId zone, boolean coloured) {
    this.style = Objects.requireNonNull(style, "style");
    this.zone = Objects.requireNonNull(zone, "zone");
    this.coloured = coloured;
  }

  /**
   * A chart.
   *
   * @param lines its lines, from the top
   * @param merged how many of the given candles each of the drawn ones is
   * @param legend how to read it
   */
  public record Drawn(List<String> lines, int merged, String legend) {}

  /**
   * Draws.
   *
   * @param candles at least one, the earliest first
   * @param width how many columns to fill, prices at the right included
   * @param rows how many rows of prices
   */
  public Drawn draw(List<Candle> candles, int width, int rows) {
    if (candles.isEmpty() || width < LEAST_WIDTH || rows < LEAST_ROWS) {
      throw new IllegalArgumentException(
          candles.size() + " candles do not fit in " + width + " by " + rows + ".");
    }
    PriceScale scale = style.scale(candles, rows);
    Map<Integer, String> prices = scale.labels();
    int longest =
        Stream.concat(Stream.of(VOLUME), prices.values().stream())
            .mapToInt(String::length)
            .max()
            .orElseThrow();
    Canvas canvas = new Canvas(Math.max(1, width - longest - TICK.length()), rows);
    Drawing drawing = style.draw(candles, scale, canvas);
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      String price = prices.get(row);
      lines.add(
          canvas.row(row, coloured)
              + (price == null ? " │" : TICK + " ".repeat(longest - price.length()) + price));
    }
    VolumeRow.of(drawing.candles(), drawing.columns(), canvas.width())
        .ifPresent(row -> lines.add(row + " │ " + VOLUME));
    lines.addAll(times(drawing, canvas.width()));
    return new Drawn(lines, drawing.merged(), drawing.legend());
  }

  private List<String> times(Drawing drawing, int width) {
    List<Instant> starts = drawing.candles().stream().map(Candle::start).toList();
    StringBuilder marks = new StringBuilder("─".repeat(width) + "─┘");
    StringBuilder texts = new StringBuilder(" ".repeat(width));
    for (TimeScale.Label label : new TimeScale(zone).labels(starts, drawing.columns(), width)) {
      marks.setCharAt(label.column(), '┬');
      texts.replace(label.column(), label.column() + label.text().length(), label.text());
    }
    return List.of(marks.toString(), texts.toString().stripTrailing());
  }
}
