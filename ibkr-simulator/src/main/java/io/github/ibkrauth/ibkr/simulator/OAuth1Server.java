package io.github.ibkrauth.ibkr.simulator;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The OAuth 1.0a side of the broker: two consumers, their endpoints, and the credential of calls.
 */
final class OAuth1Server {
  private final OAuth1Registry registry;
  private final NonceBook nonces;
  private final RsaSignedRequests tokenRequests;
  private final SessionCredential credential;
  private final AuthorizePage authorizePage;
  private final boolean tellComputationTime;
  private final RegisteredConsumer firstParty;
  private final ConsumerCredentials firstPartyCredentials;
  private final ConsumerCredentials thirdPartyCredentials;

  OAuth1Server(
      IbkrSimulator.Builder settings,
      Broker broker,
      TokenMint mint,
      InstantSource time,
      URI baseUri,
      BrokerUser user,
      ConsentDesk desk) {
    RsaKeys keys = RsaKeys.of(settings.freshKeys);
    this.firstParty = RegisteredConsumer.of(firstPartyKey(user), false, keys);
    RegisteredConsumer thirdParty = RegisteredConsumer.of(RegisteredConsumer.TEST_KEY, true, keys);
    this.registry =
        new OAuth1Registry(
            broker, mint, settings.liveSessionTokenLife, List.of(firstParty, thirdParty));
    this.nonces = new NonceBook(settings.timestampTolerance);
    OAuth1Checks checks = new OAuth1Checks(registry, nonces, time);
    List<URI> baseUrls = new ArrayList<>();
    for (String host : List.of("127.0.0.1", "localhost")) {
      baseUrls.add(URI.create(baseUri.getScheme() + "://" + host + ":" + baseUri.getPort()));
    }
    baseUrls.addAll(settings.signedBaseUrls);
    BaseStrings baseStrings = new BaseStrings(baseUrls, settings.acceptedProfiles);
    this.tokenRequests = new RsaSignedRequests(checks, baseStrings);
    this.credential = new LiveSessionSignature(checks, baseStrings, registry);
    this.authorizePage = new AuthorizePage(registry, desk);
    this.tellComputationTime = settings.tellComputationTime;
    this.firstPartyCredentials = ConsumerCredentials.firstParty(registry.grant(firstParty, user));
    this.thirdPartyCredentials = ConsumerCredentials.thirdParty(thirdParty);
  }

  /** Nine upper-case letters, as the self-service page asks for. */
  private static String firstPartyKey(BrokerUser user) {
    StringBuilder key = new StringBuilder("SIM");
    int rest = user.id();
    while (key.length() < 9) {
      key.append((char) ('A' + Math.floorMod(rest, 26)));
      rest = Math.floorDiv(rest, 26);
    }
    return key.toString();
  }

  void addTo(RouteTable routes) {
    routes.post(
        LiveSessionTokenEndpoint.PATH,
        new LiveSessionTokenEndpoint(tokenRequests, registry, tellComputationTime));
    new ThirdPartyEndpoints(tokenRequests, registry).addTo(routes);
    authorizePage.addTo(routes);
  }

  SessionCredential credential() {
    return credential;
  }

  OAuth1Registry registry() {
    return registry;
  }

  NonceBook nonces() {
    return nonces;
  }

  RegisteredConsumer firstParty() {
    return firstParty;
  }

  ConsumerCredentials firstPartyCredentials() {
    return firstPartyCredentials;
  }

  ConsumerCredentials thirdPartyCredentials() {
    return thirdPartyCredentials;
  }
}
