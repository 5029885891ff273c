package io.github.ibkrauth.ibkr.simulator;

import java.net.URI;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Puts the OAuth 2.0 authorization server together: its state, its pages, its endpoints. */
final class AuthorizationServer {
  static final String METADATA = "/.well-known/oauth-authorization-server";
  static final String KEYS = "/oauth2/jwks";

  private final URI issuer;
  private final RegisteredClient client;
  private final TokenMint mint;
  private final TokenLives lives = new TokenLives();
  private final RedirectUris redirectUris = new RedirectUris();
  private final ClientAuthenticator authenticator;
  private final AuthorizationRequests requests;
  private final AuthorizationRegistry registry;
  private final AuthorizeEndpoint authorize;
  private final AuthorizationServerEndpoints endpoints;

  AuthorizationServer(
      URI issuer,
      RegisteredClient client,
      Broker broker,
      TokenMint mint,
      InstantSource time,
      ConsentDesk desk) {
    this.issuer = issuer;
    this.client = client;
    this.mint = mint;
    this.authenticator =
        new ClientAuthenticator(
            client, mint.hex(24), new JwsVerifier(client, time), time, audiences(issuer));
    this.requests = new AuthorizationRequests(client, redirectUris);
    this.registry = new AuthorizationRegistry(broker, mint, lives);
    PushedRequests pushed = new PushedRequests(mint, time);
    this.authorize = new AuthorizeEndpoint(issuer.toString(), requests, pushed, registry, desk);
    this.endpoints =
        new AuthorizationServerEndpoints(
            issuer.toString(), authenticator, requests, pushed, registry, mint, broker);
  }

  /** What an assertion may be meant for: the issuer, or an endpoint that takes it. */
  private static Set<String> audiences(URI issuer) {
    Set<String> audiences = new HashSet<>(Set.of(issuer.toString()));
    for (String path :
        List.of(
            AuthorizationServerEndpoints.TOKEN,
            AuthorizationServerEndpoints.PUSHED,
            AuthorizationServerEndpoints.REVOCATION)) {
      audiences.add(issuer + path);
    }
    return audiences;
  }

  void addTo(RouteTable routes) {
    routes
        .get(METADATA, call -> metadata())
        .get(KEYS, call -> Answer.json(mint.keySet()))
        .get(AuthorizeEndpoint.PATH, authorize::show)
        .post(AuthorizationServerEndpoints.PUSHED, endpoints::push)
        .post(AuthorizationServerEndpoints.TOKEN, endpoints::token)
        .post(AuthorizationServerEndpoints.REVOCATION, endpoints::revoke);
  }

  /** The metadata document (RFC 8414). */
  private Answer metadata() {
    List<String> methods =
        authenticator.accepted().stream()
            .sorted(Comparator.naturalOrder())
            .map(ClientAuthentication::id)
            .toList();
    return Answer.json(
        new JsonObject()
            .put("issuer", issuer.toString())
            .put("authorization_endpoint", issuer + AuthorizeEndpoint.PATH)
            .put("token_endpoint", issuer + AuthorizationServerEndpoints.TOKEN)
            .put("revocation_endpoint", issuer + AuthorizationServerEndpoints.REVOCATION)
            .put(
                "pushed_authorization_request_endpoint",
                issuer + AuthorizationServerEndpoints.PUSHED)
            .put("require_pushed_authorization_requests", authorize.isPushedOnly())
            .put("jwks_uri", issuer + KEYS)
            .put("scopes_supported", requests.scopes())
            .put("response_types_supported", List.of("code"))
            .put("response_modes_supported", List.of("query"))
            .put("grant_types_supported", List.of("authorization_code", "refresh_token"))
            .put("code_challenge_methods_supported", List.of("S256"))
            .put("token_endpoint_auth_methods_supported", methods)
            .put("token_endpoint_auth_signing_alg_values_supported", List.of("RS256"))
            .put("revocation_endpoint_auth_methods_supported", methods)
            .put("revocation_endpoint_auth_signing_alg_values_supported", List.of("RS256"))
            .put("authorization_response_iss_parameter_supported", true)
            .put("subject_types_supported", List.of("public"))
            .put("id_token_signing_alg_values_supported", List.of("RS256")));
  }

  URI issuer() {
    return issuer;
  }

  RegisteredClient client() {
    return client;
  }

  TokenLives lives() {
    return lives;
  }

  RedirectUris redirectUris() {
    return redirectUris;
  }

  ClientAuthenticator authenticator() {
    return authenticator;
  }

  AuthorizationRegistry registry() {
    return registry;
  }

  AuthorizeEndpoint authorize() {
    return authorize;
  }
}
