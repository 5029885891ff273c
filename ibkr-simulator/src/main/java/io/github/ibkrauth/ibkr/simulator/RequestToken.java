package io.github.ibkrauth.ibkr.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A third party's request to be let in by a user. The mutable part belongs to the {@link
 * OAuth1Registry} and its lock.
 */
final class RequestToken {
  final String token;
  final RegisteredConsumer consumer;
  final Instant expiresAt;
  @Nullable BrokerUser grantedBy;
  @Nullable String verifier;

  RequestToken(String token, RegisteredConsumer consumer, Instant expiresAt) {
    this.token = token;
    this.consumer = consumer;
    this.expiresAt = expiresAt;
  }

  @Override
  public String toString() {
    return "RequestToken[of " + consumer.key() + "]";
  }
}
