package io.github.ibkrauth.ibkr.simulator;

import io.github.ibkrauth.ibkr.simulator.Instrument.OptionTerms;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be traded: the companies, funds and options that were invented for the
 * accounts, and the monthly options on every American stock and fund. The conid of a monthly option
 * holds its terms, so none has to be remembered. Immutable and thread-safe.
 */
final class Instruments {
  static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMuu", Locale.US);

  private static final int FIRST_OPTION = 1_000_000_000;
  private static final int STRIKES = 2_000;
  private static final int MONTHS = 480;
  private static final int PER_UNDERLYING = STRIKES * MONTHS * 2;
  private static final YearMonth FIRST_MONTH = YearMonth.of(2020, 1);
  private static final int MONTHS_LISTED = 3;
  private static final int STRIKES_EACH_SIDE = 6;

  private final Map<Integer, Instrument> invented = new LinkedHashMap<>();
  private final List<Instrument> underlyings;

  Instruments(List<Instrument> all) {
    all.forEach(instrument -> invented.put(instrument.conid(), instrument));
    this.underlyings = all.stream().filter(Instruments::hasOptions).toList();
  }

  /** Whether monthly options on it are traded. */
  static boolean hasOptions(Instrument instrument) {
    return instrument.option() == null
        && instrument.country().equals("US")
        && instrument.currency().equals("USD");
  }

  Optional<Instrument> find(int conid) {
    Instrument known = invented.get(conid);
    return known != null ? Optional.of(known) : monthly(conid);
  }

  /** Stocks and funds, in the order they were invented. */
  List<Instrument> stocks() {
    return invented.values().stream().filter(instrument -> instrument.option() == null).toList();
  }

  List<Instrument> stocks(String symbol) {
    return stocks().stream().filter(stock -> stock.symbol().equals(symbol)).toList();
  }

  /**
   * The months in which options on an underlying expire: the next ones, and those that are held.
   */
  List<YearMonth> months(Instrument underlying, Instant now) {
    TreeSet<YearMonth> months = new TreeSet<>();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    YearMonth month = YearMonth.from(today);
    if (lastDay(month).isBefore(today)) {
      month = month.plusMonths(1);
    }
    for (int i = 0; i < MONTHS_LISTED; i++) {
      months.add(month.plusMonths(i));
    }
    for (Instrument held : invented.values()) {
      OptionTerms terms = held.option();
      if (terms != null && terms.underlying().conid() == underlying.conid()) {
        LocalDate expiry = day(terms);
        if (!expiry.isBefore(today)) {
          months.add(YearMonth.from(expiry));
        }
      }
    }
    return List.copyOf(months);
  }

  /** The strikes of a month, lowest first: around the base price, and those that are held. */
  List<BigDecimal> strikes(Instrument underlying, YearMonth month) {
    TreeSet<BigDecimal> strikes = new TreeSet<>();
    BigDecimal step = step(underlying);
    long middle = underlying.price().divideToIntegralValue(step).longValue();
    for (long i = middle - STRIKES_EACH_SIDE; i <= middle + STRIKES_EACH_SIDE; i++) {
      if (i > 0 && i < STRIKES) {
        strikes.add(step.multiply(BigDecimal.valueOf(i)));
      }
    }
    for (Instrument held : invented.values()) {
      OptionTerms terms = held.option();
      if (terms != null
          && terms.underlying().conid() == underlying.conid()
          && YearMonth.from(day(terms)).equals(month)) {
        strikes.add(terms.strike());
      }
    }
    return List.copyOf(strikes);
  }

  /** An option of a month, if that strike is listed. */
  Optional<Instrument> option(
      Instrument underlying, YearMonth month, String right, BigDecimal strike) {
    Optional<BigDecimal> listed =
        strikes(underlying, month).stream()
            .filter(value -> value.compareTo(strike) == 0)
            .findFirst();
    if (listed.isEmpty() || !hasOptions(underlying)) {
      return Optional.empty();
    }
    Optional<Instrument> held =
        invented.values().stream()
            .filter(option -> isOption(option, underlying, month, right, strike))
            .findFirst();
    if (held.isPresent()) {
      return held;
    }
    int position = underlyings.indexOf(underlying);
    long months = FIRST_MONTH.until(month, java.time.temporal.ChronoUnit.MONTHS);
    if (position < 0 || months < 0 || months >= MONTHS) {
      return Optional.empty();
    }
    int conid =
        FIRST_OPTION
            + position * PER_UNDERLYING
            + (int) months * STRIKES * 2
            + strike.divideToIntegralValue(step(underlying)).intValue() * 2
            + (right.equals("C") ? 0 : 1);
    return Optional.of(optionOf(conid, underlying, month, right, listed.get()));
  }

  private static boolean isOption(
      Instrument option, Instrument underlying, YearMonth month, String right, BigDecimal strike) {
    OptionTerms terms = option.option();
    return terms != null
        && terms.underlying().conid() == underlying.conid()
        && terms.right().equals(right)
        && terms.strike().compareTo(strike) == 0
        && YearMonth.from(day(terms)).equals(month);
  }

  private Optional<Instrument> monthly(int conid) {
    long offset = (long) conid - FIRST_OPTION;
    if (offset < 0 || offset / PER_UNDERLYING >= underlyings.size()) {
      return Optional.empty();
    }
    Instrument underlying = underlyings.get((int) (offset / PER_UNDERLYING));
    long rest = offset % PER_UNDERLYING;
    YearMonth month = FIRST_MONTH.plusMonths(rest / (STRIKES * 2));
    BigDecimal strike = step(underlying).multiply(BigDecimal.valueOf(rest % (STRIKES * 2) / 2));
    return option(underlying, month, rest % 2 == 0 ? "C" : "P", strike)
        .filter(option -> option.conid() == conid);
  }

  private static Instrument optionOf(
      int conid, Instrument underlying, YearMonth month, String right, BigDecimal strike) {
    String expiry = lastDay(month).format(DateTimeFormatter.BASIC_ISO_DATE);
    return new Instrument(
        conid,
        underlying.symbol(),
        underlying.name(),
        "",
        underlying.currency(),
        "AMEX",
        underlying.country(),
        underlying.sector(),
        new OptionTerms(underlying, expiry, right, strike),
        underlying.price());
  }

  /** The third Friday. */
  static LocalDate lastDay(YearMonth month) {
    return month.atDay(1).with(TemporalAdjusters.dayOfWeekInMonth(3, DayOfWeek.FRIDAY));
  }

  static String code(YearMonth month) {
    return MONTH.format(month).toUpperCase(Locale.ROOT);
  }

  /** Reads a month such as JAN27; null when it is none. */
  static @Nullable YearMonth month(String code) {
    List<YearMonth> all = new ArrayList<>();
    for (int i = 0; i < MONTHS; i++) {
      all.add(FIRST_MONTH.plusMonths(i));
    }
    return all.stream()
        .filter(month -> code(month).equalsIgnoreCase(code))
        .findFirst()
        .orElse(null);
  }

  private static LocalDate day(OptionTerms terms) {
    return LocalDate.parse(terms.expiry(), DateTimeFormatter.BASIC_ISO_DATE);
  }

  private static BigDecimal step(Instrument underlying) {
    return underlying.price().compareTo(BigDecimal.valueOf(50)) < 0
        ? BigDecimal.ONE
        : BigDecimal.valueOf(5);
  }
}
