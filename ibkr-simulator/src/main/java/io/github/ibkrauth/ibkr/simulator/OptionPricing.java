package io.github.ibkrauth.ibkr.simulator;

/**
 * What an option is worth in the simulator: a smooth curve above its intrinsic value that flattens
 * as the expiry comes near. A call less a put of the same terms is always the underlying less the
 * strike.
 */
final class OptionPricing {
  private static final double VOLATILITY = 0.25;

  /** Makes an option at the money worth what the usual approximation says. */
  private static final double WIDTH = 0.4 / StrictMath.log(2);

  private OptionPricing() {}

  /**
   * Returns the value of one unit.
   *
   * @param call whether it is a call
   * @param underlying the price of the underlying
   * @param years until it expires; zero or less once it has
   */
  static double value(boolean call, double underlying, double strike, double years) {
    double inTheMoney = call ? underlying - strike : strike - underlying;
    if (years <= 0) {
      return Math.max(0, inTheMoney);
    }
    double width = WIDTH * VOLATILITY * underlying * StrictMath.sqrt(years);
    double ratio = inTheMoney / width;
    return ratio > 30 ? inTheMoney : width * StrictMath.log1p(StrictMath.exp(ratio));
  }

  /**
   * How much the value moves when the underlying moves by one, about; 0 to 1, negative for puts.
   */
  static double delta(boolean call, double underlying, double strike, double years) {
    double step = underlying * 0.001;
    return (value(call, underlying + step, strike, years)
            - value(call, underlying - step, strike, years))
        / (2 * step);
  }
}
