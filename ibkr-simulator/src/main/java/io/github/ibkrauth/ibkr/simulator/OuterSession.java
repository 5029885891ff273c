package io.github.ibkrauth.ibkr.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
    SIGNED,
    /** By an access token as a bearer that a user gave a client. */
    GIVEN,
    /** By the cookies of the gateway program a human logged in at. */
    GATEWAY
  }

  /** How often a gateway calls tickle by itself. */
  static final Duration GATEWAY_BEAT = Duration.ofSeconds(30);

  final Kind kind;
  final String token;
  final BrokerUser user;
  final Set<String> addresses;
  final String tickleId;
  final Instant openedAt;
  final Instant endsAt;
  Instant lastSeen;
  boolean ended;

  /** Since when a gateway keeps the login alive by itself; null when none does. */
  @Nullable Instant keptSince;

  /** The grant whose access token opened it; null when none did. */
  @Nullable UserGrant given;

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

  /** A login of calls that prove themselves: no token of its own, and usable from anywhere. */
  static OuterSession tokenless(
      Kind kind, BrokerUser user, String tickleId, Instant openedAt, Instant endsAt) {
    return new OuterSession(kind, "", user, Set.of(), tickleId, openedAt, endsAt);
  }

  /** A login of a human at a gateway; the token is the value of its cookie. */
  static OuterSession atGateway(
      String token, BrokerUser user, String tickleId, Instant openedAt, Instant endsAt) {
    return new OuterSession(Kind.GATEWAY, token, user, Set.of(), tickleId, openedAt, endsAt);
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

  /** Whether its calls prove themselves by something that outlives it. */
  boolean hasNoToken() {
    return kind == Kind.SIGNED || kind == Kind.GIVEN;
  }

  /** When the broker last heard of the login: a call, or a beat of the gateway that keeps it. */
  Instant lastHeard(Instant now) {
    if (keptSince == null) {
      return lastSeen;
    }
    Instant lastBeat = keptSince.plus(GATEWAY_BEAT.multipliedBy(beats(keptSince, now)));
    return lastBeat.isAfter(lastSeen) ? lastBeat : lastSeen;
  }

  /** How often the gateway that keeps the login has called tickle since a moment. */
  long beats(Instant since, Instant now) {
    if (keptSince == null) {
      return 0;
    }
    Instant start = since.isAfter(keptSince) ? since : keptSince;
    return now.isBefore(start) ? 0 : Duration.between(start, now).dividedBy(GATEWAY_BEAT);
  }

  @Override
  public String toString() {
    return "OuterSession[" + user.name() + " since " + openedAt + "]";
  }
}
