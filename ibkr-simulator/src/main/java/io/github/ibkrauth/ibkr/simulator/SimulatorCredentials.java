package io.github.ibkrauth.ibkr.simulator;

import java.net.URI;
import java.util.List;

/**
 * Everything a client needs to log in at one running simulator. The keys are made fresh at every
 * start. Thread-safe; its {@code toString} shows no key.
 */
public final class SimulatorCredentials {
  private final URI baseUri;
  private final RegisteredClient client;
  private final String privateKeyPem;
  private final String publicKeyPem;
  private final BrokerUser user;
  private final OAuth1Server oauth1;
  private final String password;

  SimulatorCredentials(
      URI baseUri,
      RegisteredClient client,
      String privateKeyPem,
      String publicKeyPem,
      BrokerUser user,
      OAuth1Server oauth1,
      String password) {
    this.baseUri = baseUri;
    this.client = client;
    this.privateKeyPem = privateKeyPem;
    this.publicKeyPem = publicKeyPem;
    this.user = user;
    this.oauth1 = oauth1;
    this.password = password;
  }

  /** The OAuth 2.0 client id: {@code iss} and {@code sub} of the client assertion. */
  public String clientId() {
    return client.clientId();
  }

  /** The key id: {@code kid} of everything the client signs. */
  public String keyId() {
    return client.keyId();
  }

  /** The user name the SSO session is opened for, and that the authorize page takes. */
  public String credential() {
    return user.name();
  }

  /** The password the authorize page takes for {@link #credential()}; the page itself shows it. */
  public String password() {
    return password;
  }

  /** The first-party OAuth 1.0a consumer, with its access token. */
  public ConsumerCredentials firstPartyConsumer() {
    return oauth1.firstPartyCredentials();
  }

  /** The third-party OAuth 1.0a consumer, {@code TESTCONS}; a user has to give it access. */
  public ConsumerCredentials thirdPartyConsumer() {
    return oauth1.thirdPartyCredentials();
  }

  /** Where OAuth 1.0a consumers agree on a live session token. */
  public URI liveSessionTokenUri() {
    return baseUri.resolve(LiveSessionTokenEndpoint.PATH);
  }

  /** Where third-party consumers get a request token. */
  public URI requestTokenUri() {
    return baseUri.resolve(ThirdPartyEndpoints.REQUEST_TOKEN_PATH);
  }

  /** The page on which a user gives a third-party consumer access. */
  public URI authorizeUri() {
    return baseUri.resolve(AuthorizePage.PATH);
  }

  /** Where third-party consumers turn a verifier into an access token. */
  public URI accessTokenUri() {
    return baseUri.resolve(ThirdPartyEndpoints.ACCESS_TOKEN_PATH);
  }

  /** The client's private key: PKCS#8, PEM, RSA 2048 bits. A secret. */
  public String privateKeyPem() {
    return privateKeyPem;
  }

  /** The public key the simulator verifies with: SubjectPublicKeyInfo, PEM. */
  public String publicKeyPem() {
    return publicKeyPem;
  }

  /** The address callers have as long as {@link IbkrSimulator#seeCallerAs} says nothing else. */
  public String ip() {
    return LoopbackServer.HOST;
  }

  /** The account ids the user reaches, in the order the accounts are listed. */
  public List<String> accountIds() {
    return user.accounts().stream().map(AccountBook::id).toList();
  }

  /**
   * The audience of the client assertion as IBKR's own samples send it; the token URL is accepted
   * as well.
   */
  public String audience() {
    return "/token";
  }

  /** The scope that opens a trading session. */
  public String scope() {
    return SsoSessionEndpoint.SCOPE;
  }

  /** The simulator's base URL, without a trailing slash. */
  public URI baseUri() {
    return baseUri;
  }

  /** Where client assertions are turned into access tokens. */
  public URI tokenUri() {
    return baseUri.resolve(TokenEndpoint.PATH);
  }

  /** Where access tokens are turned into SSO tokens. */
  public URI ssoSessionsUri() {
    return baseUri.resolve(SsoSessionEndpoint.PATH);
  }

  @Override
  public String toString() {
    return "SimulatorCredentials[" + clientId() + " at " + baseUri + ", keys redacted]";
  }
}
