package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.IbkrException.Failure;
import io.github.ibkrauth.ibkr.RequestRefusedException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The lines of market data that a client takes up: one for each instrument that it has asked quotes
 * of and not given up again. The broker grants a user a hundred, unless he pays for more.
 * Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class MarketDataLines {

  private final int most;
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Long> taken = new TreeSet<>();

  /**
   * Creates the lines, all of them free.
   *
   * @param most how many there are
   */
  public MarketDataLines(int most) {
    this.most = most;
  }

  /** Forgets all of them, because the session at the broker is gone that they belong to. */
  public void forget() {
    lock.lock();
    try {
      taken.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the instruments that have a line. */
  Set<Long> taken() {
    lock.lock();
    try {
      return new TreeSet<>(taken);
    } finally {
      lock.unlock();
    }
  }

  int most() {
    return most;
  }

  /**
   * Takes lines for those that have none.
   *
   * @return those, to be {@linkplain #giveBack given back} if the call fails
   * @throws RequestRefusedException when there are not so many left
   */
  Set<Long> take(Collection<Long> conids) {
    lock.lock();
    try {
      Set<Long> fresh = new HashSet<>(conids);
      fresh.removeAll(taken);
      if (taken.size() + fresh.size() > most) {
        throw new RequestRefusedException(
            Failure.of(
                MarketDataCatalog.SNAPSHOT,
                MarketDataCatalog.SNAPSHOT
                    + " was not sent: it needs "
                    + fresh.size()
                    + " more lines of market data, and "
                    + taken.size()
                    + " of "
                    + most
                    + " are taken. Give some up with unsubscribe, or set"
                    + " ibkr.limits.market-data-lines if the user has more."));
      }
      taken.addAll(fresh);
      return fresh;
    } finally {
      lock.unlock();
    }
  }

  /** Notes that these have a line, whatever became of other calls about them. */
  void keep(Collection<Long> conids) {
    lock.lock();
    try {
      taken.addAll(conids);
    } finally {
      lock.unlock();
    }
  }

  void giveBack(Collection<Long> conids) {
    lock.lock();
    try {
      taken.removeAll(conids);
    } finally {
      lock.unlock();
    }
  }
}
