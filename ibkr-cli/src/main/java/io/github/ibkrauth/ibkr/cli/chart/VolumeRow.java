package io.github.ibkrauth.ibkr.cli.chart;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Draws what was traded: one row of bars, below the prices. */
final class VolumeRow {

  private static final String EIGHTHS = "▁▂▃▄▅▆▇█";

  private VolumeRow() {}

  /** Returns the row, or empty where no volume is known. */
  static Optional<String> of(List<Candle> candles, int[] columns, int width) {
    BigDecimal[] volumes = new BigDecimal[width];
    Arrays.fill(volumes, BigDecimal.ZERO);
    // In a line chart two may share a column.
    for (int i = 0; i < columns.length; i++) {
      volumes[columns[i]] = volumes[columns[i]].add(candles.get(i).volume());
    }
    BigDecimal most = Arrays.stream(volumes).reduce(BigDecimal.ZERO, BigDecimal::max);
    if (most.signum() <= 0) {
      return Optional.empty();
    }
    StringBuilder row = new StringBuilder();
    for (BigDecimal volume : volumes) {
      double share = volume.doubleValue() / most.doubleValue();
      row.append(
          volume.signum() <= 0
              ? ' '
              : EIGHTHS.charAt((int) Math.round(share * (EIGHTHS.length() - 1))));
    }
    return Optional.of(row.toString());
  }
}
