package io.github.ibkrauth.ibkr.simulator;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Puts the trading side of the broker together: instruments, prices, accounts, orders. */
final class TradingDesk {
  private final Instruments instruments;
  private final PriceProcess prices;
  private final Ledgers ledgers;
  private final OrderBook book;
  private final OrderChecks checks;
  private final OrderDesk desk;
  private final SimulatedBook view;
  private final InstantSource time;

  TradingDesk(
      long seed,
      List<BrokerUser> users,
      Function<String, Optional<AccountBook>> others,
      List<Instrument> traded,
      BigDecimal euroRate,
      InstantSource time) {
    BookScript script = new BookScript();
    this.time = time;
    this.instruments = new Instruments(traded);
    this.prices = new PriceProcess(seed, instruments);
    this.ledgers = new Ledgers(users, others, prices, euroRate, time);
    this.book = new OrderBook(seed, prices, ledgers, script, time);
    this.checks = new OrderChecks(ledgers, prices);
    this.desk = new OrderDesk(book, checks, new OrderReader(instruments), script, prices, time);
    this.view = new SimulatedBook(book, script, desk);
  }

  void addTo(RouteTable routes, SessionGate gate) {
    new OrderEndpoints(book, desk, checks, instruments, time).addTo(routes, gate);
    new MarketDataEndpoints(instruments, prices, ledgers, time).addTo(routes, gate);
    new ContractEndpoints(instruments, prices, ledgers, time).addTo(routes, gate);
    new ScannerEndpoints(instruments, prices, time).addTo(routes, gate);
    new AlertEndpoints(prices, time).addTo(routes, gate);
    new WatchlistEndpoints(instruments, time).addTo(routes, gate);
    new NotificationEndpoints(time.instant().getEpochSecond()).addTo(routes, gate);
    new AnalystEndpoints(ledgers, book, instruments, time).addTo(routes, gate);
  }

  /** Lets happen what the market has done to the orders by now. */
  void settle() {
    book.settle();
  }

  Instruments instruments() {
    return instruments;
  }

  PriceProcess prices() {
    return prices;
  }

  Ledgers ledgers() {
    return ledgers;
  }

  SimulatedBook book() {
    return view;
  }
}
