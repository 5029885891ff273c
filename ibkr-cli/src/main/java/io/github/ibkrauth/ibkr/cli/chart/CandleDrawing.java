package io.github.ibkrauth.ibkr.cli.chart;

import java.math.BigDecimal;
import java.util.List;

/** Draws candles, each a column wide, two steps of price to a row. */
final class CandleDrawing {

  private static final int HALVES = 2;
  private static final int WIDEST_STEP = 3;

  /** What a half of a row shows. */
  private static final int NOTHING = 0;

  private static final int WICK = 1;
  private static final int BODY = 2;

  /** By what the upper half shows, then the lower one. */
  private static final char[][] RISING = {
    {' ', '╷', '╻'},
    {'╵', '│', '╽'},
    {'╹', '╿', '┃'}
  };

  /** A block has no place for half a wick. */
  private static final char[][] FALLING = {
    {' ', '╷', '▄'},
    {'╵', '│', '▄'},
    {'▀', '▀', '█'}
  };

  private CandleDrawing() {}

  static Drawing draw(List<Candle> given, PriceScale scale, Canvas canvas) {
    int width = canvas.width();
    int merged = Math.max(1, (given.size() + width - 1) / width);
    List<Candle> candles = Candle.merge(given, merged);
    int step = Math.max(1, Math.min(WIDEST_STEP, width / candles.size()));
    int[] columns = new int[candles.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = i * step;
      draw(candles.get(i), columns[i], canvas, scale);
    }
    return new Drawing(candles, columns, merged, "┃ up, █ down");
  }

  private static void draw(Candle candle, int column, Canvas canvas, PriceScale scale) {
    BigDecimal bodyTop = candle.open().max(candle.close());
    BigDecimal bodyEnd = candle.open().min(candle.close());
    // Feeds have been seen whose first or last price lies outside the two others.
    int top = scale.place(candle.high().max(bodyTop), HALVES);
    int end = scale.place(candle.low().min(bodyEnd), HALVES);
    int bodyFrom = scale.place(bodyTop, HALVES);
    int bodyTo = scale.place(bodyEnd, HALVES);
    char[][] shapes = candle.falls() ? FALLING : RISING;
    Canvas.Ink ink = candle.falls() ? Canvas.Ink.FALL : Canvas.Ink.RISE;
    for (int row = top / HALVES; row <= end / HALVES; row++) {
      int upper = shown(row * HALVES, top, bodyFrom, bodyTo, end);
      int lower = shown(row * HALVES + 1, top, bodyFrom, bodyTo, end);
      canvas.put(column, row, shapes[upper][lower], ink);
    }
  }

  private static int shown(int half, int top, int bodyFrom, int bodyTo, int end) {
    if (half < top || half > end) {
      return NOTHING;
    }
    return half >= bodyFrom && half <= bodyTo ? BODY : WICK;
  }
}
