package io.github.ibkrauth.ibkr.simulator;

import io.github.ibkrauth.ibkr.simulator.PriceProcess.Bar;
import io.github.ibkrauth.ibkr.simulator.PriceProcess.Quote;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of market data by their numbers, as snapshots and streams send them. */
final class QuoteFields {
  private final PriceProcess prices;
  private final Ledgers ledgers;

  QuoteFields(PriceProcess prices, Ledgers ledgers) {
    this.prices = prices;
    this.ledgers = ledgers;
  }

  /** Adds the wanted fields that the simulator has for an instrument. */
  void put(
      JsonObject row,
      Instrument instrument,
      Collection<String> wanted,
      Instant now,
      Trader trader) {
    Quote quote = prices.at(instrument.conid(), now);
    row.put("_updated", quote.time().toEpochMilli()).put("server_id", "q0").put("6119", "q0");
    Day day = new Day(instrument, now);
    for (String field : wanted) {
      Object value = quoted(field, quote);
      if (value == null) {
        value = ofDay(field, quote, day);
      }
      if (value == null) {
        value = described(field, instrument);
      }
      if (value == null) {
        value = held(field, instrument, trader);
      }
      if (value != null) {
        row.put(field, value);
      }
      if (field.equals("87")) {
        row.put("87_raw", BigDecimal.valueOf(day.bar().volume()).setScale(1));
      }
    }
  }

  private static @Nullable Object quoted(String field, Quote quote) {
    return switch (field) {
      case "31" -> quote.last().toPlainString();
      case "84" -> quote.bid().toPlainString();
      case "86" -> quote.ask().toPlainString();
      case "85" -> Long.toString(quote.askSize());
      case "88" -> Long.toString(quote.bidSize());
      case "7059" -> Long.toString(quote.lastSize());
      default -> null;
    };
  }

  private @Nullable Object ofDay(String field, Quote quote, Day day) {
    return switch (field) {
      case "70" -> day.bar().high().toPlainString();
      case "71" -> day.bar().low().toPlainString();
      case "7295" -> day.bar().open().toPlainString();
      case "7296", "7741" -> day.before().toPlainString();
      case "82" -> quote.last().subtract(day.before()).toPlainString();
      case "83" -> percent(quote.last(), day.before());
      case "87" -> shortened(day.bar().volume());
      case "7762" -> Long.toString(day.bar().volume());
      case "7282" -> shortened(day.tape.usualVolume());
      case "7308" -> delta(day);
      default -> null;
    };
  }

  private static @Nullable Object described(String field, Instrument instrument) {
    Instrument.OptionTerms option = instrument.option();
    return switch (field) {
      case "55" -> instrument.symbol();
      case "58", "7219" -> PositionViews.description(instrument);
      case "6004", "7221" -> instrument.exchange();
      case "6008" -> instrument.conid();
      case "6070" -> instrument.assetClass();
      case "6457" -> option == null ? null : Integer.toString(option.underlying().conid());
      case "6509" -> "RpB";
      case "7051" -> instrument.name();
      case "7094" -> instrument.conid() + "@SMART";
      case "7184" -> "1";
      case "7280" -> instrument.sector() == null ? null : instrument.sector().sector();
      case "7281" -> instrument.sector() == null ? null : instrument.sector().group();
      default -> null;
    };
  }

  private @Nullable Object held(String field, Instrument instrument, Trader trader) {
    if (!field.matches("7[3-9]|80|7292")) {
      return null;
    }
    String account = trader.session().selectedAccount(trader.user());
    Optional<Position> held = ledgers.live(account).position(instrument.conid());
    if (held.isEmpty()) {
      return null;
    }
    Position position = held.get();
    return switch (field) {
      case "73" -> position.marketValue().toPlainString();
      case "74" -> position.averagePrice().setScale(2, RoundingMode.HALF_UP).toPlainString();
      case "75", "77" -> position.unrealizedPnl().toPlainString();
      case "76" -> position.quantity().toPlainString();
      case "79" -> position.realizedPnl().toPlainString();
      case "7292" ->
          Numbers.cents(position.quantity().multiply(position.averageCost())).toPlainString();
      default -> null;
    };
  }

  private static String percent(BigDecimal now, BigDecimal before) {
    return now.subtract(before)
        .multiply(BigDecimal.valueOf(100))
        .divide(before, 2, RoundingMode.HALF_UP)
        .toPlainString();
  }

  private static @Nullable String delta(Day day) {
    Instrument.OptionTerms option = day.instrument.option();
    if (option == null) {
      return null;
    }
    long tick = Tape.tick(day.now);
    double delta =
        OptionPricing.delta(
            option.right().equals("C"),
            day.tape.underlying(tick),
            option.strike().doubleValue(),
            day.tape.yearsLeft(tick));
    return BigDecimal.valueOf(delta).setScale(3, RoundingMode.HALF_UP).toPlainString();
  }

  private static String shortened(long volume) {
    if (volume >= 1_000_000) {
      return BigDecimal.valueOf(volume, 6).setScale(2, RoundingMode.HALF_UP) + "M";
    }
    return volume >= 10_000
        ? BigDecimal.valueOf(volume, 3).setScale(1, RoundingMode.HALF_UP) + "K"
        : Long.toString(volume);
  }

  /** The day so far, made only when a field of it is wanted. */
  private final class Day {
    final Instrument instrument;
    final Instant now;
    final Tape tape;
    private final Instant start;
    private @Nullable Bar bar;

    Day(Instrument instrument, Instant now) {
      this.instrument = instrument;
      this.now = now;
      this.tape = prices.tape(instrument.conid());
      this.start = now.truncatedTo(ChronoUnit.DAYS);
    }

    Bar bar() {
      if (bar == null) {
        bar = prices.bar(instrument.conid(), start, now.plusMillis(1));
      }
      return bar;
    }

    /** The last price of the day before. */
    BigDecimal before() {
      return prices.at(instrument.conid(), start.minus(Duration.ofMillis(1))).last();
    }
  }
}
