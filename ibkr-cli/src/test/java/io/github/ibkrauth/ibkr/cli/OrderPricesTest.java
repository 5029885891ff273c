package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.ibkr.endpoint.OrderRequest;
import io.github.ibkrauth.ibkr.model.OrderSide;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class OrderPricesTest {

  @ParameterizedTest
  @CsvSource({
    "--limit 5.50, LMT, 5.50,",
    "--stop 5, STP, 5,",
    "--stop 5 --limit 6, STOP_LIMIT, 6, 5",
    "--trail 2, TRAIL, ,",
    "--trail 2% --stop 5, TRAIL, 5,",
    "--trail 2% --stop 5 --limit 6, TRAILLMT, 6, 5",
    "--order-type mkt, MKT, ,",
    "--order-type midprice --limit 7, MIDPRICE, 7,",
    "--order-type MIDPRICE, MIDPRICE, ,",
    "--order-type MOC, MOC, ,",
    "--order-type LOC --limit 3, LOC, 3,"
  })
  void order_whenPricesAreGiven_isOfTheKindThatTheyMake(
      String line, String kind, String price, String other) {
    OrderRequest order = order(line, false);

    assertThat(order.type()).isEqualTo(kind);
    assertThat(order.price().map(BigDecimal::toPlainString).orElse(null)).isEqualTo(price);
    assertThat(order.auxiliaryPrice().map(BigDecimal::toPlainString).orElse(null)).isEqualTo(other);
    assertThat(order.quantity()).contains(BigDecimal.TEN);
  }

  @Test
  void order_whenForCash_isForAnAmountOfIt() {
    assertThat(order("--order-type MKT", true).cash()).contains(BigDecimal.TEN);
    assertThat(order("--limit 5", true).cash()).contains(BigDecimal.TEN);
  }

  @Test
  void order_whenThereIsNoPrice_isNeverAMarketOrder() {
    assertThatThrownBy(() -> order("", false))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("There is no price")
        .hasMessageContaining("--order-type MKT");
  }

  private static OrderRequest order(String line, boolean forCash) {
    Line command = new Line();
    new CommandLine(command).parseArgs(line.isEmpty() ? new String[0] : line.split(" "));
    return command.prices.order(265598, OrderSide.BUY, BigDecimal.TEN, forCash);
  }

  @Command(name = "line")
  private static final class Line {
    @Mixin private final OrderPrices prices = new OrderPrices();
  }
}
