package io.github.ibkrauth.ibkr.simulator;

import java.math.BigDecimal;
import java.time.Instant;

/** Whether an account can have an order: margin, and that the contract still trades. */
final class OrderChecks {
  static final BigDecimal INITIAL_MARGIN = new BigDecimal("0.25");
  static final BigDecimal MAINTENANCE_MARGIN = new BigDecimal("0.20");

  private final Ledgers ledgers;
  private final PriceProcess prices;

  OrderChecks(Ledgers ledgers, PriceProcess prices) {
    this.ledgers = ledgers;
    this.prices = prices;
  }

  void check(OrderTicket ticket, Instant now) {
    Instrument.OptionTerms option = ticket.instrument().option();
    if (option != null && !now.isBefore(Tape.expiry(option))) {
      throw OrderRefusals.refused("The contract has expired.");
    }
    Effect effect = effect(ticket, now);
    if (effect.equityAfter().compareTo(effect.initialAfter()) < 0
        && effect.initialAfter().compareTo(effect.initialBefore()) > 0) {
      throw OrderRefusals.refused(
          "The order is not accepted: the equity with loan value of "
              + effect.equityAfter().toPlainString()
              + " USD does not cover the initial margin of "
              + effect.initialAfter().toPlainString()
              + " USD.");
    }
  }

  /**
   * What a fill of the whole order would do to its account, in the base currency.
   *
   * @param amount what is paid or received, without commission, in the contract's currency
   */
  record Effect(
      BigDecimal price,
      BigDecimal amount,
      BigDecimal commission,
      BigDecimal equityBefore,
      BigDecimal equityAfter,
      BigDecimal initialBefore,
      BigDecimal initialAfter,
      BigDecimal maintenanceBefore,
      BigDecimal maintenanceAfter,
      BigDecimal positionBefore,
      BigDecimal positionAfter) {}

  Effect effect(OrderTicket ticket, Instant now) {
    Instrument instrument = ticket.instrument();
    long last = prices.tape(instrument.conid()).last(Tape.tick(now));
    BigDecimal price = PriceProcess.money(Matching.price(ticket, last));
    if (ticket.limit() != null) {
      price = ticket.buy() ? ticket.limit().min(price) : ticket.limit().max(price);
    }
    BigDecimal commission = OrderBook.commission(instrument, ticket.quantity());
    AccountBook before = ledgers.live(ticket.account());
    AccountBook after =
        before
            .after(
                instrument,
                ticket.signed(ticket.quantity()),
                price,
                commission,
                ledgers.rateToBase(instrument.currency()))
            .at(held -> prices.at(held.conid(), now).last());
    return new Effect(
        price,
        Numbers.cents(price.multiply(ticket.quantity()).multiply(instrument.multiplier())),
        commission,
        equity(before),
        equity(after),
        share(before, INITIAL_MARGIN),
        share(after, INITIAL_MARGIN),
        share(before, MAINTENANCE_MARGIN),
        share(after, MAINTENANCE_MARGIN),
        held(before, instrument),
        held(after, instrument));
  }

  private static BigDecimal equity(AccountBook account) {
    CurrencyLine base = account.base();
    return base.cash().add(base.stock());
  }

  private static BigDecimal share(AccountBook account, BigDecimal share) {
    return Numbers.cents(account.grossPositionValue().multiply(share));
  }

  private static BigDecimal held(AccountBook account, Instrument instrument) {
    return account.position(instrument.conid()).map(Position::quantity).orElse(BigDecimal.ZERO);
  }
}
