package io.github.ibkrauth.ibkr.simulator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One account: who it belongs to, its cash and its positions. Immutable; every total is computed
 * from the positions.
 */
record AccountBook(Profile profile, List<Cash> cash, List<Position> positions, List<Combo> combos) {

  /** The account's master data; {@code openedAt} in epoch milliseconds. */
  record Profile(String id, String title, String currency, String customerType, long openedAt) {}

  /** Money in one currency, and the rate that converts it to the account's base currency. */
  record Cash(String currency, BigDecimal rateToBase, BigDecimal balance, BigDecimal interest) {
    Cash minus(BigDecimal amount) {
      return new Cash(currency, rateToBase, balance.subtract(amount), interest);
    }
  }

  /** Positions that belong together, each with its ratio. */
  record Combo(List<Position> legs, List<Integer> ratios) {}

  String id() {
    return profile.id();
  }

  Optional<Position> position(int conid) {
    return positions.stream().filter(held -> held.instrument().conid() == conid).findFirst();
  }

  /**
   * The account after a trade.
   *
   * @param instrument what was traded
   * @param bought negative when sold
   * @param commission in the instrument's currency
   * @param rateToBase of that currency, used when the account had no money in it yet
   */
  AccountBook after(
      Instrument instrument,
      BigDecimal bought,
      BigDecimal price,
      BigDecimal commission,
      BigDecimal rateToBase) {
    BigDecimal paid =
        Numbers.cents(bought.multiply(price).multiply(instrument.multiplier())).add(commission);
    List<Cash> money = new ArrayList<>();
    boolean found = false;
    for (Cash line : cash) {
      boolean mine = line.currency().equals(instrument.currency());
      found |= mine;
      money.add(mine ? line.minus(paid) : line);
    }
    if (!found) {
      BigDecimal nothing = new BigDecimal("0.00");
      money.add(new Cash(instrument.currency(), rateToBase, nothing, nothing).minus(paid));
    }
    List<Position> held = new ArrayList<>();
    Position changed =
        position(instrument.conid()).orElse(Position.none(instrument)).after(bought, price);
    for (Position position : positions) {
      held.add(position.instrument().conid() == instrument.conid() ? changed : position);
    }
    if (position(instrument.conid()).isEmpty()) {
      held.add(changed);
    }
    return new AccountBook(profile, List.copyOf(money), List.copyOf(held), combos);
  }

  /** The account at other prices. */
  AccountBook at(Function<Instrument, BigDecimal> prices) {
    List<Position> marked =
        positions.stream().map(held -> held.at(prices.apply(held.instrument()))).toList();
    AccountBook book = new AccountBook(profile, cash, marked, List.of());
    List<Combo> spreads =
        combos.stream()
            .map(
                combo ->
                    new Combo(
                        combo.legs().stream()
                            .map(leg -> book.position(leg.instrument().conid()).orElse(leg))
                            .toList(),
                        combo.ratios()))
            .filter(AccountBook::isWhole)
            .toList();
    return new AccountBook(profile, cash, marked, spreads);
  }

  /** Whether every leg is still held, on its side. */
  private static boolean isWhole(Combo combo) {
    for (int i = 0; i < combo.legs().size(); i++) {
      if (combo.legs().get(i).quantity().signum() != Integer.signum(combo.ratios().get(i))) {
        return false;
      }
    }
    return true;
  }

  /** One line for every currency the account has money in. */
  List<CurrencyLine> lines() {
    List<CurrencyLine> lines = new ArrayList<>();
    for (Cash money : cash) {
      Predicate<Position> mine = held -> held.instrument().currency().equals(money.currency());
      Predicate<Position> options = held -> held.instrument().option() != null;
      lines.add(
          new CurrencyLine(
              money.currency(),
              money.rateToBase(),
              money.balance(),
              money.interest(),
              sum(mine.and(options.negate()), Position::marketValue),
              sum(mine.and(options), Position::marketValue),
              sum(mine, Position::unrealizedPnl),
              sum(mine, Position::realizedPnl)));
    }
    return lines;
  }

  /** All currencies together, in the base currency. */
  CurrencyLine base() {
    return lines().stream().map(CurrencyLine::converted).reduce(CurrencyLine::plus).orElseThrow();
  }

  /** What all positions are worth without their signs, in the base currency. */
  BigDecimal grossPositionValue() {
    BigDecimal gross = new BigDecimal("0.00");
    for (Position held : positions) {
      gross = gross.add(inBase(held.instrument().currency(), held.marketValue().abs()));
    }
    return gross;
  }

  BigDecimal inBase(String currency, BigDecimal amount) {
    return cash.stream()
        .filter(money -> money.currency().equals(currency))
        .map(money -> Numbers.cents(amount.multiply(money.rateToBase())))
        .findFirst()
        .orElseThrow();
  }

  private BigDecimal sum(Predicate<Position> filter, Function<Position, BigDecimal> value) {
    return positions.stream()
        .filter(filter)
        .map(value)
        .reduce(new BigDecimal("0.00"), BigDecimal::add);
  }
}
