package io.github.ibkrauth.ibkr.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the authorization server knows: codes, and the grants that came of them. It knows nothing of
 * HTTP. Thread-safe; one lock guards all of it, taken before the {@link Broker}'s.
 *
 * <p>A refresh token names its grant and its number in it and is authenticated by a key: that one
 * was used before shows in its number, however long ago that was.
 */
final class AuthorizationRegistry {
  private static final Pattern REFRESH_TOKEN =
      Pattern.compile("([0-9a-f]{32})-([0-9]{1,9})-[0-9a-f]{64}");

  /** The tokens a client gets, and what it asked for when they come of a code. */
  record Issued(UserGrant grant, AccessGrant access, String refreshToken, @Nullable Login login) {}

  /** When a user logged in, and the nonce his client sent. */
  record Login(Instant at, @Nullable String nonce) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Broker broker;
  private final TokenMint mint;
  private final TokenLives lives;
  private final byte[] refreshKey;
  private final Map<String, AuthorizationCode> codes = new HashMap<>();
  private final Map<String, UserGrant> grants = new HashMap<>();
  private int issued;
  private int refreshed;
  private int revoked;

  AuthorizationRegistry(Broker broker, TokenMint mint, TokenLives lives) {
    this.broker = broker;
    this.mint = mint;
    this.lives = lives;
    this.refreshKey = HexFormat.of().parseHex(mint.hex(32));
  }

  // Codes.

  String code(AuthorizationRequest request, BrokerUser user) {
    String code = mint.hex(24);
    return locked(
        () -> {
          Instant now = broker.now();
          codes.values().removeIf(old -> !now.isBefore(old.endsAt.plus(Broker.REMEMBERED)));
          codes.put(code, new AuthorizationCode(request, user, now, now.plus(lives.code)));
          return code;
        });
  }

  void expireCodes() {
    run(
        () -> {
          Instant now = broker.now();
          codes.values().stream()
              .filter(code -> code.grant == null && code.endsAt.isAfter(now))
              .forEach(code -> code.endsAt = now);
        });
  }

  /**
   * Turns a code into tokens. A code that was used before takes what came of it with it.
   *
   * @throws Refusal with {@code invalid_grant}
   */
  Issued redeem(String clientId, String text, String redirectUri, String verifier) {
    return locked(
        () -> {
          AuthorizationCode code = codes.get(text);
          if (code == null || !code.request.clientId().equals(clientId)) {
            throw OAuth2Refusals.invalidGrant("the code is unknown");
          }
          if (code.grant != null) {
            end(code.grant);
            throw OAuth2Refusals.invalidGrant(
                "the code was used before; what was issued for it is revoked");
          }
          if (!broker.now().isBefore(code.endsAt)) {
            throw OAuth2Refusals.invalidGrant("the code has expired");
          }
          if (!code.request.redirectUri().equals(redirectUri)) {
            throw OAuth2Refusals.invalidGrant(
                "redirect_uri is not the one of the authorization request");
          }
          if (!same(challenge(verifier), code.request.challenge())) {
            throw OAuth2Refusals.invalidGrant("code_verifier does not fit the code_challenge");
          }
          UserGrant grant =
              new UserGrant(
                  mint.hex(16),
                  clientId,
                  code.user,
                  code.request.scopes(),
                  broker.now().plus(lives.refreshToken));
          forgetEnded();
          grants.put(grant.id, grant);
          code.grant = grant;
          issued++;
          return tokens(grant, grant.scopes, new Login(code.loggedInAt, code.request.nonce()));
        });
  }

  // Refresh tokens.

  /**
   * Turns a refresh token into the next one. One that was used before takes the whole grant with
   * it.
   *
   * @param scopes what the new access token is for; null for all that was granted
   * @throws Refusal with {@code invalid_grant} or {@code invalid_scope}
   */
  Issued refresh(String clientId, String token, @Nullable Set<String> scopes) {
    return locked(
        () -> {
          UserGrant grant = grantOf(token).orElse(null);
          if (grant == null || !grant.clientId.equals(clientId)) {
            throw OAuth2Refusals.invalidGrant("the refresh token is unknown or revoked");
          }
          if (number(token) < grant.refreshNumber) {
            end(grant);
            throw OAuth2Refusals.invalidGrant(
                "the refresh token was used before; everything issued with it is revoked");
          }
          if (!broker.now().isBefore(grant.refreshEndsAt)) {
            throw OAuth2Refusals.invalidGrant("the refresh token has expired");
          }
          if (scopes != null && !grant.scopes.containsAll(scopes)) {
            throw OAuth2Refusals.badRequest(
                "invalid_scope", "scope holds more than the user has granted");
          }
          grant.refreshNumber++;
          grant.refreshEndsAt = broker.now().plus(lives.refreshToken);
          refreshed++;
          return tokens(grant, scopes == null ? grant.scopes : scopes, null);
        });
  }

  // Revocation.

  /** Revokes a token of a client: a refresh token with its whole grant, an access token alone. */
  void revoke(String clientId, String token) {
    run(
        () -> {
          grantOf(token).filter(grant -> grant.clientId.equals(clientId)).ifPresent(this::end);
          broker
              .grantOf(token)
              .filter(access -> access.given() != null && access.clientId().equals(clientId))
              .ifPresent(broker::revoke);
        });
  }

  /** Revokes everything a user has granted. */
  void revokeAll(String userName) {
    endIf(grant -> grant.user.name().equals(userName));
  }

  private void endIf(Predicate<UserGrant> which) {
    run(
        () -> {
          List<UserGrant> ending = new ArrayList<>(grants.values());
          ending.removeIf(which.negate());
          ending.forEach(this::end);
        });
  }

  private void forgetEnded() {
    Instant now = broker.now();
    grants
        .values()
        .removeIf(
            grant -> {
              boolean ended = !now.isBefore(grant.refreshEndsAt.plus(Broker.REMEMBERED));
              if (ended) {
                broker.revoke(grant);
              }
              return ended;
            });
  }

  private void end(UserGrant grant) {
    if (grants.remove(grant.id) != null) {
      broker.revoke(grant);
      revoked++;
    }
  }

  int issued() {
    return locked(() -> issued);
  }

  int refreshed() {
    return locked(() -> refreshed);
  }

  int revoked() {
    return locked(() -> revoked);
  }

  private Issued tokens(UserGrant grant, Set<String> scopes, @Nullable Login login) {
    Duration life = lives.accessToken;
    return new Issued(
        grant,
        broker.grant(grant, scopes, life),
        refreshToken(grant.id, grant.refreshNumber),
        login);
  }

  private Optional<UserGrant> grantOf(String refreshToken) {
    Matcher matcher = REFRESH_TOKEN.matcher(refreshToken);
    if (!matcher.matches()
        || !same(refreshToken(matcher.group(1), number(refreshToken)), refreshToken)) {
      return Optional.empty();
    }
    return Optional.ofNullable(grants.get(matcher.group(1)));
  }

  private String refreshToken(String grantId, int number) {
    String name = grantId + "-" + number;
    return name + "-" + HexFormat.of().formatHex(LiveSessionTokens.hmacSha256(refreshKey, name));
  }

  private static int number(String refreshToken) {
    return Integer.parseInt(refreshToken.split("-", -1)[1]);
  }

  /** The challenge that belongs to a verifier by S256 (RFC 7636). */
  static String challenge(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private void run(Runnable action) {
    locked(
        () -> {
          action.run();
          return true;
        });
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
