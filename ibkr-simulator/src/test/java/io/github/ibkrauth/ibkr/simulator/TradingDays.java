package io.github.ibkrauth.ibkr.simulator;

import static io.github.ibkrauth.ibkr.simulator.TradingClient.API;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A simulator that trades, and for every test two days of its own. */
abstract class TradingDays {
  private static final Instant START = Instant.parse("2026-07-01T14:00:00Z");

  static SimulatorClock clock;
  static IbkrSimulator simulator;
  static SimulatedBook book;

  TradingClient client;
  int stock;
  private int ordersBefore;
  private int tradesBefore;

  @BeforeAll
  static void start() {
    clock = SimulatorClock.fixedAt(START);
    simulator = IbkrSimulator.builder().clock(clock).start();
    book = simulator.book();
  }

  @AfterAll
  static void close() {
    simulator.close();
  }

  /** Every test has two days of its own, and nothing of the one before. */
  @BeforeEach
  void begin() {
    book.fillPolicy(FillPolicy.AS_QUOTED);
    book.askByItself(true);
    book.acceptDuplicates(false);
    book.holdCancels(false);
    book.outdatedRepliesGoLive(false);
    client = new TradingClient(simulator);
    stock = client.stock();
    for (BookedOrder order : book.orders()) {
      if (order.isWorking()) {
        client.delete(API + "/account/" + order.account() + "/order/" + order.orderId());
      }
    }
    clock.set(clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(62)));
    client = new TradingClient(simulator);
    ordersBefore = book.orders().size();
    tradesBefore = book.trades().size();
  }

  final List<BookedOrder> orders() {
    List<BookedOrder> all = book.orders();
    return all.subList(ordersBefore, all.size());
  }

  final List<BookedTrade> trades() {
    List<BookedTrade> all = book.trades();
    return all.subList(tradesBefore, all.size());
  }

  final BigDecimal below() {
    return client
        .quote(stock)
        .last()
        .multiply(new BigDecimal("0.90"))
        .setScale(2, java.math.RoundingMode.DOWN);
  }

  final JsonNode position() {
    client.posted("/v1/api/portfolio/" + client.account + "/positions/invalidate", "{}");
    return client.get("/v1/api/portfolio/" + client.account + "/position/" + stock).get(0);
  }

  final BigDecimal cash() {
    return client
        .get("/v1/api/portfolio/" + client.account + "/ledger")
        .at("/USD/cashbalance")
        .decimalValue();
  }

  final String error(String body) {
    return client.place(body).path("error").asText();
  }
}
