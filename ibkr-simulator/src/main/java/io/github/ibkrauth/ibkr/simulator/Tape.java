package io.github.ibkrauth.ibkr.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * One instrument's prices in cents, tick by tick. Between two ticks nothing changes. Not
 * thread-safe: every walk takes its own.
 */
final class Tape {
  static final long TICK_MILLIS = 5_000;

  private static final double TICKS_PER_YEAR = 365.25 * 24 * 720;
  private static final int BID_SIZE = 101;
  private static final int ASK_SIZE = 102;
  private static final int LAST_SIZE = 103;
  private static final int VOLUME_DAY = 104;
  private static final int VOLUME_HOUR = 105;
  private static final int TICKS_PER_HOUR = 720;
  private static final int TICKS_PER_DAY = 24 * TICKS_PER_HOUR;

  private final long key;
  private final double base;
  private final NoisePath path;
  private final Instrument.@Nullable OptionTerms option;
  private final long expiryTick;
  private final long dailyVolume;

  Tape(long seed, Instrument instrument) {
    this.option = instrument.option();
    Instrument moved = option == null ? instrument : option.underlying();
    this.key = NoisePath.mix(seed + 77 * (long) instrument.conid());
    this.base = moved.price().doubleValue();
    // By the symbol: a company that is listed twice has one price.
    this.path = new NoisePath(seed, moved.symbol().hashCode());
    this.expiryTick = option == null ? Long.MAX_VALUE : tick(expiry(option));
    this.dailyVolume =
        option == null
            ? 200_000 + NoisePath.below(key, 0, 0, 4_000_000)
            : 500 + NoisePath.below(key, 0, 0, 5_000);
  }

  static long tick(Instant time) {
    return Math.floorDiv(time.toEpochMilli(), TICK_MILLIS);
  }

  static Instant time(long tick) {
    return Instant.ofEpochMilli(tick * TICK_MILLIS);
  }

  /** When an option stops trading: the end of its last day, UTC. */
  static Instant expiry(Instrument.OptionTerms terms) {
    return LocalDate.parse(terms.expiry(), DateTimeFormatter.BASIC_ISO_DATE)
        .plusDays(1)
        .atStartOfDay(ZoneOffset.UTC)
        .toInstant();
  }

  /**
   * A number that is larger when the price is; {@link #cents} makes it a price. Walks compare
   * levels, which is cheaper.
   */
  double level(long tick) {
    double noise = path.at(tick);
    if (option == null) {
      return noise;
    }
    return OptionPricing.value(
        option.right().equals("C"),
        base * StrictMath.exp(noise),
        option.strike().doubleValue(),
        yearsLeft(tick));
  }

  long cents(double level) {
    double price = option == null ? base * StrictMath.exp(level) : level;
    return Math.max(1, Math.round(price * 100));
  }

  long last(long tick) {
    return cents(level(tick));
  }

  static long bid(long last) {
    return Math.max(1, last - halfSpread(last));
  }

  static long ask(long last) {
    return last + halfSpread(last);
  }

  private static long halfSpread(long last) {
    return Math.max(1, last / 10_000);
  }

  long bidSize(long tick) {
    return size(BID_SIZE, tick);
  }

  long askSize(long tick) {
    return size(ASK_SIZE, tick);
  }

  long lastSize(long tick) {
    return 1 + NoisePath.below(key, LAST_SIZE, tick, option == null ? 300 : 20);
  }

  private long size(int purpose, long tick) {
    return option == null
        ? 100 * (1 + NoisePath.below(key, purpose, tick, 9))
        : 5 + NoisePath.below(key, purpose, tick, 45);
  }

  double yearsLeft(long tick) {
    return (expiryTick - tick) / TICKS_PER_YEAR;
  }

  double underlying(long tick) {
    return base * StrictMath.exp(path.at(tick));
  }

  /** How much was traded from one tick on and before another. */
  long volume(long from, long to) {
    return traded(to) - traded(from);
  }

  /** The long-run volume of a day. */
  long usualVolume() {
    return dailyVolume;
  }

  /** Counted since 1970. The waves are too weak to make it fall. */
  private long traded(long tick) {
    double days = tick / (double) TICKS_PER_DAY;
    double waves =
        0.25 * wave(VOLUME_DAY, tick, TICKS_PER_DAY)
            + 0.009 * wave(VOLUME_HOUR, tick, TICKS_PER_HOUR);
    return (long) StrictMath.floor(dailyVolume * (days + waves));
  }

  private double wave(int purpose, long tick, long length) {
    long stretch = Math.floorDiv(tick, length);
    double left = NoisePath.unit(key, purpose, stretch);
    double right = NoisePath.unit(key, purpose, stretch + 1);
    return left + (right - left) * ((tick - stretch * length) / (double) length);
  }
}
