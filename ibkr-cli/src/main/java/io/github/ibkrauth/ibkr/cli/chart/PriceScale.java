package io.github.ibkrauth.ibkr.cli.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where prices stand in some rows, the highest price at the top. Immutable. */
final class PriceScale {

  private static final int ROWS_PER_LABEL = 3;
  private static final List<BigDecimal> STEPS =
      List.of(BigDecimal.ONE, new BigDecimal("2"), new BigDecimal("2.5"), new BigDecimal("5"));

  private final BigDecimal lowest;
  private final BigDecimal highest;
  private final int rows;

  private PriceScale(BigDecimal lowest, BigDecimal highest, int rows) {
    this.lowest = lowest;
    this.highest = highest;
    this.rows = rows;
  }

  /** Returns the scale on which all these prices have a place. */
  static PriceScale of(BigDecimal lowest, BigDecimal highest, int rows) {
    if (lowest.compareTo(highest) < 0) {
      return new PriceScale(lowest, highest, rows);
    }
    // One price only: it gets some air, a hundredth of itself.
    BigDecimal air = lowest.abs().movePointLeft(2);
    BigDecimal room = air.signum() == 0 ? BigDecimal.ONE : air;
    return new PriceScale(lowest.subtract(room), highest.add(room), rows);
  }

  /**
   * Returns the place of a price when each row is divided.
   *
   * @param parts into how many parts
   * @return 0 for the part at the top
   */
  int place(BigDecimal price, int parts) {
    double share = highest.subtract(price).doubleValue() / highest.subtract(lowest).doubleValue();
    return (int) Math.round(Math.max(0, Math.min(1, share)) * (rows * parts - 1));
  }

  /** Returns round prices by the row where they stand. */
  Map<Integer, String> labels() {
    BigDecimal step = step();
    int decimals = Math.max(0, step.stripTrailingZeros().scale());
    Map<Integer, String> labels = new TreeMap<>();
    BigDecimal price =
        lowest
            .divide(step, 0, RoundingMode.CEILING)
            .multiply(step)
            .setScale(decimals, RoundingMode.UNNECESSARY);
    while (price.compareTo(highest) <= 0) {
      labels.put(place(price, 1), price.toPlainString());
      price = price.add(step).setScale(decimals, RoundingMode.UNNECESSARY);
    }
    return labels;
  }

  /** The smallest round step with which labels do not crowd. */
  private BigDecimal step() {
    BigDecimal least =
        highest
            .subtract(lowest)
            .multiply(BigDecimal.valueOf(ROWS_PER_LABEL))
            .divide(BigDecimal.valueOf(Math.max(ROWS_PER_LABEL, rows)), MathContext.DECIMAL64);
    BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(least.precision() - least.scale() - 1);
    for (BigDecimal step : STEPS) {
      if (step.multiply(unit).compareTo(least) >= 0) {
        return step.multiply(unit);
      }
    }
    return unit.scaleByPowerOfTen(1);
  }
}
