package io.github.ibkrauth.ibkr.simulator;

import io.github.ibkrauth.ibkr.simulator.AccountBook.Cash;
import io.github.ibkrauth.ibkr.simulator.AccountBook.Combo;
import io.github.ibkrauth.ibkr.simulator.AccountBook.Profile;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Invents the simulator's user and his accounts; the same seed invents the same ones. Four
 * accounts: a mixed one with euros, a fund and an option spread; one with more positions than fit
 * on two pages; one that is short and owes cash; and an empty one. One stock is held by two of
 * them.
 */
final class AccountMaker {
  static final int MANY = 237;

  private static final long OPENED = 1_704_067_200_000L;

  private final SplittableRandom random;
  private final InstrumentMaker instruments;
  private final BigDecimal euroRate;
  private final Instrument heldTwice;

  AccountMaker(long seed) {
    this.random = new SplittableRandom(seed);
    this.instruments = new InstrumentMaker(random.split());
    this.euroRate = BigDecimal.valueOf(random.nextLong(104_000, 119_000), 5);
    this.heldTwice = instruments.stock();
  }

  BrokerUser user() {
    String name = "simuser" + random.nextInt(100, 1000);
    int id = random.nextInt(100_000_000, 200_000_000);
    int first = random.nextInt(1_000_000, 9_000_000);
    return new BrokerUser(
        name, id, List.of(mixed(first), large(first + 1), leveraged(first + 2), empty(first + 3)));
  }

  /** Everything that can be traded; to be called after {@link #user()}. */
  List<Instrument> instruments() {
    instruments.secondListing(heldTwice, "MEXI", "MX");
    return instruments.all();
  }

  /** What a euro is worth in dollars. */
  BigDecimal euroRate() {
    return euroRate;
  }

  /** Returns the user with real money behind a paper user: the same accounts under other ids. */
  static BrokerUser liveTwin(BrokerUser paper) {
    return new BrokerUser(
        paper.name().replace("simuser", "simlive"),
        paper.id() + 1,
        paper.accounts().stream().map(AccountMaker::liveTwin).toList());
  }

  private static AccountBook liveTwin(AccountBook paper) {
    Profile old = paper.profile();
    Profile profile =
        new Profile(
            old.id().replace("DU", "U"),
            old.title(),
            old.currency(),
            old.customerType(),
            old.openedAt());
    return new AccountBook(profile, paper.cash(), paper.positions(), paper.combos());
  }

  private AccountBook mixed(int number) {
    List<Position> positions = new ArrayList<>();
    List<Instrument> stocks = new ArrayList<>();
    stocks.add(heldTwice);
    for (int i = 0; i < 5; i++) {
      stocks.add(instruments.stock());
    }
    stocks.forEach(stock -> positions.add(hold(stock, random.nextInt(5, 300))));
    positions.add(hold(instruments.fund(), BigDecimal.valueOf(random.nextLong(1_000, 90_000), 3)));
    positions.add(hold(instruments.europeanStock(), random.nextInt(10, 200)));
    Position bought = hold(instruments.option(stocks.get(0), "C", 0), 2);
    Position sold = hold(instruments.option(stocks.get(0), "C", 2), -2);
    positions.add(bought);
    positions.add(sold);
    return new AccountBook(
        profile(number, "Simulated Trader", "INDIVIDUAL"),
        List.of(dollars(20_000, 400_000), euros()),
        List.copyOf(positions),
        List.of(new Combo(List.of(bought, sold), List.of(1, -1))));
  }

  private AccountBook large(int number) {
    List<Position> positions = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      positions.add(hold(instruments.stock(), random.nextInt(1, 500)));
    }
    return new AccountBook(
        profile(number, "Simulated Basket Portfolio", "INDIVIDUAL"),
        List.of(dollars(50_000, 900_000)),
        List.copyOf(positions),
        List.of());
  }

  private AccountBook leveraged(int number) {
    List<Position> positions = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      int size = random.nextInt(200, 600);
      positions.add(hold(i == 0 ? heldTwice : instruments.stock(), i % 3 == 2 ? -size / 4 : size));
    }
    Cash owed = new Cash("USD", BigDecimal.ONE, money(-30_000, -5_000), money(-200, -10));
    return new AccountBook(
        profile(number, "Simulated Partners LLC", "LLC"),
        List.of(owed),
        List.copyOf(positions),
        List.of());
  }

  private AccountBook empty(int number) {
    return new AccountBook(
        profile(number, "Simulated Savings", "INDIVIDUAL"),
        List.of(dollars(1_000, 9_000)),
        List.of(),
        List.of());
  }

  private Profile profile(int number, String title, String customerType) {
    return new Profile(
        String.format(Locale.ROOT, "DU%07d", number),
        title,
        "USD",
        customerType,
        OPENED + random.nextInt(0, 500) * 86_400_000L);
  }

  private Position hold(Instrument instrument, int quantity) {
    return hold(instrument, BigDecimal.valueOf(quantity));
  }

  private Position hold(Instrument instrument, BigDecimal quantity) {
    BigDecimal factor = BigDecimal.valueOf(random.nextLong(75_000, 125_000), 5);
    BigDecimal averageCost =
        instrument
            .price()
            .multiply(instrument.multiplier())
            .multiply(factor)
            .setScale(8, RoundingMode.HALF_UP);
    return new Position(instrument, quantity, averageCost, BigDecimal.ZERO);
  }

  private Cash dollars(int low, int high) {
    return new Cash("USD", BigDecimal.ONE, money(low, high), money(10, 900));
  }

  private Cash euros() {
    return new Cash("EUR", euroRate, money(500, 20_000), money(1, 40));
  }

  private BigDecimal money(int low, int high) {
    return BigDecimal.valueOf(random.nextLong(low * 100L, high * 100L), 2);
  }
}
