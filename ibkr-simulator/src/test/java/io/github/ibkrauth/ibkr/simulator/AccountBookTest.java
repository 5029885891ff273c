package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.ibkr.simulator.AccountBook.Cash;
import io.github.ibkrauth.ibkr.simulator.AccountBook.Profile;
import io.github.ibkrauth.ibkr.simulator.Instrument.OptionTerms;
import io.github.ibkrauth.ibkr.simulator.Instrument.Sector;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Numbers worked out by hand. */
class AccountBookTest {
  private static final Sector SECTOR = new Sector("Industrial", "Machinery", "Robots");
  private static final Instrument STOCK =
      new Instrument(
          1,
          "XAAA",
          "A INC",
          "COMMON",
          "USD",
          "NYSE",
          "US",
          SECTOR,
          null,
          new BigDecimal("10.1234"));
  private static final Instrument EURO =
      new Instrument(
          2,
          "XBBB",
          "B AG",
          "COMMON",
          "EUR",
          "IBIS",
          "DE",
          SECTOR,
          null,
          new BigDecimal("20.0000"));
  private static final Instrument CALL =
      new Instrument(
          3,
          "XAAA",
          "A INC",
          "",
          "USD",
          "AMEX",
          "US",
          SECTOR,
          new OptionTerms(STOCK, "20281215", "C", BigDecimal.TEN),
          new BigDecimal("1.5000"));

  private final AccountBook account =
      new AccountBook(
          new Profile("DU0000001", "T", "USD", "INDIVIDUAL", 0),
          List.of(
              new Cash("USD", BigDecimal.ONE, new BigDecimal("1000.00"), new BigDecimal("1.25")),
              new Cash(
                  "EUR", new BigDecimal("1.10"), new BigDecimal("100.00"), new BigDecimal("0.50"))),
          List.of(
              new Position(STOCK, new BigDecimal("7"), new BigDecimal("9.0000"), BigDecimal.ZERO),
              new Position(EURO, new BigDecimal("-3"), new BigDecimal("21.0000"), BigDecimal.ZERO),
              new Position(CALL, new BigDecimal("2"), new BigDecimal("100.0000"), BigDecimal.ZERO)),
          List.of());

  private static BigDecimal amount(JsonObject summary, String name) {
    return (BigDecimal)
        Objects.requireNonNull(
            ((JsonObject) Objects.requireNonNull(summary.get(name))).get("amount"));
  }

  @Test
  void position_whenValued_roundsToCents() {
    Position stock = account.positions().get(0);
    assertThat(stock.marketValue()).isEqualByComparingTo("70.86");
    assertThat(stock.unrealizedPnl()).isEqualByComparingTo("7.86");
    Position call = account.positions().get(2);
    assertThat(call.marketValue()).isEqualByComparingTo("300");
    assertThat(call.averagePrice()).isEqualByComparingTo("1");
    assertThat(account.positions().get(1).unrealizedPnl()).isEqualByComparingTo("3");
  }

  @Test
  void lines_whenThereAreTwoCurrencies_keepThemApart() {
    CurrencyLine dollars = account.lines().get(0);
    assertThat(dollars.stock()).isEqualByComparingTo("70.86");
    assertThat(dollars.options()).isEqualByComparingTo("300");
    assertThat(dollars.netLiquidation()).isEqualByComparingTo("1372.11");
    CurrencyLine euros = account.lines().get(1);
    assertThat(euros.netLiquidation()).isEqualByComparingTo("40.50");
  }

  @Test
  void base_whenConverted_addsUp() {
    assertThat(account.base().cash()).isEqualByComparingTo("1110");
    assertThat(account.base().stock()).isEqualByComparingTo("4.86");
    assertThat(account.base().netLiquidation()).isEqualByComparingTo("1416.66");
    assertThat(account.grossPositionValue()).isEqualByComparingTo("436.86");
  }

  @Test
  void summary_whenComputed_derivesMarginFromTheGross() {
    JsonObject summary = SummaryView.of(account, Instant.EPOCH);
    assertThat(amount(summary, "netliquidation")).isEqualByComparingTo("1416.66");
    assertThat(amount(summary, "equitywithloanvalue")).isEqualByComparingTo("1114.86");
    assertThat(amount(summary, "initmarginreq")).isEqualByComparingTo("109.22");
    assertThat(amount(summary, "maintmarginreq")).isEqualByComparingTo("87.37");
    assertThat(amount(summary, "availablefunds")).isEqualByComparingTo("1005.64");
    assertThat(amount(summary, "buyingpower")).isEqualByComparingTo("4022.56");
    assertThat(amount(summary, "netliquidation-c")).isEqualByComparingTo("0");
  }

  @Test
  void allocation_whenComputed_partsLongAndShort() {
    String json = Json.text(AllocationView.of(List.of(account)));
    assertThat(json)
        .startsWith(
            "{\"assetClass\":{\"long\":{\"CASH\":1110.0,\"OPT\":300.0,\"STK\":70.86},\"short\":{\"STK\":-66.0}}")
        .contains("\"sector\":{\"long\":{\"Industrial\":370.86},\"short\":{\"Industrial\":-66.0}}");
  }

  @Test
  void numbers_whenPrinted_haveADecimalAndNoExponent() {
    assertThat(Json.text(Numbers.wire(new BigDecimal("44")))).isEqualTo("44.0");
    assertThat(Json.text(Numbers.wire(new BigDecimal("1E+3")))).isEqualTo("1000.0");
    assertThat(Json.text(Numbers.wire(new BigDecimal("0.00000001")))).isEqualTo("0.00000001");
    assertThat(Json.text(Numbers.wire(new BigDecimal("-1.2300")))).isEqualTo("-1.23");
  }
}
