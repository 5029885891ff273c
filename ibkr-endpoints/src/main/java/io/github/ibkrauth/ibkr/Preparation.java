package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.ibkr.endpoint.Endpoint.Need;
import io.github.ibkrauth.ibkr.endpoint.Readiness;
import java.util.concurrent.atomic.AtomicLong;

/** Opens the brokerage session and asks for lists of accounts when a call needs it. Thread-safe. */
final class Preparation implements Readiness {

  private final AtomicLong sequence;
  private final BrokerageSession brokerage;
  private final WarmUp brokerageAccounts;
  private final WarmUp portfolioAccounts;

  Preparation(
      AtomicLong sequence,
      BrokerageSession brokerage,
      WarmUp brokerageAccounts,
      WarmUp portfolioAccounts) {
    this.sequence = sequence;
    this.brokerage = brokerage;
    this.brokerageAccounts = brokerageAccounts;
    this.portfolioAccounts = portfolioAccounts;
  }

  @Override
  public long require(Need need) {
    switch (need) {
      case NONE -> {}
      case PORTFOLIO_ACCOUNTS -> portfolioAccounts.require();
      case BROKERAGE_SESSION -> brokerage.require();
      case BROKERAGE_ACCOUNTS -> {
        brokerage.require();
        brokerageAccounts.require();
      }
    }
    return sequence.get();
  }

  @Override
  public void fulfilled(Need need) {
    switch (need) {
      case PORTFOLIO_ACCOUNTS -> portfolioAccounts.fulfilled();
      case BROKERAGE_ACCOUNTS -> brokerageAccounts.fulfilled();
      default -> {}
    }
  }

  @Override
  public boolean lost(Need need, long seen) {
    switch (need) {
      case NONE -> {
        return false;
      }
      case PORTFOLIO_ACCOUNTS -> portfolioAccounts.lost(seen);
      case BROKERAGE_SESSION -> brokerage.lost(seen, "a call found no brokerage session");
      case BROKERAGE_ACCOUNTS -> brokerageAccounts.lost(seen);
    }
    return true;
  }
}
