package io.github.ibkrauth.ibkr.cli.chart;

import java.math.BigDecimal;
import java.util.List;

/** How prices are drawn. */
public enum ChartStyle {
  /** A candle for each span: its body from the first to the last price, its wick to the others. */
  CANDLES {
    @Override
    Drawing draw(List<Candle> candles, PriceScale scale, Canvas canvas) {
      return CandleDrawing.draw(candles, scale, canvas);
    }

    @Override
    BigDecimal lowest(Candle candle) {
      return candle.low();
    }

    @Override
    BigDecimal highest(Candle candle) {
      return candle.high();
    }
  },
  /** A line through the last prices. */
  LINE {
    @Override
    Drawing draw(List<Candle> candles, PriceScale scale, Canvas canvas) {
      return LineDrawing.draw(candles, scale, canvas);
    }

    @Override
    BigDecimal lowest(Candle candle) {
      return candle.close();
    }

    @Override
    BigDecimal highest(Candle candle) {
      return candle.close();
    }
  };

  /** Draws candles, on a scale for the rows of the canvas. */
  abstract Drawing draw(List<Candle> candles, PriceScale scale, Canvas canvas);

  abstract BigDecimal lowest(Candle candle);

  abstract BigDecimal highest(Candle candle);

  /** Returns the scale that these candles need. */
  PriceScale scale(List<Candle> candles, int rows) {
    return PriceScale.of(
        candles.stream().map(this::lowest).reduce(BigDecimal::min).orElseThrow(),
        candles.stream().map(this::highest).reduce(BigDecimal::max).orElseThrow(),
        rows);
  }
}
