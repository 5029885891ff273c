package io.github.ibkrauth.auth.oauth2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.ibkrauth.auth.googlehttp.support.AnswerFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Checks an id token that comes with the tokens, and keeps nothing of it: that it was made for this
 * client, by this server, for this very request. It came from the server itself over TLS, in which
 * case its signature adds nothing (OpenID Connect Core, section 3.1.3.7).
 */
final class IdToken {

  private static final JsonMapper JSON = new JsonMapper();

  private IdToken() {}

  /**
   * Checks it, if there is one.
   *
   * @param issuer who must have made it, where that is known
   * @throws io.github.ibkrauth.auth.error.AuthProtocolException when it is for something else
   */
  static void check(
      LoginReply reply,
      AnswerFailure failure,
      String clientId,
      String nonce,
      @Nullable String issuer) {
    String compact = reply.member("id_token");
    if (compact == null) {
      return;
    }
    JsonNode claims = claims(compact, failure);
    if (!same(claims.path("nonce").asText(""), nonce)) {
      throw failure.unusable("the id token has another nonce than the one that was sent");
    }
    if (!names(claims.path("aud"), clientId)) {
      throw failure.unusable("the id token was made for another client");
    }
    if (issuer != null && !issuer.equals(claims.path("iss").asText(""))) {
      throw failure.unusable("the id token was made by another issuer than the metadata names");
    }
  }

  private static JsonNode claims(String compact, AnswerFailure failure) {
    String[] parts = compact.split("\\.", -1);
    try {
      if (parts.length == 3) {
        JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
        if (claims != null && claims.isObject()) {
          return claims;
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      // Told below, without what it quotes.
    }
    throw failure.unusable("the id token cannot be read");
  }

  private static boolean names(JsonNode audience, String clientId) {
    if (audience.isArray()) {
      for (JsonNode one : audience) {
        if (one.asText("").equals(clientId)) {
          return true;
        }
      }
      return false;
    }
    return audience.asText("").equals(clientId);
  }

  private static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
