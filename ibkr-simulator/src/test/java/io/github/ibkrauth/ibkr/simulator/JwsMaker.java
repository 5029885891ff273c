package io.github.ibkrauth.ibkr.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Signs JWTs with the JDK alone, so that the simulator's verification is checked by something else
 * than itself.
 */
final class JwsMaker {
  final Map<String, Object> header = new LinkedHashMap<>();
  final Map<String, Object> claims = new LinkedHashMap<>();

  JwsMaker(String keyId) {
    header.put("alg", "RS256");
    header.put("kid", keyId);
    header.put("typ", "JWT");
  }

  JwsMaker claim(String name, Object value) {
    claims.put(name, value);
    return this;
  }

  JwsMaker without(String name) {
    claims.remove(name);
    return this;
  }

  JwsMaker header(String name, Object value) {
    header.put(name, value);
    return this;
  }

  String sign(String privateKeyPem) {
    return sign(key(privateKeyPem));
  }

  String sign(PrivateKey key) {
    try {
      String input = encode(Json.bytes(header)) + "." + encode(Json.bytes(claims));
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(input.getBytes(StandardCharsets.US_ASCII));
      return input + "." + encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static PrivateKey key(String pem) {
    String body = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    try {
      return KeyFactory.getInstance("RSA")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
