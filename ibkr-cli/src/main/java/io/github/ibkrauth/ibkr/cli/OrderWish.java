package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.ibkr.IbkrException;
import io.github.ibkrauth.ibkr.endpoint.Bracket;
import io.github.ibkrauth.ibkr.endpoint.ContractEndpoints;
import io.github.ibkrauth.ibkr.endpoint.OrderPlan;
import io.github.ibkrauth.ibkr.endpoint.OrderRequest;
import io.github.ibkrauth.ibkr.model.OrderSide;
import io.github.ibkrauth.ibkr.model.TimeInForce;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What order is wanted, as the command line says it. */
final class OrderWish {

  private static final int RANDOM_BYTES = 10;

  @Parameters(index = "0", paramLabel = "SIDE", description = "buy or sell.")
  private String side = "";

  @Parameters(
      index = "1",
      paramLabel = "QUANTITY",
      description = "How many; with --cash, how much.")
  private BigDecimal quantity = BigDecimal.ZERO;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "SYMBOL",
      description = "Such as AAPL@NASDAQ.")
  private @Nullable String word;

  @Mixin private final ConidOption which = new ConidOption();
  @Mixin private final OrderPrices prices = new OrderPrices();
  @Mixin private final AccountOption account = new AccountOption();

  @Option(names = "--cash", description = "QUANTITY is an amount of cash, on a best-effort basis.")
  private boolean forCash;

  @Option(
      names = "--tif",
      paramLabel = "TIF",
      defaultValue = "DAY",
      description = "How long it lives: DAY (default), GTC, IOC or OPG.")
  private String timeInForce = "DAY";

  @Option(names = "--outside-rth", description = "Let it trade outside regular trading hours.")
  private boolean outsideRegularHours;

  @Option(names = "--all-or-none", description = "Fill it whole or not at all.")
  private boolean allOrNone;

  @Option(
      names = "--route",
      paramLabel = "EXCHANGE",
      description = "Where to send it; the broker chooses otherwise.")
  private @Nullable String route;

  @Option(
      names = "--take-profit",
      paramLabel = "PRICE",
      description = "Add an exit at this limit price, good till cancelled.")
  private @Nullable BigDecimal takeProfit;

  @Option(
      names = "--stop-loss",
      paramLabel = "PRICE",
      description = "Add an exit at this stop price, good till cancelled.")
  private @Nullable BigDecimal stopLoss;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "The client order id, unique for a day; a random one otherwise.")
  private @Nullable String id;

  /**
   * Checks all that can be checked before anything is sent.
   *
   * @throws CommandFailure when something is wrong
   */
  void check() {
    which.check(word);
    if (id == null) {
      byte[] random = new byte[RANDOM_BYTES];
      new SecureRandom().nextBytes(random);
      id = "cli-" + HexFormat.of().formatHex(random);
    }
    plan(1);
  }

  /** Returns the client order id. */
  String clientOrderId() {
    return Optional.ofNullable(id).orElseThrow();
  }

  AccountOption account() {
    return account;
  }

  /** Asks which instrument is meant. */
  Instrument instrument(ContractEndpoints contracts) {
    if (which.conid().isEmpty()) {
      return which.find(contracts, word);
    }
    long conid = which.conid().get();
    try {
      return Instrument.of(contracts.details(conid));
    } catch (IbkrException e) {
      // Its name is for the eye; the order is by the id, and the broker judges that.
      return Instrument.of(conid);
    }
  }

  /**
   * Returns what to place.
   *
   * @param conid the instrument's id
   * @throws CommandFailure when it makes no sense
   */
  OrderPlan plan(long conid) {
    return Checked.input(
        () -> {
          OrderRequest entry = entry(conid);
          if (takeProfit != null && stopLoss != null) {
            return Bracket.of(entry, takeProfit, stopLoss);
          }
          if (takeProfit != null) {
            return Bracket.takeProfit(entry, takeProfit);
          }
          return stopLoss != null ? Bracket.stopLoss(entry, stopLoss) : entry;
        });
  }

  private OrderRequest entry(long conid) {
    OrderRequest order =
        prices
            .order(conid, side(), quantity, forCash)
            .timeInForce(new TimeInForce(timeInForce.toUpperCase(Locale.ROOT)))
            .clientOrderId(clientOrderId());
    if (outsideRegularHours) {
      order = order.outsideRegularHours();
    }
    if (allOrNone) {
      order = order.allOrNone();
    }
    return route == null ? order : order.at(route);
  }

  private OrderSide side() {
    return switch (side.toUpperCase(Locale.ROOT)) {
      case "BUY" -> OrderSide.BUY;
      case "SELL" -> OrderSide.SELL;
      default -> throw CommandFailure.usage("SIDE must be buy or sell, not '" + side + "'.");
    };
  }
}
