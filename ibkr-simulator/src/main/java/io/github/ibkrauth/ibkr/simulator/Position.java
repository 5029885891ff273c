package io.github.ibkrauth.ibkr.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A holding.
 *
 * @param quantity negative when short
 * @param averageCost of one unit of the quantity, multiplier included
 */
record Position(
    Instrument instrument, BigDecimal quantity, BigDecimal averageCost, BigDecimal realizedPnl) {
  /** A position of nothing. */
  static Position none(Instrument instrument) {
    return new Position(instrument, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
  }

  Position at(BigDecimal price) {
    return new Position(instrument.at(price), quantity, averageCost, realizedPnl);
  }

  /**
   * The position after a trade. What adds to it moves the average cost, what takes from it realizes
   * a profit or loss; a trade through zero does both.
   *
   * @param bought negative when sold
   */
  Position after(BigDecimal bought, BigDecimal price) {
    BigDecimal cost = price.multiply(instrument.multiplier());
    BigDecimal total = quantity.add(bought);
    if (quantity.signum() * bought.signum() >= 0) {
      BigDecimal average =
          quantity
              .multiply(averageCost)
              .add(bought.multiply(cost))
              .divide(total, 8, RoundingMode.HALF_UP);
      return new Position(instrument, total, average, realizedPnl);
    }
    BigDecimal closed = quantity.abs().min(bought.abs());
    BigDecimal gain =
        cost.subtract(averageCost).multiply(closed).multiply(BigDecimal.valueOf(quantity.signum()));
    BigDecimal average =
        total.signum() == 0
            ? BigDecimal.ZERO
            : total.signum() == quantity.signum() ? averageCost : cost;
    return new Position(instrument, total, average, realizedPnl.add(Numbers.cents(gain)));
  }

  BigDecimal exactMarketValue() {
    return quantity.multiply(instrument.price()).multiply(instrument.multiplier());
  }

  BigDecimal marketValue() {
    return Numbers.cents(exactMarketValue());
  }

  BigDecimal unrealizedPnl() {
    return marketValue().subtract(Numbers.cents(quantity.multiply(averageCost)));
  }

  BigDecimal averagePrice() {
    return averageCost.divide(instrument.multiplier(), 8, RoundingMode.HALF_UP);
  }
}
