package io.github.ibkrauth.ibkr.simulator;

import io.github.ibkrauth.ibkr.simulator.AccountBook.Cash;
import io.github.ibkrauth.ibkr.simulator.AccountBook.Profile;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Everybody who can log in at the authorize pages: the simulator's own user, who is number 0, and
 * as many more as the builder was asked for. Those are invented from the seed each time they are
 * looked up and kept nowhere, so that thousands cost nothing until they come. Immutable.
 */
final class UserDirectory {
  static final int MOST = 1_000_000;

  private static final int FIRST_NAME = 1_000;
  private static final int FIRST_USER_ID = 200_000_000;
  private static final int ACCOUNTS_EACH = 4;
  private static final long OPENED = 1_704_067_200_000L;
  private static final Pattern NAME = Pattern.compile("simuser([1-9][0-9]{3,6})");

  /** Eight digits: the accounts of the own user have seven. */
  private static final Pattern ACCOUNT = Pattern.compile("DU([1-9][0-9]{7})");

  private final long seed;
  private final int count;
  private final BrokerUser own;
  private final String ownPassword;
  private final byte[] passwordKey;
  private final List<Instrument> stocks;
  private final int firstAccount;

  /**
   * Makes a directory.
   *
   * @param traded what the users may hold; dollar stocks are taken
   * @param mint for the key that passwords are derived from
   */
  UserDirectory(
      long seed,
      int count,
      BrokerUser own,
      String ownPassword,
      TokenMint mint,
      List<Instrument> traded) {
    this.seed = seed;
    this.count = count;
    this.own = own;
    this.ownPassword = ownPassword;
    this.passwordKey = HexFormat.of().parseHex(mint.hex(32));
    this.stocks =
        traded.stream()
            .filter(one -> one.option() == null && one.sector() != null)
            .filter(one -> one.currency().equals("USD") && one.country().equals("US"))
            .toList();
    this.firstAccount = new SplittableRandom(seed).nextInt(10_000_000, 90_000_000);
  }

  int count() {
    return count;
  }

  /** Returns a user by his number. */
  BrokerUser user(int number) {
    if (number < 0 || number >= count) {
      throw new IllegalArgumentException(
          "users are numbered from 0 to " + (count - 1) + ", not " + number);
    }
    if (number == 0) {
      return own;
    }
    SplittableRandom random = new SplittableRandom(seed * 31 + number);
    List<AccountBook> accounts = new ArrayList<>();
    int wanted = 1 + random.nextInt(3);
    for (int i = 0; i < wanted; i++) {
      accounts.add(account(accountId(number, i), random));
    }
    return new BrokerUser(
        "simuser" + (FIRST_NAME + number), FIRST_USER_ID + number, List.copyOf(accounts));
  }

  Optional<BrokerUser> named(String name) {
    if (name.equals(own.name())) {
      return Optional.of(own);
    }
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int number = Integer.parseInt(matcher.group(1)) - FIRST_NAME;
    return number > 0 && number < count ? Optional.of(user(number)) : Optional.empty();
  }

  /** Returns an account of a user other than the own one. */
  Optional<AccountBook> account(String id) {
    Matcher matcher = ACCOUNT.matcher(id);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int place = Integer.parseInt(matcher.group(1)) - firstAccount;
    int number = place / ACCOUNTS_EACH;
    return number > 0 && number < count ? user(number).account(id) : Optional.empty();
  }

  String password(BrokerUser user) {
    if (user.name().equals(own.name())) {
      return ownPassword;
    }
    return HexFormat.of()
        .formatHex(LiveSessionTokens.hmacSha256(passwordKey, "password of " + user.name()), 0, 5);
  }

  /** Returns the user whose name and password these are. */
  Optional<BrokerUser> admit(String name, String password) {
    return named(name)
        .filter(
            user ->
                MessageDigest.isEqual(
                    password(user).getBytes(StandardCharsets.UTF_8),
                    password.getBytes(StandardCharsets.UTF_8)));
  }

  private String accountId(int number, int place) {
    return "DU" + (firstAccount + number * ACCOUNTS_EACH + place);
  }

  private AccountBook account(String id, SplittableRandom random) {
    Profile profile =
        new Profile(
            id,
            "Simulated Customer",
            "USD",
            "INDIVIDUAL",
            OPENED + random.nextInt(0, 500) * 86_400_000L);
    Cash dollars =
        new Cash(
            "USD",
            BigDecimal.ONE,
            BigDecimal.valueOf(random.nextLong(100_000, 9_000_000), 2),
            BigDecimal.valueOf(random.nextLong(100, 9_000), 2));
    Set<Instrument> held = new LinkedHashSet<>();
    int wanted = random.nextInt(1, 5);
    while (held.size() < wanted) {
      held.add(stocks.get(random.nextInt(stocks.size())));
    }
    return new AccountBook(
        profile,
        List.of(dollars),
        held.stream().map(stock -> position(stock, random)).toList(),
        List.of());
  }

  private static Position position(Instrument stock, SplittableRandom random) {
    BigDecimal factor = BigDecimal.valueOf(random.nextLong(75_000, 125_000), 5);
    return new Position(
        stock,
        BigDecimal.valueOf(random.nextInt(1, 300)),
        stock.price().multiply(factor).setScale(8, RoundingMode.HALF_UP),
        BigDecimal.ZERO);
  }
}
