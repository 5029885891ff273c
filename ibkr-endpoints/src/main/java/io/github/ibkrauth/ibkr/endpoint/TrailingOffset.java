package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import java.math.BigDecimal;

/** How far the stop price of a trailing order stays behind the market. Immutable. */
@ApiLevel(ApiLevel.Kind.API)
public final class TrailingOffset {

  private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

  private final String type;
  private final BigDecimal value;

  private TrailingOffset(String type, BigDecimal value) {
    this.type = type;
    this.value = value;
  }

  /**
   * Returns an offset in units of the price.
   *
   * @param amount above zero
   */
  public static TrailingOffset amount(BigDecimal amount) {
    return new TrailingOffset("amt", Check.positive("amount", amount));
  }

  /**
   * Returns an offset in percent of the price.
   *
   * @param percent above zero and below 100
   */
  public static TrailingOffset percent(BigDecimal percent) {
    if (Check.positive("percent", percent).compareTo(WHOLE) >= 0) {
      throw new IllegalArgumentException(
          "percent must be below 100, not " + percent.toPlainString() + ".");
    }
    return new TrailingOffset("%", percent);
  }

  String type() {
    return type;
  }

  BigDecimal value() {
    return value;
  }

  /** Returns the number with its unit. */
  @Override
  public String toString() {
    return value.toPlainString() + (type.equals("%") ? " %" : "");
  }
}
