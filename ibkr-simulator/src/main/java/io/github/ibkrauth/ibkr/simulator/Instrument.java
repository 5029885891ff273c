package io.github.ibkrauth.ibkr.simulator;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be held, invented for the simulator.
 *
 * @param option the option terms; null for a stock or fund
 * @param price of one unit of the quantity, before the multiplier
 */
record Instrument(
    int conid,
    String symbol,
    String name,
    String type,
    String currency,
    String exchange,
    String country,
    @Nullable Sector sector,
    @Nullable OptionTerms option,
    BigDecimal price) {

  /** Where an instrument belongs in the broker's classification. */
  record Sector(String sector, String group, String sectorGroup) {}

  /** The terms of an option; {@code right} is C or P, {@code expiry} is yyyyMMdd. */
  record OptionTerms(Instrument underlying, String expiry, String right, BigDecimal strike) {
    static final BigDecimal MULTIPLIER = new BigDecimal("100.0");
  }

  String assetClass() {
    return option == null ? "STK" : "OPT";
  }

  /** The same at another price. */
  Instrument at(BigDecimal newPrice) {
    return new Instrument(
        conid, symbol, name, type, currency, exchange, country, sector, option, newPrice);
  }

  BigDecimal multiplier() {
    return option == null ? BigDecimal.ONE : OptionTerms.MULTIPLIER;
  }
}
