package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.JsonValue;
import io.github.ibkrauth.ibkr.model.OrderSide;
import io.github.ibkrauth.ibkr.model.TimeInForce;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An order to be placed or previewed, or an order as it is to be after a change. Each kind of order
 * is made by its own method, which takes exactly the prices that the kind has. It lives until the
 * end of the trading day unless told otherwise.
 *
 * <p>Quantities and prices are exact and go out with the digits that were given. A limit price may
 * be zero or below, because spreads trade there; a stop price may not.
 *
 * <p>Immutable; each method returns an order with one thing changed. What the broker could not mean
 * is refused with the parameter's name, by {@link IllegalArgumentException}.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class OrderRequest implements OrderPlan {

  private static final String LIMIT_PRICE = "limitPrice";
  private static final String STOP_PRICE = "stopPrice";

  private final JsonObject ticket;

  private OrderRequest(JsonObject ticket) {
    this.ticket = ticket;
  }

  /** Trades at once at whatever the market gives. */
  public static OrderRequest market(long conid, OrderSide side, BigDecimal quantity) {
    return of(conid, side, "MKT", quantity);
  }

  /** Trades at once for an amount of cash instead of a quantity, on a best-effort basis. */
  public static OrderRequest marketForCash(long conid, OrderSide side, BigDecimal cash) {
    return ofCash(conid, side, "MKT", cash);
  }

  /** Trades at a price or better. */
  public static OrderRequest limit(
      long conid, OrderSide side, BigDecimal quantity, BigDecimal limitPrice) {
    return of(conid, side, "LMT", quantity).price("price", LIMIT_PRICE, limitPrice);
  }

  /** Trades at a price or better for an amount of cash, on a best-effort basis. */
  public static OrderRequest limitForCash(
      long conid, OrderSide side, BigDecimal cash, BigDecimal limitPrice) {
    return ofCash(conid, side, "LMT", cash).price("price", LIMIT_PRICE, limitPrice);
  }

  /** Becomes a market order when the market touches a price. */
  public static OrderRequest stop(
      long conid, OrderSide side, BigDecimal quantity, BigDecimal stopPrice) {
    return of(conid, side, "STP", quantity).stopPrice("price", stopPrice);
  }

  /** Becomes a limit order when the market touches a price. */
  public static OrderRequest stopLimit(
      long conid,
      OrderSide side,
      BigDecimal quantity,
      BigDecimal stopPrice,
      BigDecimal limitPrice) {
    return of(conid, side, "STOP_LIMIT", quantity)
        .price("price", LIMIT_PRICE, limitPrice)
        .stopPrice("auxPrice", stopPrice);
  }

  /** A stop order whose price follows the market; the broker sets where it begins. */
  public static OrderRequest trailing(
      long conid, OrderSide side, BigDecimal quantity, TrailingOffset offset) {
    return of(conid, side, "TRAIL", quantity).trailing(offset);
  }

  /** A stop order whose price follows the market, beginning at a price. */
  public static OrderRequest trailing(
      long conid,
      OrderSide side,
      BigDecimal quantity,
      TrailingOffset offset,
      BigDecimal stopPrice) {
    return trailing(conid, side, quantity, offset).stopPrice("price", stopPrice);
  }

  /** A stop limit order whose prices follow the market, beginning at these. */
  public static OrderRequest trailingLimit(
      long conid,
      OrderSide side,
      BigDecimal quantity,
      TrailingOffset offset,
      BigDecimal stopPrice,
      BigDecimal limitPrice) {
    return of(conid, side, "TRAILLMT", quantity)
        .trailing(offset)
        .price("price", LIMIT_PRICE, limitPrice)
        .stopPrice("auxPrice", stopPrice);
  }

  /** Trades in the middle between bid and ask, or better. */
  public static OrderRequest midprice(long conid, OrderSide side, BigDecimal quantity) {
    return of(conid, side, "MIDPRICE", quantity);
  }

  /** Trades in the middle between bid and ask, but no worse than a price. */
  public static OrderRequest midprice(
      long conid, OrderSide side, BigDecimal quantity, BigDecimal limitPrice) {
    return midprice(conid, side, quantity).price("price", LIMIT_PRICE, limitPrice);
  }

  /** Trades in the closing auction. */
  public static OrderRequest marketOnClose(long conid, OrderSide side, BigDecimal quantity) {
    return of(conid, side, "MOC", quantity);
  }

  /** Trades in the closing auction at a price or better. */
  public static OrderRequest limitOnClose(
      long conid, OrderSide side, BigDecimal quantity, BigDecimal limitPrice) {
    return of(conid, side, "LOC", quantity).price("price", LIMIT_PRICE, limitPrice);
  }

  /**
   * Says how long it lives.
   *
   * @param value {@code DAY}, {@code GTC}, {@code IOC} or {@code OPG}, or one that this library
   *     does not name; the broker takes neither a date nor {@code CLOSE} here
   */
  public OrderRequest timeInForce(TimeInForce value) {
    Objects.requireNonNull(value, "timeInForce");
    if (value.equals(TimeInForce.GOOD_TILL_DATE) || value.equals(TimeInForce.AT_THE_CLOSE)) {
      throw new IllegalArgumentException(
          "timeInForce of an order must be DAY, GTC, IOC or OPG, not "
              + value
              + (value.equals(TimeInForce.AT_THE_CLOSE)
                  ? "; use marketOnClose or limitOnClose."
                  : "."));
    }
    if (isOnClose() && !value.equals(TimeInForce.DAY)) {
      throw new IllegalArgumentException(
          "timeInForce of an order for the close must be DAY, not " + value + ".");
    }
    if (value.equals(TimeInForce.AT_THE_OPENING)
        && !type().equals("MKT")
        && !type().equals("LMT")) {
      throw new IllegalArgumentException(
          "timeInForce OPG is for market and limit orders, not for " + type() + ".");
    }
    return with("tif", JsonValue.of(value.code())).checkHours();
  }

  /** Lets it live until it is cancelled. */
  public OrderRequest goodTillCancelled() {
    return timeInForce(TimeInForce.GOOD_TILL_CANCELLED);
  }

  /** Lets it trade outside regular trading hours too. */
  public OrderRequest outsideRegularHours() {
    return with("outsideRTH", JsonValue.of(true)).checkHours();
  }

  /**
   * Sets the id by which it is known on this side; a random one is used otherwise. Keep it, as it
   * is the way back to an order whose answer was lost.
   *
   * @param value unique for a day: up to 40 letters, digits, and {@code . _ : # / -}
   */
  public OrderRequest clientOrderId(String value) {
    return with("cOID", JsonValue.of(Check.clientOrderId("clientOrderId", value)));
  }

  /** Says for which account it is, where that is not the one in whose name it is placed. */
  public OrderRequest account(String accountId) {
    return with("acctId", JsonValue.of(Check.accountId("accountId", accountId)));
  }

  /**
   * Says where it is routed, instead of leaving that to the broker.
   *
   * @param value such as {@code "NYSE"}
   */
  public OrderRequest at(String value) {
    return with(
        "conidex",
        JsonValue.of(
            conid()
                + "@"
                + Check.form(
                    "exchange",
                    value,
                    Check.EXCHANGE,
                    "an exchange code of letters, digits, dots and dashes")));
  }

  /** Insists on being filled whole or not at all. */
  public OrderRequest allOrNone() {
    return with("allOrNone", JsonValue.of(true));
  }

  /** Lets the broker's price management adjust it, or forbids that. */
  public OrderRequest priceManagement(boolean use) {
    return with("useAdaptive", JsonValue.of(use));
  }

  /** Says that a currency trade converts money, and opens no position. */
  public OrderRequest currencyConversion() {
    return with("isCcyConv", JsonValue.of(true));
  }

  /**
   * Has an algorithm of the broker work it; the contract's algos tell which there are.
   *
   * @param name such as {@code "Adaptive"}
   * @param parameters of the algorithm, by their ids
   */
  public OrderRequest algo(String name, Map<String, String> parameters) {
    JsonObject.Builder values = JsonObject.builder();
    Objects.requireNonNull(parameters, "parameters").forEach(values::put);
    return with("strategy", JsonValue.of(Check.text("name", name)))
        .with("strategyParameters", values.build());
  }

  /**
   * Says who entered it, which the exchanges ask for orders in futures.
   *
   * @param manual whether a human did, and not a program
   * @param operator the id of that person or program
   */
  public OrderRequest enteredBy(boolean manual, String operator) {
    return with("manualIndicator", JsonValue.of(manual))
        .with("extOperator", JsonValue.of(Check.text("operator", operator)));
  }

  /** Returns the broker's contract id. */
  public long conid() {
    return ticket.requireWhole("conid");
  }

  /** Returns whether it buys or sells. */
  public OrderSide side() {
    return new OrderSide(ticket.requireText("side"));
  }

  /** Returns the broker's code of the kind of order, such as {@code "LMT"}. */
  public String type() {
    return ticket.requireText("orderType");
  }

  /** Returns how many units, or empty when it is for an amount of cash. */
  public Optional<BigDecimal> quantity() {
    return ticket.num("quantity").toOptional();
  }

  /** Returns for how much cash, or empty when it is for a quantity. */
  public Optional<BigDecimal> cash() {
    return ticket.num("cashQty").toOptional();
  }

  /** Returns the price: the limit price, or the stop price of a kind without a limit price. */
  public Optional<BigDecimal> price() {
    return ticket.num("price").toOptional();
  }

  /** Returns the stop price of a kind that has a limit price beside it. */
  public Optional<BigDecimal> auxiliaryPrice() {
    return ticket.num("auxPrice").toOptional();
  }

  /** Returns how long it lives. */
  public TimeInForce timeInForce() {
    return new TimeInForce(ticket.requireText("tif"));
  }

  /** Returns the id by which it is known on this side, if one was set. */
  public Optional<String> clientOrderId() {
    return ticket.text("cOID");
  }

  /** Returns itself alone. */
  @Override
  public List<OrderRequest> orders() {
    return List.of(this);
  }

  /** Returns it as it goes out, for an account that it may have named itself. */
  JsonObject.Builder ticketFor(String accountId) {
    JsonObject.Builder builder = ticket.toBuilder();
    if (!ticket.has("acctId")) {
      builder.put("acctId", accountId);
    }
    return builder;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OrderRequest that && ticket.equals(that.ticket);
  }

  @Override
  public int hashCode() {
    return ticket.hashCode();
  }

  /** Returns the order in words, such as {@code BUY 10 of 265598 LMT 150.00 DAY}. */
  @Override
  public String toString() {
    StringBuilder words = new StringBuilder(side().code());
    quantity().ifPresent(value -> words.append(' ').append(value.toPlainString()));
    cash().ifPresent(value -> words.append(" for ").append(value.toPlainString()));
    words.append(" of ").append(conid()).append(' ').append(type());
    price().ifPresent(value -> words.append(' ').append(value.toPlainString()));
    auxiliaryPrice().ifPresent(value -> words.append(" stop ").append(value.toPlainString()));
    return words.append(' ').append(timeInForce()).toString();
  }

  private static OrderRequest of(long conid, OrderSide side, String type, BigDecimal quantity) {
    return new OrderRequest(
        start(conid, side, type).put("quantity", Check.positive("quantity", quantity)).build());
  }

  private static OrderRequest ofCash(long conid, OrderSide side, String type, BigDecimal cash) {
    return new OrderRequest(
        start(conid, side, type).put("cashQty", Check.positive("cash", cash)).build());
  }

  private static JsonObject.Builder start(long conid, OrderSide side, String type) {
    Check.conid(conid);
    if (!Objects.requireNonNull(side, "side").isNamed()) {
      throw new IllegalArgumentException("side must be BUY or SELL, not " + side + ".");
    }
    return JsonObject.builder()
        .put("conid", conid)
        .put("side", side.code())
        .put("orderType", type)
        .put("tif", TimeInForce.DAY.code());
  }

  private OrderRequest price(String field, String name, BigDecimal value) {
    return with(field, JsonValue.of(Check.decimal(name, value)));
  }

  private OrderRequest stopPrice(String field, BigDecimal value) {
    return with(field, JsonValue.of(Check.positive(STOP_PRICE, value)));
  }

  private OrderRequest trailing(TrailingOffset offset) {
    Objects.requireNonNull(offset, "offset");
    return with("trailingType", JsonValue.of(offset.type()))
        .with("trailingAmt", JsonValue.of(offset.value()));
  }

  private boolean isOnClose() {
    return type().equals("MOC") || type().equals("LOC");
  }

  private OrderRequest checkHours() {
    if (ticket.flag("outsideRTH")
        && (isOnClose() || timeInForce().equals(TimeInForce.AT_THE_OPENING))) {
      throw new IllegalArgumentException(
          "outsideRegularHours makes no sense for an order for the opening or the close.");
    }
    return this;
  }

  private OrderRequest with(String field, JsonValue value) {
    return new OrderRequest(ticket.toBuilder().put(field, value).build());
  }
}
