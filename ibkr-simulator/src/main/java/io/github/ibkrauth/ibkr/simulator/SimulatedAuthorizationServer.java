package io.github.ibkrauth.ibkr.simulator;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The OAuth 2.0 authorization server of the simulator, at which users let an application in:
 * authorization code with PKCE, refresh tokens that rotate, revocation, pushed requests. IBKR
 * publishes no such endpoint for third parties today; this one follows the standards, so that an
 * application can be tested before there is one.
 *
 * <p>An access token it issues is a bearer for the whole simulated API, in the name of the user and
 * with the accounts that user shares. Thread-safe.
 */
public final class SimulatedAuthorizationServer {
  private final AuthorizationServer server;
  private final UserDirectory users;
  private final OAuth1Registry oauth1;

  SimulatedAuthorizationServer(
      AuthorizationServer server, UserDirectory users, OAuth1Registry oauth1) {
    this.server = server;
    this.users = users;
    this.oauth1 = oauth1;
  }

  /** The issuer identifier: the simulator's base URL. */
  public URI issuer() {
    return server.issuer();
  }

  /** The metadata document (RFC 8414). */
  public URI metadataUri() {
    return at(AuthorizationServer.METADATA);
  }

  /** Where users are sent. */
  public URI authorizeUri() {
    return at(AuthorizeEndpoint.PATH);
  }

  /** Where authorization requests are pushed (RFC 9126). */
  public URI pushedRequestUri() {
    return at(AuthorizationServerEndpoints.PUSHED);
  }

  /** Where codes and refresh tokens are turned into tokens. */
  public URI tokenUri() {
    return at(AuthorizationServerEndpoints.TOKEN);
  }

  /** Where tokens are revoked (RFC 7009). */
  public URI revocationUri() {
    return at(AuthorizationServerEndpoints.REVOCATION);
  }

  /** The key that id tokens are verified with, as a JSON Web Key Set. */
  public URI keysUri() {
    return at(AuthorizationServer.KEYS);
  }

  /** The client id, that of {@link SimulatorCredentials#clientId()}; it has the same key. */
  public String clientId() {
    return server.client().clientId();
  }

  /** The client's secret, fresh at every start; of use when one of the two ways is accepted. */
  public String clientSecret() {
    return server.authenticator().secret();
  }

  /** How the client may authenticate itself; by its private key only unless set. */
  public Set<ClientAuthentication> accepted() {
    return server.authenticator().accepted();
  }

  /**
   * Sets how the client may authenticate itself from now on.
   *
   * @throws IllegalArgumentException if the set is empty
   */
  public void accept(Set<ClientAuthentication> methods) {
    server.authenticator().accept(Objects.requireNonNull(methods, "methods"));
  }

  /**
   * Registers where users may be sent back to. A request must name it to the letter; of a {@code
   * http} address on 127.0.0.1 or [::1] the port may be any (RFC 8252).
   *
   * @throws IllegalArgumentException if it is not absolute, or has user info or a fragment
   */
  public void registerRedirect(URI uri) {
    server.redirectUris().register(Objects.requireNonNull(uri, "uri"));
  }

  /** Sets whether authorization requests must be pushed; they need not unless set. */
  public void requirePushedRequests(boolean value) {
    server.authorize().requirePushed(value);
  }

  /** Sets how long codes are good for that are given from now on; 10 minutes unless set. */
  public void codeLife(Duration value) {
    server.lives().code = positive(value);
  }

  /** Sets how long access tokens are good for that are given from now on; an hour unless set. */
  public void accessTokenLife(Duration value) {
    server.lives().accessToken = positive(value);
  }

  /** Sets how long a refresh token is good for when it is not used; 30 days unless set. */
  public void refreshTokenLife(Duration value) {
    server.lives().refreshToken = positive(value);
  }

  /** Lets every code expire now that was not used yet. */
  public void expireCodes() {
    server.registry().expireCodes();
  }

  /**
   * Takes back everything a user has granted, as he could at the broker: OAuth 2.0 tokens, and the
   * OAuth 1.0a access tokens of third parties.
   *
   * @param user a user name; one that is unknown or has granted nothing is nothing to do
   */
  public void revoke(String user) {
    Objects.requireNonNull(user, "user");
    server.registry().revokeAll(user);
    oauth1.revokeThirdParties(user);
  }

  /** How many users can log in: the number that the builder was given. */
  public int users() {
    return users.count();
  }

  /**
   * Returns a user by number.
   *
   * @param number from 0, the user of {@link SimulatorCredentials}, to {@link #users()} less one
   * @throws IllegalArgumentException if there is no such user
   */
  public SimulatedUser user(int number) {
    return shown(users.user(number));
  }

  /** Returns a user by name; empty when there is none. */
  public Optional<SimulatedUser> user(String name) {
    return users.named(Objects.requireNonNull(name, "name")).map(this::shown);
  }

  /** How many families of tokens were issued: codes that were redeemed. */
  public int issued() {
    return server.registry().issued();
  }

  /** How often tokens were refreshed. */
  public int refreshed() {
    return server.registry().refreshed();
  }

  /** How many families of tokens were revoked, for whatever reason. */
  public int revoked() {
    return server.registry().revoked();
  }

  @Override
  public String toString() {
    return "SimulatedAuthorizationServer[" + issuer() + "]";
  }

  private URI at(String path) {
    return URI.create(issuer() + path);
  }

  private SimulatedUser shown(BrokerUser user) {
    return new SimulatedUser(user.name(), users.password(user), user.accountIds());
  }

  private static Duration positive(Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException("it must be good for some time");
    }
    return value;
  }
}
