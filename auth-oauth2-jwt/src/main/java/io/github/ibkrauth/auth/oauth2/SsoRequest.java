package io.github.ibkrauth.auth.oauth2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.auth.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The claims with which a client asks for an SSO session of a user at an address. Immutable.
 *
 * @param clientId the issuer
 * @param credential the user name, or {@code null} where no session is opened
 * @param alternativeIps further addresses
 * @param service the optional claim of that name
 * @param lifetime how long the session is asked for
 */
record SsoRequest(
    String clientId,
    @Nullable Secret credential,
    List<String> alternativeIps,
    @Nullable String service,
    Duration lifetime) {

  /** Returns the claims as JSON. They hold the user name. */
  String claims(String ip, String userName, Instant now) {
    ObjectNode claims = JsonNodeFactory.instance.objectNode();
    claims.put("ip", ip);
    if (!alternativeIps.isEmpty()) {
      ArrayNode others = claims.putArray("alternativeIps");
      alternativeIps.forEach(others::add);
    }
    claims.put("credential", userName);
    if (service != null) {
      claims.put("service", service);
    }
    claims.put("iss", clientId);
    claims.put("exp", now.plus(lifetime).getEpochSecond());
    claims.put("iat", now.getEpochSecond());
    return claims.toString();
  }
}
