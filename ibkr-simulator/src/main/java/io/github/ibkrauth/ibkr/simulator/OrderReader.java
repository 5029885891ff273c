package io.github.ibkrauth.ibkr.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ibkrauth.ibkr.simulator.OrderTicket.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads orders from bodies, and refuses what makes no order. */
final class OrderReader {
  private static final Set<String> TIMES = Set.of("DAY", "GTC", "IOC");

  private final Instruments instruments;

  OrderReader(Instruments instruments) {
    this.instruments = instruments;
  }

  /** Reads the orders of a body: one, or some that belong together. */
  List<OrderTicket> orders(Call call, String account) {
    JsonNode orders =
        Json.object(call.body())
            .map(body -> body.path("orders"))
            .orElseThrow(() -> OrderRefusals.malformed("the body is not a JSON object"));
    if (!orders.isArray() || orders.isEmpty()) {
      throw OrderRefusals.malformed("orders");
    }
    List<OrderTicket> tickets = new ArrayList<>();
    boolean group = orders.get(0).path("isSingleGroup").asBoolean();
    for (JsonNode order : orders) {
      tickets.add(order(order, account, group));
    }
    boolean attached = tickets.stream().skip(1).noneMatch(ticket -> ticket.parentRef().isEmpty());
    if (tickets.size() > 1 && !group && !attached) {
      throw OrderRefusals.malformed("several orders at once must be a bracket or a group");
    }
    return tickets;
  }

  private OrderTicket order(JsonNode json, String account, boolean group) {
    if (json.hasNonNull("acctId") && !json.path("acctId").asText().equals(account)) {
      throw OrderRefusals.malformed("acctId is not the account of the path");
    }
    Instrument instrument = instrument(json);
    Type type = type(json.path("orderType").asText());
    String side = json.path("side").asText().toUpperCase(Locale.ROOT);
    if (!side.equals("BUY") && !side.equals("SELL")) {
      throw OrderRefusals.malformed("side must be BUY or SELL");
    }
    if (json.hasNonNull("cashQty")) {
      throw OrderRefusals.refused("Cash quantity orders are not supported for this contract.");
    }
    return new OrderTicket(
        account,
        instrument,
        json.path("cOID").asText(""),
        json.path("parentId").asText(""),
        side.equals("BUY"),
        type,
        quantity(json.path("quantity"), instrument),
        limit(json, type),
        stop(json, type),
        timeInForce(json.path("tif").asText()),
        json.path("outsideRTH").asBoolean(),
        group);
  }

  /** Reads a change: what it leaves out stays, what cannot change must be as it was. */
  OrderTicket change(Call call, OrderTicket old) {
    JsonNode json =
        Json.object(call.body())
            .orElseThrow(() -> OrderRefusals.malformed("the body is not a JSON object"));
    String side = json.path("side").asText(old.side());
    boolean sameSide = side.equalsIgnoreCase(old.side());
    boolean sameContract =
        !json.hasNonNull("conid") || json.path("conid").asInt() == old.instrument().conid();
    boolean sameType =
        !json.hasNonNull("orderType") || type(json.path("orderType").asText()) == old.type();
    if (!sameSide || !sameContract || !sameType) {
      throw OrderRefusals.refused("Side, contract and type of an order cannot be changed.");
    }
    BigDecimal limit = limit(json, old.type(), old.limit());
    BigDecimal stop = stop(json, old.type(), old.stop());
    return old.changed(
        json.hasNonNull("quantity")
            ? quantity(json.path("quantity"), old.instrument())
            : old.quantity(),
        limit,
        stop,
        json.hasNonNull("tif") ? timeInForce(json.path("tif").asText()) : old.timeInForce());
  }

  private Instrument instrument(JsonNode json) {
    String conidex = json.path("conidex").asText("");
    int conid =
        json.hasNonNull("conid")
            ? json.path("conid").asInt()
            : conid(conidex.replaceAll("@.*", ""));
    return instruments
        .find(conid)
        .orElseThrow(() -> OrderRefusals.refused("No contract was found for conid " + conid + "."));
  }

  private static int conid(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw OrderRefusals.malformed("conid");
    }
  }

  private static Type type(String text) {
    String name = text.toUpperCase(Locale.ROOT).replace(' ', '_');
    for (Type type : Type.values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    if (name.isEmpty()) {
      throw OrderRefusals.malformed("orderType");
    }
    throw OrderRefusals.refused("Order type " + text + " is not supported for this contract.");
  }

  private static String timeInForce(String text) {
    String name = text.toUpperCase(Locale.ROOT);
    if (name.isEmpty()) {
      throw OrderRefusals.malformed("tif");
    }
    if (!TIMES.contains(name)) {
      throw OrderRefusals.refused("Time in force " + text + " is not supported for this contract.");
    }
    return name;
  }

  private static BigDecimal quantity(JsonNode json, Instrument instrument) {
    BigDecimal quantity = number(json, "quantity");
    if (quantity == null || quantity.signum() <= 0) {
      throw OrderRefusals.malformed("quantity must be positive");
    }
    int places = Math.max(0, quantity.stripTrailingZeros().scale());
    if (instrument.option() != null && places > 0 || places > 4) {
      throw OrderRefusals.refused("The quantity is not a size this contract trades in.");
    }
    return quantity.stripTrailingZeros();
  }

  private static @Nullable BigDecimal limit(JsonNode json, Type type) {
    return limit(json, type, null);
  }

  private static @Nullable BigDecimal limit(JsonNode json, Type type, @Nullable BigDecimal old) {
    if (type == Type.MIDPRICE || type.limited) {
      BigDecimal price = price(json, "price", old);
      if (price == null && type.limited) {
        throw OrderRefusals.refused("A " + type.words + " order needs a limit price.");
      }
      return price;
    }
    return null;
  }

  private static @Nullable BigDecimal stop(JsonNode json, Type type) {
    return stop(json, type, null);
  }

  /** A stop order has its stop price in {@code price}, a stop limit order in {@code auxPrice}. */
  private static @Nullable BigDecimal stop(JsonNode json, Type type, @Nullable BigDecimal old) {
    if (!type.stopped) {
      return null;
    }
    BigDecimal price = price(json, type == Type.STP ? "price" : "auxPrice", old);
    if (price == null) {
      throw OrderRefusals.refused("A " + type.words + " order needs a stop price.");
    }
    return price;
  }

  private static @Nullable BigDecimal price(JsonNode json, String name, @Nullable BigDecimal old) {
    BigDecimal price = number(json.path(name), name);
    if (price == null) {
      return old;
    }
    if (price.signum() <= 0 || price.stripTrailingZeros().scale() > 2) {
      throw OrderRefusals.refused(
          "The price "
              + price.toPlainString()
              + " does not conform to the minimum price variation of 0.01 for this contract.");
    }
    return price.setScale(2, java.math.RoundingMode.UNNECESSARY);
  }

  private static @Nullable BigDecimal number(JsonNode json, String name) {
    if (json.isMissingNode() || json.isNull()) {
      return null;
    }
    try {
      return new BigDecimal(json.asText());
    } catch (NumberFormatException e) {
      throw OrderRefusals.malformed(name + " is not a number");
    }
  }
}
