package io.github.ibkrauth.ibkr.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Decimal numbers as the broker prints them. */
final class Numbers {
  static final BigDecimal ZERO = new BigDecimal("0.0");

  private Numbers() {}

  /** The shortest form with at least one decimal: 44.0, 655.89. */
  static BigDecimal wire(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 1 ? stripped.setScale(1, RoundingMode.UNNECESSARY) : stripped;
  }

  static BigDecimal cents(BigDecimal value) {
    return value.setScale(2, RoundingMode.HALF_UP);
  }
}
