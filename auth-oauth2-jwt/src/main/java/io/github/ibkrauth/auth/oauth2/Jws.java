package io.github.ibkrauth.auth.oauth2;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.ibkrauth.auth.keys.RsaSigner;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Signs claims into a compact JWS with RS256 (RFC 7515). Thread-safe. */
final class Jws {

  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private final RsaSigner signer;
  private final String header;

  /**
   * Creates the signer.
   *
   * @param keyId what the header names as {@code kid}
   */
  Jws(RsaSigner signer, String keyId) {
    this.signer = signer;
    this.header =
        encode(
            JsonNodeFactory.instance
                .objectNode()
                .put("alg", "RS256")
                .put("typ", "JWT")
                .put("kid", keyId)
                .toString());
  }

  /** Returns header, claims and signature, each in base64url, joined by dots. */
  String sign(String claimsJson) {
    String input = header + "." + encode(claimsJson);
    byte[] signature = signer.sign(input.getBytes(StandardCharsets.US_ASCII));
    return input + "." + BASE64URL.encodeToString(signature);
  }

  private static String encode(String text) {
    return BASE64URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
