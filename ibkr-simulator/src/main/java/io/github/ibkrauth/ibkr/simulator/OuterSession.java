package io.github.ibkrauth.ibkr.simulator;

import java.time.Instant;
import java.util.Set;

/**
 * A login that opens everything but {@code /iserver}. Its mutable part belongs to the {@link
 * Broker} and its lock.
 */
final class OuterSession {
  /** How the calls of a login prove that they belong to it. */
  enum Kind {
    /** By the SSO token as a bearer. */
    SSO,
    /** By an OAuth 1.0a signature under a live session token. */
    SIGNED
  }

  final Kind kind;
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
    this(Kind.SSO, token, user, addresses, tickleId, openedAt, endsAt);
  }

  /** A login of signed calls: it has no token of its own and may be used from anywhere. */
  static OuterSession signed(BrokerUser user, String tickleId, Instant openedAt, Instant endsAt) {
    return new OuterSession(Kind.SIGNED, "", user, Set.of(), tickleId, openedAt, endsAt);
  }

  private OuterSession(
      Kind kind,
      String token,
      BrokerUser user,
      Set<String> addresses,
      String tickleId,
      Instant openedAt,
      Instant endsAt) {
    this.kind = kind;
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
