package io.github.ibkrauth.ibkr.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * The access a user gave a consumer: an access token, its secret, and the live session tokens
 * computed for it. The mutable part belongs to the {@link OAuth1Registry} and its lock.
 */
final class ConsumerGrant {
  final String accessToken;
  final byte[] secret;
  final RegisteredConsumer consumer;
  final BrokerUser user;
  final List<LiveSession> live = new ArrayList<>();

  ConsumerGrant(String accessToken, byte[] secret, RegisteredConsumer consumer, BrokerUser user) {
    this.accessToken = accessToken;
    this.secret = secret.clone();
    this.consumer = consumer;
    this.user = user;
  }

  @Override
  public String toString() {
    return "ConsumerGrant[" + consumer.key() + " for " + user.name() + "]";
  }
}
