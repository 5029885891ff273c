package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An authorization request with PKCE (RFC 6749, section 4.1.1, and RFC 7636). Immutable.
 *
 * @param state binds the callback to the flow
 * @param pending what is kept until then
 * @param fields what the server is told
 */
record ConsentRequest(String state, PendingConsent pending, Map<String, String> fields) {

  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
  private static final int BYTES = 32;

  /** Makes one with new random numbers. */
  static ConsentRequest of(
      String clientId, String redirectUri, @Nullable String scope, RandomGenerator random) {
    String verifier = word(random);
    String state = word(random);
    String nonce = word(random);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("response_type", "code");
    fields.put("client_id", clientId);
    fields.put("redirect_uri", redirectUri);
    if (scope != null) {
      fields.put("scope", scope);
    }
    fields.put("state", state);
    fields.put("nonce", nonce);
    fields.put("code_challenge", challenge(verifier));
    fields.put("code_challenge_method", "S256");
    return new ConsentRequest(
        state, new PendingConsent(Secret.of(verifier), nonce, redirectUri), fields);
  }

  /** Returns an address with fields behind what it has already. */
  static URI at(URI authorize, Map<String, String> fields) {
    String query =
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    String present = authorize.getRawQuery();
    String separator = present == null ? "?" : present.isEmpty() ? "" : "&";
    return URI.create(authorize + separator + query);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String challenge(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return BASE64URL.encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static String word(RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return BASE64URL.encodeToString(bytes);
  }

  /** Returns nothing of the values. */
  @Override
  public String toString() {
    return "ConsentRequest";
  }
}
