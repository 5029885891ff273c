package io.github.ibkrauth.ibkr.simulator;

import io.github.ibkrauth.ibkr.simulator.JwsVerifier.Unverified;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The OAuth 2.0 token endpoint: client credentials with a private_key_jwt assertion (RFC 7523).
 * Whatever is wrong, the answer is the documented 400 without detail.
 */
final class TokenEndpoint implements Endpoint {
  static final String PATH = "/oauth2/api/v1/token";
  static final Duration LONGEST_ASSERTION = Duration.ofMinutes(5);

  private static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private final RegisteredClient client;
  private final JwsVerifier verifier;
  private final Broker broker;

  TokenEndpoint(RegisteredClient client, JwsVerifier verifier, Broker broker) {
    this.client = client;
    this.verifier = verifier;
    this.broker = broker;
  }

  @Override
  public Answer answer(Call call) {
    if (!call.mediaType().equals("application/x-www-form-urlencoded")) {
      throw refused("the content type is not application/x-www-form-urlencoded");
    }
    Map<String, List<String>> form = call.formParameters();
    if (!one(form, "grant_type").equals("client_credentials")) {
      throw refused("grant_type is not client_credentials");
    }
    if (!one(form, "client_assertion_type").equals(ASSERTION_TYPE)) {
      throw refused("client_assertion_type is not " + ASSERTION_TYPE);
    }
    checkAssertion(one(form, "client_assertion"));
    if (form.containsKey("client_id") && !one(form, "client_id").equals(client.clientId())) {
      throw refused("client_id is not the issuer of the assertion");
    }
    Set<String> scopes = scopes(one(form, "scope"));
    AccessGrant grant = broker.grant(client.clientId(), scopes, client.accountId());
    return Answer.json(
            new JsonObject()
                .put("access_token", grant.token())
                .put("token_type", "Bearer")
                .put("scope", String.join(" ", scopes))
                .put("expires_in", SessionRules.ACCESS_TOKEN_LIFE.toSeconds()))
        .withHeader("Cache-Control", "no-store");
  }

  private void checkAssertion(String assertion) {
    SignedClaims claims;
    try {
      claims = verifier.verify(assertion, LONGEST_ASSERTION);
    } catch (Unverified e) {
      throw refused("client_assertion: " + e.reason());
    }
    if (!claims.text("sub").filter(client.clientId()::equals).isPresent()) {
      throw refused("client_assertion: sub is not the client id");
    }
    if (claims.texts("aud").orElse(List.of()).stream().noneMatch(client.audiences()::contains)) {
      throw refused("client_assertion: aud is neither /token nor the token URL");
    }
  }

  private Set<String> scopes(String text) {
    Set<String> scopes = new LinkedHashSet<>(List.of(text.trim().split(" +")));
    for (String scope : scopes) {
      if (!client.scopes().contains(scope)) {
        throw refused("scope was not granted to this client at registration");
      }
    }
    return scopes;
  }

  private static String one(Map<String, List<String>> form, String name) {
    List<String> values = form.getOrDefault(name, List.of());
    if (values.size() != 1 || values.get(0).isBlank()) {
      throw refused(
          name + (values.isEmpty() ? " is missing" : " must be given once and not be empty"));
    }
    return values.get(0);
  }

  private static Refusal refused(String reason) {
    return new Refusal(Answer.problem(400, "Bad Request").because(reason));
  }
}
