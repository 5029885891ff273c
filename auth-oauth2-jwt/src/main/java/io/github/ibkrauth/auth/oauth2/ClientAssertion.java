package io.github.ibkrauth.auth.oauth2;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The claims with which a client says who it is (RFC 7523): short-lived, and new for every request.
 * Times are whole seconds of the local clock; a clock that is off is reported, never made up for.
 * Immutable.
 *
 * @param clientId issuer and subject
 * @param audience for whom it is made
 * @param backdate how long before now it says it was made
 * @param lifetime how long after now it ends
 * @param jti whether it carries a unique id, for servers that take each assertion once
 */
record ClientAssertion(
    String clientId, String audience, Duration backdate, Duration lifetime, boolean jti) {

  /** Returns the same for another server. */
  ClientAssertion withAudience(String other) {
    return new ClientAssertion(clientId, other, backdate, lifetime, jti);
  }

  /** Returns the claims as JSON. */
  String claims(Instant now, RandomGenerator random) {
    ObjectNode claims = JsonNodeFactory.instance.objectNode();
    claims.put("iss", clientId);
    claims.put("sub", clientId);
    claims.put("aud", audience);
    claims.put("exp", now.plus(lifetime).getEpochSecond());
    claims.put("iat", now.minus(backdate).getEpochSecond());
    if (jti) {
      claims.put("jti", randomId(random));
    }
    return claims.toString();
  }

  /** Returns 122 random bits in the form of a UUID of version 4 (RFC 9562). */
  private static String randomId(RandomGenerator random) {
    long high = (random.nextLong() & ~0xf000L) | 0x4000L;
    long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }
}
