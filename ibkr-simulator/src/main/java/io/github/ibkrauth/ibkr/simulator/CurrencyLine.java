package io.github.ibkrauth.ibkr.simulator;

import java.math.BigDecimal;

/** One account's money in one currency: cash, accrued interest and what its positions are worth. */
record CurrencyLine(
    String currency,
    BigDecimal rateToBase,
    BigDecimal cash,
    BigDecimal interest,
    BigDecimal stock,
    BigDecimal options,
    BigDecimal unrealizedPnl,
    BigDecimal realizedPnl) {

  BigDecimal netLiquidation() {
    return cash.add(interest).add(stock).add(options);
  }

  CurrencyLine converted() {
    return new CurrencyLine(
        "BASE",
        BigDecimal.ONE,
        inBase(cash),
        inBase(interest),
        inBase(stock),
        inBase(options),
        inBase(unrealizedPnl),
        inBase(realizedPnl));
  }

  CurrencyLine plus(CurrencyLine other) {
    return new CurrencyLine(
        currency,
        rateToBase,
        cash.add(other.cash),
        interest.add(other.interest),
        stock.add(other.stock),
        options.add(other.options),
        unrealizedPnl.add(other.unrealizedPnl),
        realizedPnl.add(other.realizedPnl));
  }

  BigDecimal inBase(BigDecimal amount) {
    return Numbers.cents(amount.multiply(rateToBase));
  }
}
