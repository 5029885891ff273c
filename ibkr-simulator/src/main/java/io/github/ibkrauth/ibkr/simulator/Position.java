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
