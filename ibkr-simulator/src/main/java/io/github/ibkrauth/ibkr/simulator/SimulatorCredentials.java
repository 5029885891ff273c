package io.github.ibkrauth.ibkr.simulator;

import java.net.URI;
import java.util.List;

/**
 * Everything a client needs to log in at one running simulator. The keys are made fresh at every
 * start. Immutable; its {@code toString} shows no key.
 */
public final class SimulatorCredentials {
  private final URI baseUri;
  private final RegisteredClient client;
  private final String privateKeyPem;
  private final String publicKeyPem;
  private final BrokerUser user;

  SimulatorCredentials(
      URI baseUri,
      RegisteredClient client,
      String privateKeyPem,
      String publicKeyPem,
      BrokerUser user) {
    this.baseUri = baseUri;
    this.client = client;
    this.privateKeyPem = privateKeyPem;
    this.publicKeyPem = publicKeyPem;
    this.user = user;
  }

  /** The OAuth 2.0 client id: {@code iss} and {@code sub} of the client assertion. */
  public String clientId() {
    return client.clientId();
  }

  /** The key id: {@code kid} of everything the client signs. */
  public String keyId() {
    return client.keyId();
  }

  /** The user name the SSO session is opened for. */
  public String credential() {
    return user.name();
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
