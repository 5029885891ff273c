package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.ibkrauth.ibkr.simulator.PriceProcess.Bar;
import io.github.ibkrauth.ibkr.simulator.PriceProcess.Quote;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceProcessTest {
  private static final Instant NOW = Instant.parse("2026-07-01T14:00:00Z");

  private final Instruments instruments = instruments(3);
  private final PriceProcess prices = new PriceProcess(3, instruments);
  private final Instrument stock = instruments.stocks().get(0);
  private final Instrument option =
      instruments
          .option(
              stock,
              YearMonth.of(2026, 9),
              "C",
              instruments.strikes(stock, YearMonth.of(2026, 9)).get(5))
          .orElseThrow();

  private static Instruments instruments(long seed) {
    AccountMaker maker = new AccountMaker(seed);
    maker.user();
    return new Instruments(maker.instruments());
  }

  @Test
  void at_whenSeedContractAndTimeAreTheSame_isTheSame() {
    PriceProcess again = new PriceProcess(3, instruments(3));
    for (int i = 0; i < 200; i++) {
      Instant when = NOW.plus(Duration.ofMinutes(17L * i * i));
      assertThat(again.at(stock.conid(), when)).isEqualTo(prices.at(stock.conid(), when));
      assertThat(again.at(option.conid(), when)).isEqualTo(prices.at(option.conid(), when));
    }
  }

  @Test
  void at_whenTheSeedIsAnother_isAnother() {
    assertThat(new PriceProcess(4, instruments).at(stock.conid(), NOW))
        .isNotEqualTo(prices.at(stock.conid(), NOW));
  }

  @Test
  void at_whenATickPasses_changesThenOnly() {
    Quote quote = prices.at(stock.conid(), NOW);
    assertThat(prices.at(stock.conid(), NOW.plusMillis(4_999))).isEqualTo(quote);
    assertThat(quote.time()).isEqualTo(NOW);
    assertThat(prices.at(stock.conid(), NOW.plus(PriceProcess.TICK)).time())
        .isEqualTo(NOW.plus(PriceProcess.TICK));
    long changes = 0;
    BigDecimal before = quote.last();
    for (int i = 1; i < 100; i++) {
      BigDecimal last =
          prices.at(stock.conid(), NOW.plus(PriceProcess.TICK.multipliedBy(i))).last();
      changes += last.compareTo(before) == 0 ? 0 : 1;
      before = last;
    }
    assertThat(changes).isGreaterThan(10);
  }

  @Test
  void at_whenAnyTimeIsAsked_bidsBelowAndAsksAbove() {
    for (Instrument any : List.of(stock, option)) {
      for (int i = 0; i < 500; i++) {
        Quote quote = prices.at(any.conid(), NOW.plus(Duration.ofHours(i)));
        assertThat(quote.bid()).isLessThanOrEqualTo(quote.last()).isPositive();
        assertThat(quote.ask()).isGreaterThan(quote.last());
        assertThat(quote.bidSize()).isPositive();
        assertThat(quote.askSize()).isPositive();
      }
    }
  }

  @Test
  void at_whenYearsPass_staysNearTheBase() {
    for (int i = 0; i < 400; i++) {
      BigDecimal last = prices.at(stock.conid(), NOW.plus(Duration.ofDays(30L * i))).last();
      double ratio = last.doubleValue() / stock.price().doubleValue();
      assertThat(ratio).isBetween(0.2, 5.0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT5S", "PT1M", "PT1H", "P1D"})
  void bars_whenOfAnySize_areMadeOfTheirTicks(String size) {
    Duration length = Duration.parse(size);
    Instant from = NOW.minus(length.multipliedBy(2));
    for (Instrument any : List.of(stock, option)) {
      for (Bar bar : prices.bars(any.conid(), from, NOW, length)) {
        Instant end = bar.start().plus(length).isAfter(NOW) ? NOW : bar.start().plus(length);
        BigDecimal high = BigDecimal.ZERO;
        BigDecimal low = new BigDecimal("1e9");
        BigDecimal close = BigDecimal.ZERO;
        for (Instant at = bar.start(); at.isBefore(end); at = at.plus(PriceProcess.TICK)) {
          close = prices.at(any.conid(), at).last();
          high = high.max(close);
          low = low.min(close);
        }
        assertThat(bar.open()).isEqualTo(prices.at(any.conid(), bar.start()).last());
        assertThat(bar.close()).isEqualTo(close);
        assertThat(bar.high()).isEqualTo(high);
        assertThat(bar.low()).isEqualTo(low);
      }
    }
  }

  @Test
  void bars_whenSmall_addUpToTheLargeOne() {
    Instant day = Instant.parse("2026-06-30T00:00:00Z");
    Bar whole = prices.bar(stock.conid(), day, day.plus(Duration.ofDays(1)));
    List<Bar> hours =
        prices.bars(stock.conid(), day, day.plus(Duration.ofDays(1)), Duration.ofHours(1));
    assertThat(hours).hasSize(24);
    assertThat(hours.stream().mapToLong(Bar::volume).sum()).isEqualTo(whole.volume());
    assertThat(hours).allMatch(bar -> bar.volume() >= 0);
    assertThat(hours.stream().map(Bar::high).reduce(BigDecimal::max)).contains(whole.high());
    assertThat(hours.stream().map(Bar::low).reduce(BigDecimal::min)).contains(whole.low());
  }

  @Test
  void bars_whenAligned_startOnWholeMultiples() {
    assertThat(
            prices.bars(
                stock.conid(), NOW.minusSeconds(7_190), NOW.plusSeconds(1), Duration.ofHours(1)))
        .extracting(Bar::start)
        .containsExactly(NOW.minusSeconds(3_600), NOW);
    assertThat(
            prices
                .bars(stock.conid(), NOW.minus(Duration.ofDays(7)), NOW, Duration.ofDays(7))
                .get(0)
                .start())
        .isEqualTo(Instant.parse("2026-06-29T00:00:00Z"));
    assertThatThrownBy(() -> prices.bars(stock.conid(), NOW, NOW, Duration.ofSeconds(3)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void options_whenPutAndCallHaveTheSameTerms_differByTheUnderlying() {
    double call = OptionPricing.value(true, 103, 100, 0.5);
    double put = OptionPricing.value(false, 103, 100, 0.5);
    assertThat(call - put).isCloseTo(3, within(1e-9));
    assertThat(call).isGreaterThan(3);
    assertThat(OptionPricing.value(true, 103, 100, 0)).isEqualTo(3);
    assertThat(OptionPricing.value(false, 103, 100, -1)).isZero();
    assertThat(OptionPricing.delta(true, 103, 100, 0.5)).isBetween(0.5, 1.0);
  }

  @Test
  void instruments_whenAnOptionIsListed_areFoundByItsConid() {
    for (YearMonth month : instruments.months(stock, NOW)) {
      for (BigDecimal strike : instruments.strikes(stock, month)) {
        for (String right : List.of("C", "P")) {
          Instrument found = instruments.option(stock, month, right, strike).orElseThrow();
          assertThat(instruments.find(found.conid())).contains(found);
          assertThat(found.option().strike()).isEqualByComparingTo(strike);
        }
      }
    }
    assertThat(instruments.find(12)).isEmpty();
    assertThat(instruments.find(Integer.MAX_VALUE)).isEmpty();
    assertThat(prices.knows(option.conid())).isTrue();
    assertThatThrownBy(() -> prices.at(12, NOW)).hasMessageContaining("12");
  }
}
