package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.ibkr.endpoint.OrderRequest;
import io.github.ibkrauth.ibkr.endpoint.TrailingOffset;
import io.github.ibkrauth.ibkr.model.OrderSide;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The kind of an order and its prices. The kind follows from the prices where it can. */
final class OrderPrices {

  @Option(
      names = "--order-type",
      paramLabel = "TYPE",
      description =
          "MKT, LMT, STP, STOP_LIMIT, TRAIL, TRAILLMT, MIDPRICE, MOC or LOC. It follows"
              + " from the prices; MKT, MIDPRICE, MOC and LOC must be said.")
  private @Nullable String type;

  @Option(
      names = "--limit",
      paramLabel = "PRICE",
      description = "The highest price to buy for, or the lowest to sell for.")
  private @Nullable BigDecimal limit;

  @Option(
      names = "--stop",
      paramLabel = "PRICE",
      description = "The price at which the order starts to work.")
  private @Nullable BigDecimal stop;

  @Option(
      names = "--trail",
      paramLabel = "AMOUNT|N%",
      description = "How far the stop price follows the market, as an amount or in percent.")
  private @Nullable String trail;

  /**
   * Returns the order.
   *
   * @param forCash whether the quantity is an amount of cash
   * @throws CommandFailure when kind and prices do not go together
   * @throws IllegalArgumentException when the library refuses a number
   */
  OrderRequest order(long conid, OrderSide side, BigDecimal quantity, boolean forCash) {
    String kind = kind();
    if (forCash && !kind.equals("MKT") && !kind.equals("LMT")) {
      throw CommandFailure.usage("--cash goes with MKT and LMT, not with " + kind + ".");
    }
    return switch (kind) {
      case "MKT" -> {
        only(kind, false, false, false);
        yield forCash
            ? OrderRequest.marketForCash(conid, side, quantity)
            : OrderRequest.market(conid, side, quantity);
      }
      case "LMT" -> {
        only(kind, true, false, false);
        yield forCash
            ? OrderRequest.limitForCash(conid, side, quantity, limit())
            : OrderRequest.limit(conid, side, quantity, limit());
      }
      case "STP" -> {
        only(kind, false, true, false);
        yield OrderRequest.stop(conid, side, quantity, stop());
      }
      case "STOP_LIMIT" -> {
        only(kind, true, true, false);
        yield OrderRequest.stopLimit(conid, side, quantity, stop(), limit());
      }
      case "TRAIL" -> {
        only(kind, false, stop != null, true);
        yield stop == null
            ? OrderRequest.trailing(conid, side, quantity, offset())
            : OrderRequest.trailing(conid, side, quantity, offset(), stop);
      }
      case "TRAILLMT" -> {
        only(kind, true, true, true);
        yield OrderRequest.trailingLimit(conid, side, quantity, offset(), stop(), limit());
      }
      case "MIDPRICE" -> {
        only(kind, limit != null, false, false);
        yield limit == null
            ? OrderRequest.midprice(conid, side, quantity)
            : OrderRequest.midprice(conid, side, quantity, limit);
      }
      case "MOC" -> {
        only(kind, false, false, false);
        yield OrderRequest.marketOnClose(conid, side, quantity);
      }
      case "LOC" -> {
        only(kind, true, false, false);
        yield OrderRequest.limitOnClose(conid, side, quantity, limit());
      }
      default ->
          throw CommandFailure.usage(
              "--order-type must be MKT, LMT, STP, STOP_LIMIT, TRAIL, TRAILLMT, MIDPRICE, MOC or LOC,"
                  + " not '"
                  + type
                  + "'.");
    };
  }

  private String kind() {
    if (type != null) {
      return type.toUpperCase(Locale.ROOT);
    }
    if (trail != null) {
      return limit == null ? "TRAIL" : "TRAILLMT";
    }
    if (stop != null) {
      return limit == null ? "STP" : "STOP_LIMIT";
    }
    if (limit == null) {
      throw CommandFailure.usage(
          "There is no price: add --limit, --stop or --trail, or --order-type MKT to trade at whatever"
              + " the market gives.");
    }
    return "LMT";
  }

  private void only(String kind, boolean withLimit, boolean withStop, boolean withTrail) {
    check(kind, "--limit", limit != null, withLimit);
    check(kind, "--stop", stop != null, withStop);
    check(kind, "--trail", trail != null, withTrail);
  }

  private static void check(String kind, String option, boolean isGiven, boolean isWanted) {
    if (isGiven != isWanted) {
      throw CommandFailure.usage(
          "An order of the kind " + kind + (isWanted ? " needs " : " has no ") + option + ".");
    }
  }

  private BigDecimal limit() {
    return given("--limit", limit);
  }

  private BigDecimal stop() {
    return given("--stop", stop);
  }

  private static BigDecimal given(String option, @Nullable BigDecimal price) {
    if (price == null) {
      throw CommandFailure.usage("There is no " + option + ".");
    }
    return price;
  }

  private TrailingOffset offset() {
    String text = trail == null ? "" : trail;
    boolean percent = text.endsWith("%");
    try {
      BigDecimal number =
          new BigDecimal(percent ? text.substring(0, text.length() - 1).strip() : text);
      return percent ? TrailingOffset.percent(number) : TrailingOffset.amount(number);
    } catch (NumberFormatException e) {
      throw CommandFailure.usage(
          "--trail must be an amount such as 1.50 or a percentage such as 2%, not '" + text + "'.");
    }
  }
}
