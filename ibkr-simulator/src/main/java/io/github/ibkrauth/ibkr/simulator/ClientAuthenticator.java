package io.github.ibkrauth.ibkr.simulator;

import io.github.ibkrauth.ibkr.simulator.JwsVerifier.Unverified;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds out which client asks the authorization server: by a signed assertion or by its secret,
 * whichever is accepted. An assertion is good for one request. Thread-safe.
 */
final class ClientAuthenticator {
  static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private static final String ASSERTION = "client_assertion";
  private static final String SECRET = "client_secret";

  private final RegisteredClient client;
  private final String secret;
  private final JwsVerifier verifier;
  private final InstantSource time;
  private final Set<String> audiences;
  private final Map<String, Instant> seen = new ConcurrentHashMap<>();
  private volatile Set<ClientAuthentication> accepted =
      Set.of(ClientAuthentication.PRIVATE_KEY_JWT);

  ClientAuthenticator(
      RegisteredClient client,
      String secret,
      JwsVerifier verifier,
      InstantSource time,
      Set<String> audiences) {
    this.client = client;
    this.secret = secret;
    this.verifier = verifier;
    this.time = time;
    this.audiences = Set.copyOf(audiences);
  }

  String secret() {
    return secret;
  }

  Set<ClientAuthentication> accepted() {
    return accepted;
  }

  void accept(Set<ClientAuthentication> methods) {
    if (methods.isEmpty()) {
      throw new IllegalArgumentException("at least one client authentication must be accepted");
    }
    accepted = Set.copyOf(methods);
  }

  /** Returns the id of the client that sent a form, or refuses it. */
  String authenticate(Call call, Map<String, List<String>> form) {
    Set<ClientAuthentication> shown = EnumSet.noneOf(ClientAuthentication.class);
    if (call.header("Authorization").isPresent()) {
      shown.add(ClientAuthentication.CLIENT_SECRET_BASIC);
    }
    if (form.containsKey(SECRET)) {
      shown.add(ClientAuthentication.CLIENT_SECRET_POST);
    }
    if (form.containsKey(ASSERTION)) {
      shown.add(ClientAuthentication.PRIVATE_KEY_JWT);
    }
    if (shown.isEmpty()) {
      throw OAuth2Refusals.invalidClient("the client does not authenticate itself");
    }
    if (shown.size() > 1) {
      throw OAuth2Refusals.invalidRequest("the client authenticates itself in two ways at once");
    }
    ClientAuthentication method = shown.iterator().next();
    if (!accepted.contains(method)) {
      throw OAuth2Refusals.invalidClient(method.id() + " is not accepted");
    }
    switch (method) {
      case PRIVATE_KEY_JWT -> checkAssertion(form);
      case CLIENT_SECRET_BASIC -> checkBasic(call.header("Authorization").orElse(""));
      case CLIENT_SECRET_POST ->
          checkSecret(OAuth2Form.one(form, "client_id"), OAuth2Form.one(form, SECRET));
    }
    if (form.containsKey("client_id")
        && !OAuth2Form.one(form, "client_id").equals(client.clientId())) {
      throw OAuth2Refusals.invalidClient("client_id is not the client that authenticates itself");
    }
    return client.clientId();
  }

  private void checkAssertion(Map<String, List<String>> form) {
    if (!OAuth2Form.one(form, "client_assertion_type").equals(ASSERTION_TYPE)) {
      throw OAuth2Refusals.invalidClient("client_assertion_type is not " + ASSERTION_TYPE);
    }
    SignedClaims claims;
    try {
      claims = verifier.verify(OAuth2Form.one(form, ASSERTION), TokenEndpoint.LONGEST_ASSERTION);
    } catch (Unverified e) {
      throw OAuth2Refusals.invalidClient("client_assertion: " + e.reason());
    }
    if (claims.text("sub").filter(client.clientId()::equals).isEmpty()) {
      throw OAuth2Refusals.invalidClient("client_assertion: sub is not the client id");
    }
    if (claims.texts("aud").orElse(List.of()).stream().noneMatch(audiences::contains)) {
      throw OAuth2Refusals.invalidClient(
          "client_assertion: aud is neither the issuer nor an endpoint of it");
    }
    String id =
        claims
            .text("jti")
            .filter(text -> !text.isBlank())
            .orElseThrow(() -> OAuth2Refusals.invalidClient("client_assertion: jti is missing"));
    Instant now = time.instant();
    seen.values().removeIf(end -> !now.isBefore(end));
    if (seen.putIfAbsent(id, claims.expiresAt()) != null) {
      throw OAuth2Refusals.invalidClient("client_assertion: jti was used before");
    }
  }

  private void checkBasic(String header) {
    if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
      throw OAuth2Refusals.invalidClient("the Authorization header is not Basic");
    }
    try {
      String pair =
          new String(
              Base64.getDecoder().decode(header.substring(6).trim()), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      checkSecret(
          URLDecoder.decode(pair.substring(0, Math.max(0, colon)), StandardCharsets.UTF_8),
          URLDecoder.decode(pair.substring(colon + 1), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw OAuth2Refusals.invalidClient("the Basic header is malformed");
    }
  }

  private void checkSecret(String clientId, String given) {
    if (!clientId.equals(client.clientId())) {
      throw OAuth2Refusals.invalidClient("unknown client");
    }
    if (!MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8))) {
      throw OAuth2Refusals.invalidClient("the client secret is wrong");
    }
  }
}
