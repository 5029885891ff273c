package io.github.ibkrauth.ibkr.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The one brokerage session a user name can have. It belongs to a login of the simulator, or, with
 * no holder, to a program elsewhere (a trading workstation, a phone). Guarded by the {@link
 * Broker}'s lock.
 */
final class BrokerageSession {
  final @Nullable OuterSession holder;
  final Instant openedAt;
  final TradingSession trading;
  int pollsLeft;
  boolean accountsQueried;

  private BrokerageSession(@Nullable OuterSession holder, Instant openedAt, int pollsLeft) {
    this.holder = holder;
    this.openedAt = openedAt;
    this.trading = new TradingSession(openedAt);
    this.pollsLeft = pollsLeft;
  }

  static BrokerageSession of(OuterSession holder, Instant openedAt, int pollsUntilEstablished) {
    return new BrokerageSession(holder, openedAt, pollsUntilEstablished);
  }

  static BrokerageSession elsewhere() {
    return new BrokerageSession(null, Instant.EPOCH, 0);
  }

  /** Counts the beats of the gateway that keeps the holder as polls. */
  void countBeats(Instant now) {
    if (holder != null && holder.beats(openedAt, now) >= pollsLeft) {
      pollsLeft = 0;
    }
  }

  boolean isEstablished() {
    return pollsLeft == 0;
  }
}
