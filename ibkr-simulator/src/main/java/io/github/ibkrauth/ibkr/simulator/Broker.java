package io.github.ibkrauth.ibkr.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The broker's state: users, access tokens, logins and brokerage sessions. It knows nothing of
 * HTTP. Thread-safe; one lock guards all of it.
 */
final class Broker {
  /** How long the broker remembers what has ended. */
  static final Duration REMEMBERED = Duration.ofDays(1);

  /** How many logins at gateways are kept; a gateway has one at a time. */
  static final int GATEWAY_LOGINS = 32;

  private final ReentrantLock lock = new ReentrantLock();
  private final InstantSource time;
  private final SessionRules rules;
  private final TokenMint mint;
  private final Map<String, BrokerUser> users = new LinkedHashMap<>();
  private final Map<String, AccessGrant> grants = new HashMap<>();
  private final Map<String, OuterSession> sessions = new HashMap<>();
  private final Map<String, OuterSession> signedLogins = new HashMap<>();
  private final Map<String, OuterSession> gatewayLogins = new LinkedHashMap<>();
  private final Map<String, BrokerageSession> brokerage = new HashMap<>();

  Broker(InstantSource time, SessionRules rules, TokenMint mint, List<BrokerUser> users) {
    this.time = time;
    this.rules = rules;
    this.mint = mint;
    users.forEach(user -> this.users.put(user.name(), user));
  }

  Instant now() {
    return time.instant();
  }

  Optional<BrokerUser> user(String name) {
    return Optional.ofNullable(users.get(name));
  }

  // Access tokens.

  AccessGrant grant(String clientId, Set<String> scopes, String accountId) {
    Instant now = now();
    Instant expiresAt = now.plus(SessionRules.ACCESS_TOKEN_LIFE);
    String token = mint.accessToken(clientId, scopes, accountId, now, expiresAt);
    AccessGrant grant = new AccessGrant(token, clientId, Set.copyOf(scopes), expiresAt, null);
    return remember(grant, now);
  }

  /** Gives a client an access token in the name of a user. */
  AccessGrant grant(UserGrant given, Set<String> scopes, Duration life) {
    Instant now = now();
    return remember(
        new AccessGrant(mint.hex(32), given.clientId, scopes, now.plus(life), given), now);
  }

  private AccessGrant remember(AccessGrant grant, Instant now) {
    return locked(
        () -> {
          grants.values().removeIf(old -> isForgotten(old.expiresAt(), now));
          grants.put(grant.token(), grant);
          return grant;
        });
  }

  /** Whether something ended so long ago that the broker calls it unknown, not expired. */
  private static boolean isForgotten(Instant end, Instant now) {
    return end.plus(REMEMBERED).isBefore(now);
  }

  Optional<AccessGrant> grantOf(String token) {
    return locked(() -> Optional.ofNullable(grants.get(token)));
  }

  /** Forgets an access token at once. */
  void revoke(AccessGrant grant) {
    run(() -> grants.remove(grant.token()));
  }

  /** Forgets every access token a user gave, and ends the logins that were opened with them. */
  void revoke(UserGrant given) {
    run(
        () -> {
          grants.values().removeIf(grant -> grant.given() == given);
          endSignedLogin(given.id);
          sessions.values().stream().filter(login -> login.given == given).forEach(this::end);
        });
  }

  boolean isLive(AccessGrant grant) {
    return now().isBefore(grant.expiresAt());
  }

  // Logins.

  /** Opens a login with an SSO token, for a client's own user. */
  OuterSession open(BrokerUser user, Set<String> addresses) {
    return open(user, addresses, null);
  }

  /**
   * Opens a login with an SSO token.
   *
   * @param given what the user has let the client do, which takes the login with it when it is
   *     revoked; null when the client acts for its own user
   */
  OuterSession open(BrokerUser user, Set<String> addresses, @Nullable UserGrant given) {
    Instant now = now();
    String token = mint.ssoToken(user, now);
    OuterSession session =
        new OuterSession(token, user, Set.copyOf(addresses), mint.hex(16), now, rules.endOf(now));
    return locked(
        () -> {
          session.given = given;
          sessions.values().removeIf(old -> isForgotten(old.endsAt, now));
          sessions.put(token, session);
          return session;
        });
  }

  /** Returns the login of the calls that are signed for an access token; opens it when needed. */
  OuterSession signedLogin(String accessToken, BrokerUser user) {
    return login(accessToken, OuterSession.Kind.SIGNED, user);
  }

  /**
   * Returns the login of the calls with the access tokens a user gave; opens it when needed. Empty
   * when the token is none of these, or was revoked meanwhile.
   */
  Optional<OuterSession> givenLogin(AccessGrant grant) {
    UserGrant given = grant.given();
    return given == null
        ? Optional.empty()
        : locked(
            () ->
                grants.containsKey(grant.token())
                    ? Optional.of(login(given.id, OuterSession.Kind.GIVEN, given.user))
                    : Optional.empty());
  }

  private OuterSession login(String key, OuterSession.Kind kind, BrokerUser user) {
    return locked(
        () -> {
          Instant now = now();
          OuterSession login = signedLogins.get(key);
          if (login == null || !rules.isLive(login, now)) {
            login = OuterSession.tokenless(kind, user, mint.hex(16), now, rules.endOf(now));
            signedLogins.put(key, login);
          }
          return login;
        });
  }

  /** Opens the login of a human at a gateway. The oldest ones are forgotten. */
  OuterSession openAtGateway(BrokerUser user) {
    return locked(
        () -> {
          Instant now = now();
          OuterSession login =
              OuterSession.atGateway(mint.hex(24), user, mint.hex(16), now, rules.endOf(now));
          gatewayLogins.values().removeIf(old -> !rules.isLive(old, now));
          if (gatewayLogins.size() == GATEWAY_LOGINS) {
            OuterSession oldest = gatewayLogins.values().iterator().next();
            end(oldest);
            gatewayLogins.remove(oldest.token);
          }
          gatewayLogins.put(login.token, login);
          return login;
        });
  }

  /** Returns the login of a gateway's cookie, dead or alive. */
  Optional<OuterSession> gatewayLogin(String cookie) {
    return locked(() -> Optional.ofNullable(gatewayLogins.get(cookie)));
  }

  /** Lets a gateway keep its login alive from now on, if it still lives. */
  void keep(OuterSession login) {
    run(
        () -> {
          Instant now = now();
          if (login.keptSince == null && rules.isLive(login, now)) {
            dropLostBrokerage(login, now);
            login.keptSince = now;
            login.lastSeen = now;
          }
        });
  }

  /** Lets the login of a gateway that no longer beats become idle. */
  void release(OuterSession login) {
    run(
        () -> {
          login.lastSeen = login.lastHeard(now());
          login.keptSince = null;
        });
  }

  /** Returns the login a token was issued for, dead or alive. */
  Optional<OuterSession> sessionOf(String token) {
    return locked(() -> Optional.ofNullable(sessions.get(token)));
  }

  boolean isLive(OuterSession session) {
    return locked(() -> rules.isLive(session, now()));
  }

  /** Notes that a login was heard of, which starts its idle time again; false when it is dead. */
  boolean touch(OuterSession session) {
    return locked(
        () -> {
          Instant now = now();
          if (!rules.isLive(session, now)) {
            return false;
          }
          dropLostBrokerage(session, now);
          session.lastSeen = now;
          return true;
        });
  }

  Duration left(OuterSession session) {
    return locked(() -> rules.left(session, now()));
  }

  void logout(OuterSession session) {
    run(() -> end(session));
  }

  // The brokerage session.

  /**
   * Opens or takes over the brokerage session of a login's user name, and returns what the caller
   * now sees.
   */
  AuthStatus init(OuterSession session, boolean compete) {
    return locked(
        () -> {
          BrokerageSession held = held(session.user);
          if (held == null || compete || held.holder == session) {
            if (held == null || held.holder != session) {
              held = BrokerageSession.of(session, now(), rules.pollsUntilEstablished());
              brokerage.put(session.user.name(), held);
            }
          }
          return view(session, held);
        });
  }

  /** Returns the flags and counts as one poll of a session that is being established. */
  AuthStatus poll(OuterSession session) {
    return locked(
        () -> {
          BrokerageSession held = held(session.user);
          if (held != null && held.holder == session && held.pollsLeft > 0) {
            held.pollsLeft--;
          }
          return view(session, held);
        });
  }

  boolean hasBrokerage(OuterSession session) {
    return locked(() -> view(session, held(session.user)).established());
  }

  /** Returns what an established brokerage session of a login remembers of its trading. */
  Optional<TradingSession> trading(OuterSession session) {
    return locked(
        () -> {
          BrokerageSession held = held(session.user);
          return held != null && held.holder == session && held.isEstablished()
              ? Optional.of(held.trading)
              : Optional.empty();
        });
  }

  void noteAccountsQueried(OuterSession session) {
    run(
        () -> {
          BrokerageSession held = held(session.user);
          if (held != null && held.holder == session) {
            held.accountsQueried = true;
          }
        });
  }

  boolean accountsQueried(OuterSession session) {
    return locked(
        () -> {
          BrokerageSession held = held(session.user);
          return held != null && held.holder == session && held.accountsQueried;
        });
  }

  void notePortfolioAccountsQueried(OuterSession session) {
    run(() -> session.portfolioAccountsQueried = true);
  }

  boolean portfolioAccountsQueried(OuterSession session) {
    return locked(() -> session.portfolioAccountsQueried);
  }

  // Events.

  void expireAccessTokens() {
    run(
        () -> {
          Instant now = now();
          grants.replaceAll(
              (token, grant) -> grant.expiresAt().isAfter(now) ? grant.endingAt(now) : grant);
        });
  }

  /** Ends every login with an SSO token, and with them their brokerage sessions. */
  void endSessions() {
    run(() -> sessions.values().forEach(this::end));
  }

  void endSignedLogin(String accessToken) {
    run(
        () -> {
          OuterSession login = signedLogins.remove(accessToken);
          if (login != null) {
            end(login);
          }
        });
  }

  /** The next daily reset. */
  Instant nextReset() {
    return resetAfter(now());
  }

  Instant resetAfter(Instant when) {
    return rules.resetAfter(when);
  }

  /** How many tokens and logins are remembered. */
  int remembered() {
    return locked(() -> grants.size() + sessions.size() + signedLogins.size());
  }

  /** Ends every login of signed calls, and with them their brokerage sessions. */
  void endSignedLogins() {
    run(() -> signedLogins.values().forEach(this::end));
  }

  /** Ends every login at a gateway, and with them their brokerage sessions. */
  void endGatewayLogins() {
    run(() -> gatewayLogins.values().forEach(this::end));
  }

  /** Ends every brokerage session, also those held elsewhere; logins live on. */
  void endBrokerageSessions() {
    run(brokerage::clear);
  }

  /** Gives the brokerage session of every user who was here to a program elsewhere. */
  void competingLogin() {
    run(
        () -> {
          Set<String> names = new HashSet<>(users.keySet());
          names.addAll(brokerage.keySet());
          signedLogins.values().forEach(login -> names.add(login.user.name()));
          names.forEach(name -> brokerage.put(name, BrokerageSession.elsewhere()));
        });
  }

  /** Gives the brokerage session of one user to a program elsewhere. */
  void competingLogin(String userName) {
    run(() -> brokerage.put(userName, BrokerageSession.elsewhere()));
  }

  /** Lets the program elsewhere go that has the brokerage session of a user. */
  void rivalLeaves() {
    run(() -> brokerage.values().removeIf(held -> held.holder == null));
  }

  /** Whether programs elsewhere have the brokerage sessions of all users. */
  boolean heldElsewhere() {
    return locked(
        () ->
            users.keySet().stream()
                .map(brokerage::get)
                .allMatch(held -> held != null && held.holder == null));
  }

  List<BrokerUser> users() {
    return new ArrayList<>(users.values());
  }

  /** The brokerage session of a user; one whose login has died or slept is gone. */
  private @Nullable BrokerageSession held(BrokerUser user) {
    BrokerageSession held = brokerage.get(user.name());
    if (held != null && held.holder != null) {
      Instant now = now();
      dropLostBrokerage(held.holder, now);
      held.countBeats(now);
    }
    return brokerage.get(user.name());
  }

  private void dropLostBrokerage(OuterSession session, Instant now) {
    if (!rules.canHoldBrokerage(session, now)) {
      brokerage.values().removeIf(held -> held.holder == session);
    }
  }

  private void end(OuterSession session) {
    session.ended = true;
    brokerage.values().removeIf(held -> held.holder == session);
  }

  private static AuthStatus view(OuterSession session, @Nullable BrokerageSession held) {
    boolean mine = held != null && held.holder == session;
    boolean ready = held != null && mine && held.isEstablished();
    return new AuthStatus(ready, ready, held != null && !mine, true);
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
