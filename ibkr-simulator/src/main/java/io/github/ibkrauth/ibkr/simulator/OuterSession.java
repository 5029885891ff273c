package io.github.ibkrauth.ibkr.simulator;

import java.time.Instant;
import java.util.Set;

/**
 * A login that opens everything but {@code /iserver}. Its mutable part belongs to the {@link
 * Broker} and its lock.
 */
final class OuterSession {
  final String token;
  final BrokerUser user;
  final Set<String> addresses;
  final String tickleId;
  final Instant openedAt;
  final Instant endsAt;
  Instant lastSeen;
  boolean ended;
  boolean portfolioAccountsQueried;

  OuterSession(
      String token,
      BrokerUser user,
      Set<String> addresses,
      String tickleId,
      Instant openedAt,
      Instant endsAt) {
    this.token = token;
    this.user = user;
    this.addresses = addresses;
    this.tickleId = tickleId;
    this.openedAt = openedAt;
    this.endsAt = endsAt;
    this.lastSeen = openedAt;
  }

  @Override
  public String toString() {
    return "OuterSession[" + user.name() + " since " + openedAt + "]";
  }
}
