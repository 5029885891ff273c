package io.github.ibkrauth.ibkr.simulator;

import java.time.Instant;
import java.util.Set;

/**
 * What a user has let an OAuth 2.0 client do: the family of all tokens that come from one
 * authorization code. The mutable part belongs to the {@link AuthorizationRegistry} and its lock.
 */
final class UserGrant {
  final String id;
  final String clientId;

  /** The user, with the accounts he shares. */
  final BrokerUser user;

  final Set<String> scopes;

  /** The number of the refresh token that is good now; those before it were used. */
  int refreshNumber;

  Instant refreshEndsAt;

  UserGrant(
      String id, String clientId, BrokerUser user, Set<String> scopes, Instant refreshEndsAt) {
    this.id = id;
    this.clientId = clientId;
    this.user = user;
    this.scopes = Set.copyOf(scopes);
    this.refreshEndsAt = refreshEndsAt;
  }

  @Override
  public String toString() {
    return "UserGrant[" + user.name() + " to " + clientId + "]";
  }
}
