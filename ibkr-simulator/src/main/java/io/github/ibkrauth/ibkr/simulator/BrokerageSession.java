package io.github.ibkrauth.ibkr.simulator;

import org.jspecify.annotations.Nullable;

/**
 * The one brokerage session a user name can have. It belongs to a login of the simulator, or, with
 * no holder, to a program elsewhere (a trading workstation, a phone). Guarded by the {@link
 * Broker}'s lock.
 */
final class BrokerageSession {
  final @Nullable OuterSession holder;
  int pollsLeft;
  boolean accountsQueried;

  private BrokerageSession(@Nullable OuterSession holder, int pollsLeft) {
    this.holder = holder;
    this.pollsLeft = pollsLeft;
  }

  static BrokerageSession of(OuterSession holder, int pollsUntilEstablished) {
    return new BrokerageSession(holder, pollsUntilEstablished);
  }

  static BrokerageSession elsewhere() {
    return new BrokerageSession(null, 0);
  }

  boolean isEstablished() {
    return pollsLeft == 0;
  }
}
