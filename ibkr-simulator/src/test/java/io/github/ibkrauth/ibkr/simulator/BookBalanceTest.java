package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever is ordered, changed, cancelled and filled: cash, positions and trades balance. */
class BookBalanceTest {
  private static final int RUNS = 40;
  private static final int STEPS = 80;

  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-07-01T14:00:00Z"));

  @Test
  void accounts_afterAnyOrders_balanceWithTheTrades() {
    int trades = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      trades += new Run(seed).walk();
    }
    assertThat(trades).isGreaterThan(RUNS * 10);
  }

  private final class Run {
    private final SplittableRandom random;
    private final BrokerUser user;
    private final List<Instrument> traded = new ArrayList<>();
    private final Ledgers ledgers;
    private final OrderBook book;
    private final TradingSession session = new TradingSession(clock.instant());
    private final Map<Long, BigDecimal> told = new HashMap<>();
    private long sequence;

    Run(long seed) {
      this.random = new SplittableRandom(seed);
      AccountMaker maker = new AccountMaker(seed);
      this.user = maker.user();
      Instruments instruments = new Instruments(maker.instruments());
      user.accounts().get(0).positions().forEach(held -> traded.add(held.instrument()));
      PriceProcess prices = new PriceProcess(seed, instruments);
      this.ledgers =
          new Ledgers(List.of(user), id -> Optional.empty(), prices, maker.euroRate(), clock);
      this.book = new OrderBook(seed, prices, ledgers, new BookScript(), clock);
      book.events().listen(this::note);
    }

    private void note(BookEvent event) {
      assertThat(event.sequence()).isEqualTo(++sequence);
      if (event.trade() != null) {
        told.merge(event.trade().orderId(), event.trade().quantity(), BigDecimal::add);
      }
      assertThat(event.order().filled())
          .isEqualByComparingTo(told.getOrDefault(event.order().orderId(), BigDecimal.ZERO))
          .isLessThanOrEqualTo(event.order().quantity());
    }

    int walk() {
      for (int step = 0; step < STEPS; step++) {
        try {
          step();
        } catch (Refusal refused) {
          assertThat(refused.answer().status()).isEqualTo(200);
        }
      }
      book.settle();
      user.accounts().forEach(this::check);
      return book.trades(trade -> true).size();
    }

    private void step() {
      List<BookedOrder> orders = book.orders(order -> true);
      switch (random.nextInt(orders.isEmpty() ? 3 : 6)) {
        case 0, 1, 2 -> book.book(tickets(), session);
        case 3 -> book.cancel(orders.get(random.nextInt(orders.size())).orderId());
        case 4 -> {
          long id = orders.get(random.nextInt(orders.size())).orderId();
          OrderTicket ticket = book.ticket(id);
          book.change(
              id,
              ticket.changed(
                  quantity(ticket.instrument()),
                  ticket.limit(),
                  ticket.stop(),
                  ticket.timeInForce()));
        }
        default -> {
          book.fillPolicy(FillPolicy.values()[random.nextInt(4)]);
          clock.advance(Duration.ofSeconds(random.nextInt(1, 900)));
        }
      }
    }

    private List<OrderTicket> tickets() {
      AccountBook account = user.accounts().get(random.nextInt(user.accounts().size()));
      Instrument instrument = traded.get(random.nextInt(traded.size()));
      boolean group = random.nextInt(4) == 0;
      List<OrderTicket> tickets = new ArrayList<>();
      for (int i = group ? 0 : 2; i < 3; i++) {
        tickets.add(ticket(account.id(), instrument, group));
      }
      return tickets;
    }

    private OrderTicket ticket(String account, Instrument instrument, boolean group) {
      OrderTicket.Type type =
          OrderTicket.Type.values()[random.nextInt(OrderTicket.Type.values().length)];
      BigDecimal near =
          Numbers.cents(
              ledgers
                  .account(user.accounts().get(0).id())
                  .position(instrument.conid())
                  .orElseThrow()
                  .instrument()
                  .price()
                  .multiply(BigDecimal.valueOf(random.nextInt(990, 1010), 3))
                  .max(new BigDecimal("0.01")));
      return new OrderTicket(
          account,
          instrument,
          random.nextInt(3) == 0 ? "id" + random.nextInt(20) : "",
          "",
          random.nextBoolean(),
          type,
          quantity(instrument),
          type.limited ? near : null,
          type.stopped ? near : null,
          List.of("DAY", "GTC", "IOC").get(random.nextInt(3)),
          false,
          group);
    }

    private BigDecimal quantity(Instrument instrument) {
      return instrument.option() == null && random.nextInt(4) == 0
          ? BigDecimal.valueOf(random.nextInt(1, 50_000), 4)
          : BigDecimal.valueOf(random.nextInt(1, 1_500));
    }

    private void check(AccountBook before) {
      AccountBook after = ledgers.live(before.id());
      Map<String, BigDecimal> cash = new HashMap<>();
      Map<Integer, BigDecimal> held = new HashMap<>();
      before.cash().forEach(line -> cash.put(line.currency(), line.balance()));
      before.positions().forEach(p -> held.put(p.instrument().conid(), p.quantity()));
      for (BookedTrade trade : book.trades(trade -> trade.account().equals(before.id()))) {
        Instrument instrument =
            traded.stream().filter(i -> i.conid() == trade.conid()).findFirst().orElseThrow();
        BigDecimal units =
            trade.side().equals("BUY") ? trade.quantity() : trade.quantity().negate();
        BigDecimal paid =
            Numbers.cents(units.multiply(trade.price()).multiply(instrument.multiplier()))
                .add(trade.commission());
        cash.merge(instrument.currency(), paid.negate(), BigDecimal::add);
        held.merge(trade.conid(), units, BigDecimal::add);
      }
      assertThat(after.cash()).hasSameSizeAs(cash.keySet());
      after
          .cash()
          .forEach(
              line -> assertThat(line.balance()).isEqualByComparingTo(cash.get(line.currency())));
      assertThat(after.positions()).hasSameSizeAs(held.keySet());
      after
          .positions()
          .forEach(
              position ->
                  assertThat(position.quantity())
                      .isEqualByComparingTo(held.get(position.instrument().conid())));
      for (BookedOrder order : book.orders(order -> true)) {
        BigDecimal filled =
            book.trades(trade -> trade.orderId() == order.orderId()).stream()
                .map(BookedTrade::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(order.filled()).isEqualByComparingTo(filled);
        assertThat(order.status().equals("Filled")).isEqualTo(order.remaining().signum() == 0);
      }
    }
  }
}
