package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.ibkr.endpoint.OrderRequest;
import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.model.OrderStatus;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderChangeTest {

  @ParameterizedTest
  @CsvSource({
    "Market, MKT, ,",
    "Limit, LMT, 5.1,",
    "LIMIT, LMT, 5.1,",
    "Stop, STP, 4.9,",
    "Stop Limit, STOP_LIMIT, 5.1, 4.9",
    "STOP_LIMIT, STOP_LIMIT, 5.1, 4.9"
  })
  void with_whenOnlyTheQuantityChanges_keepsKindPricesAndLife(
      String words, String kind, String price, String other) {
    OrderRequest order =
        new OrderChange(status(words, "true")).with(new BigDecimal("7"), null, null, null);

    assertThat(order.type()).isEqualTo(kind);
    assertThat(order.price().map(BigDecimal::toPlainString).orElse(null)).isEqualTo(price);
    assertThat(order.auxiliaryPrice().map(BigDecimal::toPlainString).orElse(null)).isEqualTo(other);
    assertThat(order.quantity()).contains(new BigDecimal("7"));
    assertThat(order.timeInForce().code()).isEqualTo("GTC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Trailing Stop", "Limit On Close", "Pegged", ""})
  void with_whenTheKindIsNotUnderstood_refuses(String words) {
    assertThatThrownBy(
            () ->
                new OrderChange(status(words, "false")).with(new BigDecimal("7"), null, null, null))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("cannot be changed here");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"order_not_editable\":true', can no longer be changed",
    "'\"total_cash_size\":\"500.0\"', an amount of cash"
  })
  void with_whenTheWholeOrderCannotBeSentAgain_refuses(String field, String why) {
    OrderStatus order =
        read(
            "{\"order_id\":1,\"conid\":5,\"side\":\"B\",\"order_type\":\"Limit\",\"tif\":\"DAY\","
                + "\"total_size\":\"10.0\",\"limit_price\":\"5.10\","
                + field
                + "}");

    assertThatThrownBy(() -> new OrderChange(order).with(null, BigDecimal.TEN, null, null))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(why);
  }

  @Test
  void with_whenSomethingIsMissing_refusesInsteadOfGuessing() {
    OrderStatus bare =
        read(
            "{\"order_id\":1,\"conid\":5,\"side\":\"B\",\"order_type\":\"Limit\",\"tif\":\"DAY\"}");

    assertThatThrownBy(() -> new OrderChange(bare).with(null, BigDecimal.TEN, null, null))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("its quantity");
  }

  private static OrderStatus status(String words, String outside) {
    return read(
        "{\"order_id\":1,\"conid\":265598,\"side\":\"B\",\"order_type\":\""
            + words
            + "\",\"total_size\":\"10.0\",\"limit_price\":\"5.10\",\"stop_price\":\"4.90\","
            + "\"tif\":\"GTC\",\"outside_rth\":"
            + (words.equalsIgnoreCase("limit") ? outside : "false")
            + "}");
  }

  private static OrderStatus read(String json) {
    return IbkrJson.object(json.getBytes(StandardCharsets.UTF_8), OrderStatus::new);
  }
}
