package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.ibkr.endpoint.Endpoint.Need;
import io.github.ibkrauth.ibkr.endpoint.Readiness;
import java.util.concurrent.atomic.AtomicLong;

/** Opens the brokerage session and asks for lists of accounts when a call needs it. Thread-safe. */
final class Preparation implements Readiness {

  private final AtomicLong sequence;
  private final BrokerageSession brokerage;
  private final WarmUps warmUps;

  Preparation(AtomicLong sequence, BrokerageSession brokerage, WarmUps warmUps) {
    this.sequence = sequence;
    this.brokerage = brokerage;
    this.warmUps = warmUps;
  }

  @Override
  public long require(Need need) {
    switch (need) {
      case NONE -> {}
      case PORTFOLIO_ACCOUNTS -> warmUps.require(WarmUps.PORTFOLIO_ACCOUNTS);
      case BROKERAGE_SESSION -> brokerage.require();
      case BROKERAGE_ACCOUNTS -> requireAccounts();
    }
    return sequence.get();
  }

  /** That the list of accounts finds no session is news to us, and mended once. */
  private void requireAccounts() {
    brokerage.require();
    long seen = sequence.get();
    try {
      warmUps.require(WarmUps.BROKERAGE_ACCOUNTS);
    } catch (NoBrokerageSessionException e) {
      brokerage.lost(seen, "The list of accounts found no brokerage session.");
      brokerage.require();
      warmUps.require(WarmUps.BROKERAGE_ACCOUNTS);
    }
  }

  @Override
  public void fulfilled(Need need) {
    switch (need) {
      case PORTFOLIO_ACCOUNTS -> warmUps.fulfilled(WarmUps.PORTFOLIO_ACCOUNTS);
      case BROKERAGE_ACCOUNTS -> warmUps.fulfilled(WarmUps.BROKERAGE_ACCOUNTS);
      default -> {}
    }
  }

  @Override
  public boolean lost(Need need, long seen) {
    switch (need) {
      case NONE -> {
        return false;
      }
      case PORTFOLIO_ACCOUNTS -> warmUps.lost(WarmUps.PORTFOLIO_ACCOUNTS, seen);
      case BROKERAGE_SESSION -> brokerage.lost(seen, "A call found no brokerage session.");
      case BROKERAGE_ACCOUNTS -> warmUps.lost(WarmUps.BROKERAGE_ACCOUNTS, seen);
    }
    return true;
  }

  @Override
  public boolean loginRefused(long seen) {
    return brokerage.loginRefused(seen);
  }
}
