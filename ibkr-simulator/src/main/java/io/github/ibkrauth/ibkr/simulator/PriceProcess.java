package io.github.ibkrauth.ibkr.simulator;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The prices of the simulated market: a function of the seed, the contract and the time, so that
 * everybody who asks for the same moment is told the same, whenever he asks.
 *
 * <p>Prices change every {@link #TICK} and at no other time. The market never closes. A bar is made
 * of the ticks in it: its high is the highest {@code last} that {@link #at} tells for any moment of
 * the bar. Options follow their underlying. Thread-safe.
 */
public final class PriceProcess {
  /** How long a price stays as it is. */
  public static final Duration TICK = Duration.ofMillis(Tape.TICK_MILLIS);

  private final long seed;
  private final Instruments instruments;

  PriceProcess(long seed, Instruments instruments) {
    this.seed = seed;
    this.instruments = instruments;
  }

  /**
   * What is bid, asked and was last traded, in the instrument's currency.
   *
   * @param conid the contract
   * @param time since when it is so
   * @param bidSize units bid for at that price
   * @param askSize units offered at that price
   * @param lastSize units in the last trade
   */
  public record Quote(
      int conid,
      Instant time,
      BigDecimal bid,
      BigDecimal ask,
      BigDecimal last,
      long bidSize,
      long askSize,
      long lastSize) {}

  /**
   * The trades of a span of time.
   *
   * @param start when the span starts
   * @param open the first price
   * @param close the last price
   * @param volume units traded
   */
  public record Bar(
      Instant start,
      BigDecimal open,
      BigDecimal high,
      BigDecimal low,
      BigDecimal close,
      long volume) {}

  /** Returns whether there is such an instrument. */
  public boolean knows(int conid) {
    return instruments.find(conid).isPresent();
  }

  /**
   * Returns the quote of a moment.
   *
   * @throws IllegalArgumentException if there is no such instrument
   */
  public Quote at(int conid, Instant time) {
    Tape tape = tape(conid);
    long tick = Tape.tick(time);
    long last = tape.last(tick);
    return new Quote(
        conid,
        Tape.time(tick),
        money(Tape.bid(last)),
        money(Tape.ask(last)),
        money(last),
        tape.bidSize(tick),
        tape.askSize(tick),
        tape.lastSize(tick));
  }

  /**
   * Returns the bars that start in a span of time, oldest first. They start at whole multiples of
   * their size since 1970, weeks on Mondays; the last one ends where the span does.
   *
   * @param from the earliest start of a bar
   * @param to where the last bar ends at the latest
   * @param size whole ticks
   * @throws IllegalArgumentException if there is no such instrument, or the size is not whole ticks
   */
  public List<Bar> bars(int conid, Instant from, Instant to, Duration size) {
    if (size.compareTo(TICK) < 0 || size.toMillis() % TICK.toMillis() != 0) {
      throw new IllegalArgumentException(
          "a bar is made of whole ticks of " + TICK.toSeconds() + " s");
    }
    List<Bar> bars = new ArrayList<>();
    Tape tape = tape(conid);
    for (Instant start = firstStart(from, size); start.isBefore(to); start = start.plus(size)) {
      Instant end = start.plus(size);
      bars.add(bar(tape, start, end.isAfter(to) ? to : end));
    }
    return bars;
  }

  /** The first start of a bar that is not before a moment. */
  static Instant firstStart(Instant from, Duration size) {
    long step = size.toMillis();
    // 1970 began on a Thursday.
    long shift = step % Duration.ofDays(7).toMillis() == 0 ? Duration.ofDays(4).toMillis() : 0;
    long whole = -Math.floorDiv(shift - from.toEpochMilli(), step);
    return Instant.ofEpochMilli(whole * step + shift);
  }

  /**
   * Returns the bar of any span of time.
   *
   * @param to after {@code from}
   */
  public Bar bar(int conid, Instant from, Instant to) {
    if (!from.isBefore(Objects.requireNonNull(to, "to"))) {
      throw new IllegalArgumentException("from must be before to");
    }
    return bar(tape(conid), from, to);
  }

  /** The tape of an instrument; for one walk. */
  Tape tape(int conid) {
    return new Tape(
        seed,
        instruments
            .find(conid)
            .orElseThrow(() -> new IllegalArgumentException("no instrument has conid " + conid)));
  }

  private static Bar bar(Tape tape, Instant from, Instant to) {
    long first = Tape.tick(from);
    long end = Math.max(first + 1, Tape.tick(to.minusMillis(1)) + 1);
    double open = tape.level(first);
    double high = open;
    double low = open;
    double close = open;
    for (long tick = first + 1; tick < end; tick++) {
      close = tape.level(tick);
      high = Math.max(high, close);
      low = Math.min(low, close);
    }
    return new Bar(
        from,
        money(tape.cents(open)),
        money(tape.cents(high)),
        money(tape.cents(low)),
        money(tape.cents(close)),
        tape.volume(first, end));
  }

  static BigDecimal money(long cents) {
    return BigDecimal.valueOf(cents, 2);
  }
}
