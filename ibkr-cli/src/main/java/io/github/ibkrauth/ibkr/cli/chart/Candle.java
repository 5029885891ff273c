package io.github.ibkrauth.ibkr.cli.chart;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The prices of a span of time. Immutable.
 *
 * @param start when the span starts
 * @param open the first price
 * @param high the highest price
 * @param low the lowest price
 * @param close the last price
 * @param volume what was traded; 0 where it is not known
 */
public record Candle(
    Instant start,
    BigDecimal open,
    BigDecimal high,
    BigDecimal low,
    BigDecimal close,
    BigDecimal volume) {

  /** Checks that all is there. */
  public Candle {
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(open, "open");
    Objects.requireNonNull(high, "high");
    Objects.requireNonNull(low, "low");
    Objects.requireNonNull(close, "close");
    Objects.requireNonNull(volume, "volume");
  }

  /** Returns whether the last price is below the first. */
  boolean falls() {
    return close.compareTo(open) < 0;
  }

  /** Makes one candle of each {@code size} that follow one another; the last may be of fewer. */
  static List<Candle> merge(List<Candle> candles, int size) {
    if (size == 1) {
      return candles;
    }
    List<Candle> merged = new ArrayList<>();
    for (int from = 0; from < candles.size(); from += size) {
      merged.add(one(candles.subList(from, Math.min(candles.size(), from + size))));
    }
    return merged;
  }

  private static Candle one(List<Candle> part) {
    BigDecimal high = part.get(0).high;
    BigDecimal low = part.get(0).low;
    BigDecimal volume = BigDecimal.ZERO;
    for (Candle candle : part) {
      high = high.max(candle.high);
      low = low.min(candle.low);
      volume = volume.add(candle.volume);
    }
    Candle first = part.get(0);
    return new Candle(first.start, first.open, high, low, part.get(part.size() - 1).close, volume);
  }
}
