package io.github.ibkrauth.ibkr.simulator;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the broker knows about OAuth 1.0a: consumers, the access users gave them, requests for
 * access, live session tokens. It knows nothing of HTTP. Thread-safe; one lock guards all of it,
 * taken before the {@link Broker}'s.
 */
final class OAuth1Registry {
  static final Duration REQUEST_TOKEN_LIFE = Duration.ofMinutes(10);

  /** How many live session tokens of one access token are kept; the oldest goes first. */
  static final int LIVE_TOKENS = 16;

  private final ReentrantLock lock = new ReentrantLock();
  private final SecureRandom random = new SecureRandom();
  private final Broker broker;
  private final TokenMint mint;
  private final Duration liveTokenLife;
  private final Map<String, RegisteredConsumer> consumers = new HashMap<>();
  private final Map<String, Instant> activeFrom = new HashMap<>();
  private final Map<String, ConsumerGrant> grants = new HashMap<>();
  private final Map<String, RequestToken> requestTokens = new HashMap<>();
  private @Nullable URI callback;

  OAuth1Registry(
      Broker broker, TokenMint mint, Duration liveTokenLife, List<RegisteredConsumer> consumers) {
    this.broker = broker;
    this.mint = mint;
    this.liveTokenLife = liveTokenLife;
    consumers.forEach(consumer -> this.consumers.put(consumer.key(), consumer));
  }

  // Consumers.

  Optional<RegisteredConsumer> consumer(String key) {
    return Optional.ofNullable(consumers.get(key));
  }

  boolean isActive(RegisteredConsumer consumer) {
    return locked(
        () -> !broker.now().isBefore(activeFrom.getOrDefault(consumer.key(), Instant.MIN)));
  }

  void activateFrom(RegisteredConsumer consumer, Instant when) {
    run(() -> activeFrom.put(consumer.key(), when));
  }

  void activateAll() {
    run(activeFrom::clear);
  }

  /** The callback the third-party consumer has registered. */
  Optional<URI> callback() {
    return locked(() -> Optional.ofNullable(callback));
  }

  void registerCallback(URI uri) {
    run(() -> callback = uri);
  }

  // Access.

  ConsumerGrant grant(RegisteredConsumer consumer, BrokerUser user) {
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    ConsumerGrant grant = new ConsumerGrant(mint.hex(10), secret, consumer, user);
    return locked(
        () -> {
          grants.put(grant.accessToken, grant);
          return grant;
        });
  }

  Optional<ConsumerGrant> grantOf(RegisteredConsumer consumer, String accessToken) {
    return locked(() -> Optional.ofNullable(grants.get(accessToken)))
        .filter(grant -> grant.consumer == consumer);
  }

  /** The login whose WebSocket an access token opens: it must have a live session token. */
  Optional<OuterSession> streamLogin(String accessToken) {
    return locked(
        () ->
            Optional.ofNullable(grants.get(accessToken))
                .flatMap(grant -> live(grant).stream().findFirst())
                .map(LiveSession::login));
  }

  void revoke(String accessToken) {
    run(
        () -> {
          grants.remove(accessToken);
          broker.endSignedLogin(accessToken);
        });
  }

  /** Revokes what a user gave third parties. */
  void revokeThirdParties(String userName) {
    run(
        () ->
            grants.values().stream()
                .filter(grant -> grant.consumer.thirdParty())
                .filter(grant -> grant.user.name().equals(userName))
                .map(grant -> grant.accessToken)
                .toList()
                .forEach(this::revoke));
  }

  /** The name of the user who gave an access token. */
  Optional<String> ownerOf(String accessToken) {
    return locked(() -> Optional.ofNullable(grants.get(accessToken)))
        .map(grant -> grant.user.name());
  }

  void revokeAll() {
    run(() -> List.copyOf(grants.keySet()).forEach(this::revoke));
  }

  // Live session tokens.

  LiveSession goLive(ConsumerGrant grant, byte[] token) {
    return locked(
        () -> {
          Instant now = broker.now();
          OuterSession login = broker.signedLogin(grant.accessToken, grant.user);
          LiveSession live = new LiveSession(token, now, now.plus(liveTokenLife), login);
          grant.live.removeIf(other -> !isLive(other, now));
          if (grant.live.size() == LIVE_TOKENS) {
            grant.live.remove(0);
          }
          grant.live.add(live);
          return live;
        });
  }

  /** The tokens a call may be signed with, the newest first. */
  List<LiveSession> live(ConsumerGrant grant) {
    return locked(
        () -> {
          Instant now = broker.now();
          grant.live.removeIf(live -> !isLive(live, now));
          return grant.live.stream()
              .sorted((one, other) -> other.computedAt().compareTo(one.computedAt()))
              .toList();
        });
  }

  void expireLiveTokens() {
    run(() -> grants.values().forEach(grant -> grant.live.clear()));
  }

  private boolean isLive(LiveSession live, Instant now) {
    return now.isBefore(live.expiresAt()) && broker.isLive(live.login());
  }

  // Requests of third parties.

  RequestToken requestToken(RegisteredConsumer consumer) {
    Instant expiresAt = broker.now().plus(REQUEST_TOKEN_LIFE);
    RequestToken request = new RequestToken(mint.hex(10), consumer, expiresAt);
    return locked(
        () -> {
          forgetOldRequests();
          requestTokens.put(request.token, request);
          return request;
        });
  }

  /** A request no user has answered yet. */
  Optional<RequestToken> openRequest(String token) {
    return locked(() -> current(token).filter(request -> request.verifier == null));
  }

  /** Notes that a user lets the third party in; returns the verifier that proves it. */
  Optional<String> allow(String token, BrokerUser user) {
    return locked(
        () ->
            openRequest(token)
                .map(
                    request -> {
                      String verifier = mint.hex(10);
                      request.grantedBy = user;
                      request.verifier = verifier;
                      return verifier;
                    }));
  }

  /** Notes that the user does not want the third party. */
  void deny(String token) {
    run(() -> requestTokens.remove(token));
  }

  /** Turns an allowed request into access, once. */
  Optional<ConsumerGrant> redeem(RegisteredConsumer consumer, String token, String verifier) {
    return locked(
        () -> {
          RequestToken request = current(token).orElse(null);
          if (request == null
              || request.consumer != consumer
              || request.grantedBy == null
              || request.verifier == null
              || !same(request.verifier, verifier)) {
            return Optional.empty();
          }
          requestTokens.remove(token);
          return Optional.of(grant(consumer, request.grantedBy));
        });
  }

  private Optional<RequestToken> current(String token) {
    forgetOldRequests();
    return Optional.ofNullable(requestTokens.get(token));
  }

  private void forgetOldRequests() {
    Instant now = broker.now();
    requestTokens.values().removeIf(request -> !now.isBefore(request.expiresAt));
  }

  /** How many requests are remembered. */
  int rememberedRequests() {
    return locked(requestTokens::size);
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private void run(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
