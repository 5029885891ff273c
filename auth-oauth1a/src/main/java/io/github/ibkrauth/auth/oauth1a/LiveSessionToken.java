package io.github.ibkrauth.auth.oauth1a;

import io.github.ibkrauth.auth.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The shared key of a day: 20 bytes that both sides computed and neither sent. Compared by
 * identity; serves as the tag of what it signed. Immutable and thread-safe.
 */
final class LiveSessionToken {

  private final HmacKey hmac;
  private final Secret base64;
  private final Instant issuedAt;

  private LiveSessionToken(byte[] bytes, Instant issuedAt) {
    this.hmac = new HmacKey(HmacKey.SHA256, bytes);
    this.base64 = Secret.of(Base64.getEncoder().encodeToString(bytes));
    this.issuedAt = issuedAt;
  }

  /**
   * Computes the token: HMAC-SHA1 of the access token secret under the shared key.
   *
   * @param sharedKey from {@link DhExchange#sharedKey}
   * @param secret the decrypted access token secret
   * @param issuedAt by the local clock
   */
  static LiveSessionToken derive(byte[] sharedKey, byte[] secret, Instant issuedAt) {
    return new LiveSessionToken(new HmacKey(HmacKey.SHA1, sharedKey).sign(secret), issuedAt);
  }

  /** Returns a token of known bytes. */
  static LiveSessionToken of(byte[] bytes, Instant issuedAt) {
    return new LiveSessionToken(bytes, issuedAt);
  }

  /**
   * Returns whether the server computed the same token: its proof is HMAC-SHA1 of the consumer key
   * under the token, in hexadecimal digits of either case. Takes the same time for every proof of
   * the right length.
   */
  boolean isProvenBy(String proofHex, String consumerKey) {
    byte[] expected =
        new HmacKey(HmacKey.SHA1, Base64.getDecoder().decode(base64.reveal()))
            .sign(consumerKey.getBytes(StandardCharsets.UTF_8));
    byte[] given;
    try {
      given = HexFormat.of().parseHex(proofHex);
    } catch (IllegalArgumentException notHex) {
      return false;
    }
    return MessageDigest.isEqual(expected, given);
  }

  HmacKey hmac() {
    return hmac;
  }

  /** Returns the bytes as base64 text. */
  Secret base64() {
    return base64;
  }

  Instant issuedAt() {
    return issuedAt;
  }

  String fingerprint() {
    return base64.fingerprint();
  }

  /** Returns a fingerprint. */
  @Override
  public String toString() {
    return "LiveSessionToken(fp:" + fingerprint() + ")";
  }
}
