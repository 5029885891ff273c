package io.github.ibkrauth.ibkr.simulator;

import java.time.InstantSource;
import java.util.List;

/** Registers every endpoint in one table, behind the gate that checks its credential. */
final class Routes {
  private Routes() {}

  static RouteTable of(
      Broker broker,
      RegisteredClient client,
      OAuth1Server oauth1,
      AuthorizationServer authorizationServer,
      ConsentDesk consentDesk,
      LoginDesk loginDesk,
      TradingDesk trading,
      InstantSource time) {
    JwsVerifier verifier = new JwsVerifier(client, time);
    SignedBody signedBody = new SignedBody(verifier);
    SessionGate sessions =
        new SessionGate(
            broker, List.of(oauth1.credential(), new SsoBearer(broker), new GatewayCookie(broker)));
    AccessTokenGate accessTokens = new AccessTokenGate(broker);
    RouteTable routes = new RouteTable();
    routes.post(TokenEndpoint.PATH, new TokenEndpoint(client, verifier, broker));
    new AccountManagementEndpoints(
            broker, new SsoSessionEndpoint(client, signedBody, broker), signedBody)
        .addTo(routes, accessTokens);
    oauth1.addTo(routes);
    authorizationServer.addTo(routes);
    consentDesk.addTo(routes);
    loginDesk.addTo(routes);
    new SessionEndpoints(broker).addTo(routes, sessions);
    new TradingAccountEndpoints(broker, trading.ledgers()).addTo(routes, sessions);
    new PortfolioEndpoints(broker, trading.ledgers()).addTo(routes, sessions);
    trading.addTo(routes, sessions);
    return routes;
  }
}
