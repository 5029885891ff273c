package io.github.ibkrauth.ibkr.simulator;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is in the accounts now: trades move it, the market prices it. The portfolio is priced at one
 * moment for all accounts, which stays for five minutes or until a client invalidates it, as at the
 * broker. Thread-safe.
 */
final class Ledgers {
  /** The broker's day. */
  static final ZoneId ZONE = ZoneId.of("America/New_York");

  private static final Duration KEPT = Duration.ofMinutes(5);

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, AccountBook> books = new LinkedHashMap<>();

  /** Each account as it was before the first trade of each day that had one. */
  private final Map<String, NavigableMap<LocalDate, AccountBook>> openings = new HashMap<>();

  private final PriceProcess prices;
  private final InstantSource time;
  private final BigDecimal euroRate;
  private final Function<String, Optional<AccountBook>> others;
  private @Nullable Instant markedAt;

  /**
   * Opens the accounts.
   *
   * @param others finds further accounts as they were before their first trade
   */
  Ledgers(
      List<BrokerUser> users,
      Function<String, Optional<AccountBook>> others,
      PriceProcess prices,
      BigDecimal euroRate,
      InstantSource time) {
    this.others = others;
    users.stream()
        .flatMap(user -> user.accounts().stream())
        .forEach(account -> books.put(account.id(), account));
    this.prices = prices;
    this.euroRate = euroRate;
    this.time = time;
  }

  /** The accounts of a user as the portfolio shows them. */
  List<AccountBook> accounts(BrokerUser user) {
    Instant mark = mark();
    return user.accounts().stream().map(account -> priced(bare(account.id()), mark)).toList();
  }

  /** An account as the portfolio shows it. */
  AccountBook account(String id) {
    return priced(bare(id), mark());
  }

  /** An account at the prices of this moment. */
  AccountBook live(String id) {
    return priced(bare(id), time.instant());
  }

  /** An account as it was when the day began, at the prices of then. */
  AccountBook atOpening(String id) {
    return atEndOf(id, day(time.instant()).minusDays(1));
  }

  /** An account as it was at the end of a day, at the prices of then; as it is now on this day. */
  AccountBook atEndOf(String id, LocalDate day) {
    lock.lock();
    AccountBook book;
    try {
      NavigableMap<LocalDate, AccountBook> mine = openings.get(id);
      Map.Entry<LocalDate, AccountBook> next = mine == null ? null : mine.higherEntry(day);
      book = next == null ? bare(id) : next.getValue();
    } finally {
      lock.unlock();
    }
    Instant end = day.plusDays(1).atStartOfDay(ZONE).toInstant();
    Instant now = time.instant();
    return priced(book, end.isAfter(now) ? now : end);
  }

  /** Prices the portfolio anew. */
  void invalidate() {
    lock.lock();
    try {
      markedAt = null;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Books a trade.
   *
   * @param bought negative when sold
   */
  void trade(
      String account,
      Instrument instrument,
      BigDecimal bought,
      BigDecimal price,
      BigDecimal commission,
      Instant when) {
    lock.lock();
    try {
      AccountBook before = bare(account);
      openings.computeIfAbsent(account, id -> new TreeMap<>()).putIfAbsent(day(when), before);
      books.put(
          account,
          before.after(instrument, bought, price, commission, rateToBase(instrument.currency())));
    } finally {
      lock.unlock();
    }
  }

  /** What a unit of a currency is worth in dollars. */
  BigDecimal rateToBase(String currency) {
    return currency.equals("EUR") ? euroRate : BigDecimal.ONE;
  }

  static LocalDate day(Instant when) {
    return LocalDate.ofInstant(when, ZONE);
  }

  private AccountBook bare(String id) {
    lock.lock();
    try {
      AccountBook book = books.get(id);
      return book != null
          ? book
          : others.apply(id).orElseThrow(() -> new IllegalArgumentException("no account " + id));
    } finally {
      lock.unlock();
    }
  }

  private AccountBook priced(AccountBook book, Instant when) {
    return book.at(instrument -> prices.at(instrument.conid(), when).last());
  }

  private Instant mark() {
    Instant now = time.instant();
    lock.lock();
    try {
      if (markedAt == null || now.isBefore(markedAt) || !now.isBefore(markedAt.plus(KEPT))) {
        markedAt = now;
      }
      return markedAt;
    } finally {
      lock.unlock();
    }
  }
}
