package io.github.ibkrauth.ibkr.simulator;

import io.github.ibkrauth.ibkr.simulator.Instrument.OptionTerms;
import io.github.ibkrauth.ibkr.simulator.Instrument.Sector;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/** Invents companies, funds and options; the same seed invents the same ones. */
final class InstrumentMaker {
  private static final List<String> FIRST =
      List.of(
          "Amberfield",
          "Brightmoor",
          "Cedarline",
          "Dunwick",
          "Elmstead",
          "Fernhollow",
          "Glassbrook",
          "Harrowgate",
          "Ironvale",
          "Juniper Bay",
          "Kestrel",
          "Larkspur",
          "Millrace",
          "Nettlecombe",
          "Oakhaven",
          "Pinemarch",
          "Quarrybank",
          "Ridgewater",
          "Saltmarsh",
          "Thornbury",
          "Umberland",
          "Vexford",
          "Willowmere",
          "Yarrowdale");
  private static final List<String> SECOND =
      List.of(
          "Robotics",
          "Foods",
          "Logistics",
          "Optics",
          "Energy",
          "Insurance",
          "Software",
          "Materials",
          "Airways",
          "Diagnostics",
          "Semiconductor",
          "Retail");
  private static final List<Sector> SECTORS =
      List.of(
          new Sector("Industrial", "Machinery-Diversified", "Industrial Automat/Robot"),
          new Sector("Consumer, Non-cyclical", "Food", "Food-Misc/Diversified"),
          new Sector("Industrial", "Transportation", "Transport-Services"),
          new Sector("Technology", "Electronics", "Optical Supplies"),
          new Sector("Energy", "Oil&Gas", "Oil Comp-Integrated"),
          new Sector("Financial", "Insurance", "Multi-line Insurance"),
          new Sector("Technology", "Software", "Applications Software"),
          new Sector("Basic Materials", "Chemicals", "Chemicals-Diversified"),
          new Sector("Consumer, Cyclical", "Airlines", "Airlines"),
          new Sector("Consumer, Non-cyclical", "Healthcare-Products", "Diagnostic Equipment"),
          new Sector("Technology", "Semiconductors", "Electronic Compo-Semicon"),
          new Sector("Consumer, Cyclical", "Retail", "Retail-Misc/Diversified"));

  /** How long the options that accounts hold had to live when they were bought. */
  private static final double YEARS_WHEN_BOUGHT = 2.5;

  private final SplittableRandom random;
  private final Set<String> symbols = new HashSet<>();
  private final List<Instrument> made = new ArrayList<>();
  private int nextConid = 910_000_001;

  InstrumentMaker(SplittableRandom random) {
    this.random = random;
  }

  Instrument stock() {
    return company("USD", "NYSE", "US", "INC");
  }

  Instrument europeanStock() {
    return company("EUR", "IBIS", "DE", "AG");
  }

  Instrument fund() {
    String name =
        (FIRST.get(random.nextInt(FIRST.size())) + " BROAD INDEX ETF").toUpperCase(Locale.ROOT);
    return made(
        new Instrument(
            conid(), symbol(), name, "ETF", "USD", "ARCA", "US", null, null, price(80, 600)));
  }

  /** The same stock at another exchange, under another conid. */
  Instrument secondListing(Instrument stock, String exchange, String country) {
    return made(
        new Instrument(
            conid(),
            stock.symbol(),
            stock.name(),
            stock.type(),
            stock.currency(),
            exchange,
            country,
            stock.sector(),
            null,
            stock.price()));
  }

  /** Everything that was invented so far, in that order. */
  List<Instrument> all() {
    return List.copyOf(made);
  }

  private Instrument made(Instrument instrument) {
    made.add(instrument);
    return instrument;
  }

  /** An option on a stock, struck near its price. */
  Instrument option(Instrument underlying, String right, int stepsFromPrice) {
    BigDecimal five = BigDecimal.valueOf(5);
    long atTheMoney = Math.max(1, underlying.price().divideToIntegralValue(five).longValue());
    BigDecimal strike = BigDecimal.valueOf(Math.max(1, atTheMoney + stepsFromPrice) * 5);
    OptionTerms terms = new OptionTerms(underlying, "20281215", right, strike);
    double value =
        OptionPricing.value(
            right.equals("C"),
            underlying.price().doubleValue(),
            strike.doubleValue(),
            YEARS_WHEN_BOUGHT);
    return made(
        new Instrument(
            conid(),
            underlying.symbol(),
            underlying.name(),
            "",
            "USD",
            "AMEX",
            "US",
            underlying.sector(),
            terms,
            BigDecimal.valueOf(Math.max(value, 0.01)).setScale(4, RoundingMode.HALF_UP)));
  }

  private Instrument company(String currency, String exchange, String country, String form) {
    int line = random.nextInt(SECOND.size());
    String name = FIRST.get(random.nextInt(FIRST.size())) + " " + SECOND.get(line) + " " + form;
    return made(
        new Instrument(
            conid(),
            symbol(),
            name.toUpperCase(Locale.ROOT),
            "COMMON",
            currency,
            exchange,
            country,
            SECTORS.get(line),
            null,
            price(5, 400)));
  }

  private BigDecimal price(int low, int high) {
    return BigDecimal.valueOf(random.nextLong(low * 10_000L, high * 10_000L), 4);
  }

  private int conid() {
    nextConid += random.nextInt(1, 5_000);
    return nextConid;
  }

  private String symbol() {
    while (true) {
      StringBuilder symbol = new StringBuilder("X");
      for (int i = 0; i < 4; i++) {
        symbol.append((char) ('A' + random.nextInt(26)));
      }
      if (symbols.add(symbol.toString())) {
        return symbol.toString();
      }
    }
  }
}
