package io.github.ibkrauth.ibkr.simulator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * Verifies what a registered client signed: algorithm, key id, signature, issuer, and the window of
 * iat and exp.
 */
final class JwsVerifier {
  /**
   * How far the client's clock may be ahead of ours before an iat counts as lying in the future.
   */
  static final Duration LEEWAY = Duration.ofSeconds(5);

  private static final long LARGEST_SECONDS = 99_999_999_999L;

  private final RegisteredClient client;
  private final InstantSource time;

  JwsVerifier(RegisteredClient client, InstantSource time) {
    this.client = client;
    this.time = time;
  }

  /**
   * Verifies a compact JWS.
   *
   * @param longest the longest lifetime (exp - iat) accepted
   * @throws Unverified with the reason
   */
  SignedClaims verify(String compact, Duration longest) throws Unverified {
    if (compact.isEmpty() || !compact.chars().allMatch(c -> c > ' ' && c != '"')) {
      throw new Unverified("the JWS is empty, quoted or has white space in it");
    }
    JWSObject jws = parse(compact);
    checkHeader(jws.getHeader());
    checkSignature(jws);
    Map<String, Object> claims = jws.getPayload().toJSONObject();
    if (claims == null) {
      throw new Unverified("the payload is not a JSON object");
    }
    if (!client.clientId().equals(claims.get("iss"))) {
      throw new Unverified("iss is not a registered client");
    }
    checkWindow(claims, longest);
    return new SignedClaims(claims);
  }

  private static JWSObject parse(String compact) throws Unverified {
    try {
      return JWSObject.parse(compact);
    } catch (ParseException e) {
      throw new Unverified("not a compact JWS");
    }
  }

  private void checkHeader(JWSHeader header) throws Unverified {
    if (!JWSAlgorithm.RS256.equals(header.getAlgorithm())) {
      throw new Unverified("alg is " + header.getAlgorithm() + ", not RS256");
    }
    if (!client.keyId().equals(header.getKeyID())) {
      throw new Unverified(header.getKeyID() == null ? "kid is missing" : "kid is not registered");
    }
    if (header.getType() != null && !JOSEObjectType.JWT.equals(header.getType())) {
      throw new Unverified("typ is not JWT");
    }
  }

  private void checkSignature(JWSObject jws) throws Unverified {
    try {
      if (!jws.verify(new RSASSAVerifier(client.publicKey()))) {
        throw new Unverified("the signature does not fit the registered key");
      }
    } catch (JOSEException e) {
      throw new Unverified("the signature cannot be verified");
    }
  }

  private void checkWindow(Map<String, Object> claims, Duration longest) throws Unverified {
    long now = time.instant().getEpochSecond();
    long iat = seconds(claims, "iat");
    long exp = seconds(claims, "exp");
    if (iat > now + LEEWAY.toSeconds()) {
      throw new Unverified("iat lies " + (iat - now) + " s in the future");
    }
    if (exp <= now) {
      throw new Unverified("exp passed " + (now - exp) + " s ago");
    }
    if (exp <= iat || exp - iat > longest.toSeconds()) {
      throw new Unverified(
          "exp is "
              + (exp - iat)
              + " s after iat, at most "
              + longest.toSeconds()
              + " are accepted");
    }
    if (claims.containsKey("nbf") && seconds(claims, "nbf") > now + LEEWAY.toSeconds()) {
      throw new Unverified("nbf lies in the future");
    }
  }

  private static long seconds(Map<String, Object> claims, String name) throws Unverified {
    Object value = claims.get(name);
    if (!(value instanceof Long) && !(value instanceof Integer)) {
      throw new Unverified(name + (value == null ? " is missing" : " is not an integer"));
    }
    long seconds = ((Number) value).longValue();
    if (seconds < 0 || seconds > LARGEST_SECONDS) {
      throw new Unverified(name + " is not in seconds (milliseconds?)");
    }
    return seconds;
  }

  /** Says why a JWS was not accepted; the text holds no part of it. */
  static final class Unverified extends Exception {
    private static final long serialVersionUID = 1L;

    Unverified(String reason) {
      super(reason, null, false, false);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }
}
