package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.Num;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/**
 * An amount of money in one currency. Two are equal when their values and currencies are.
 *
 * @param amount the exact amount in units of the currency, with as many decimals as it needs and at
 *     least two
 * @param currency the currency's code, such as {@code "USD"}
 */
public record Money(BigDecimal amount, String currency) {

  private static final int CENTS = 2;

  /** Takes any amount, and gives it at least two decimals. */
  public Money {
    Objects.requireNonNull(amount, "amount");
    Objects.requireNonNull(currency, "currency");
    BigDecimal shortest = amount.stripTrailingZeros();
    amount = shortest.setScale(Math.max(CENTS, shortest.scale()));
  }

  /**
   * Reads text such as {@code "994,831 USD"}: an amount whose thousands may be grouped, a blank,
   * and a currency.
   *
   * @return empty when the text is anything else
   */
  public static Optional<Money> parse(String text) {
    String[] parts = text.strip().split("\\s+");
    if (parts.length != 2 || !parts[1].matches("[A-Z]{3,5}")) {
      return Optional.empty();
    }
    return Num.parse(parts[0]).toOptional().map(amount -> new Money(amount, parts[1]));
  }

  /** Returns the amount and the currency, such as {@code "1005254.00 USD"}; never rounded. */
  @Override
  public String toString() {
    return amount.toPlainString() + " " + currency;
  }
}
