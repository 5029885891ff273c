package io.github.ibkrauth.ibkr.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A code that a client can turn into tokens, once. The mutable part belongs to the {@link
 * AuthorizationRegistry} and its lock.
 */
final class AuthorizationCode {
  final AuthorizationRequest request;
  final BrokerUser user;
  final Instant loggedInAt;
  Instant endsAt;

  /** What came of it; null as long as it was not used. */
  @Nullable UserGrant grant;

  AuthorizationCode(
      AuthorizationRequest request, BrokerUser user, Instant loggedInAt, Instant endsAt) {
    this.request = request;
    this.user = user;
    this.loggedInAt = loggedInAt;
    this.endsAt = endsAt;
  }

  @Override
  public String toString() {
    return "AuthorizationCode[for " + request.clientId() + "]";
  }
}
