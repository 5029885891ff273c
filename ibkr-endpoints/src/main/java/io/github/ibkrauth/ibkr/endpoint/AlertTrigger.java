package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.math.BigDecimal;
import java.util.Objects;

/** One thing that an alert watches. Immutable. */
@ApiLevel(ApiLevel.Kind.API)
public final class AlertTrigger {

  private static final int PRICE = 1;
  private static final int VOLUME = 6;

  private final int type;
  private final String contract;
  private final String operator;
  private final String value;

  private AlertTrigger(int type, String contract, String operator, String value) {
    this.type = type;
    this.contract = contract;
    this.operator = operator;
    this.value = value;
  }

  /** Watches for a price at or above a value. */
  public static AlertTrigger priceAtLeast(long conid, String exchange, BigDecimal value) {
    return new AlertTrigger(PRICE, contract(conid, exchange), ">=", plain(value));
  }

  /** Watches for a price at or below a value. */
  public static AlertTrigger priceAtMost(long conid, String exchange, BigDecimal value) {
    return new AlertTrigger(PRICE, contract(conid, exchange), "<=", plain(value));
  }

  /** Watches for a volume of the day at or above a value. */
  public static AlertTrigger volumeAtLeast(long conid, String exchange, BigDecimal value) {
    return new AlertTrigger(VOLUME, contract(conid, exchange), ">=", plain(value));
  }

  /**
   * Watches anything else that the broker can watch.
   *
   * @param type the broker's number of what is watched, such as 4 for the margin cushion
   * @param contract a contract id and an exchange, such as {@code "8314@NYSE"}, or {@code "*@*"}
   * @param operator how to compare, such as {@code ">="}
   * @param value what to compare with
   */
  public static AlertTrigger of(int type, String contract, String operator, String value) {
    return new AlertTrigger(
        Check.within("type", type, 1, 99),
        Check.text("contract", contract),
        Check.text("operator", operator),
        Check.text("value", value));
  }

  /** Returns it as the broker wants it, joined with the next one. */
  JsonObject json(String bind) {
    return JsonObject.builder()
        .put("type", type)
        .put("conidex", contract)
        .put("operator", operator)
        .put("triggerMethod", "0")
        .put("value", value)
        .put("logicBind", bind)
        .build();
  }

  private static String contract(long conid, String exchange) {
    return Check.conid(conid) + "@" + Check.text("exchange", exchange);
  }

  private static String plain(BigDecimal value) {
    return Objects.requireNonNull(value, "value").toPlainString();
  }
}
