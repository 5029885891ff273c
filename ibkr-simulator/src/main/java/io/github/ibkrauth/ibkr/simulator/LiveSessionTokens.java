package io.github.ibkrauth.ibkr.simulator;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The arithmetic of live session tokens. */
final class LiveSessionTokens {
  private LiveSessionTokens() {}

  /**
   * Returns the token: HMAC-SHA1 of the access token secret under the shared Diffie-Hellman value.
   */
  static byte[] token(BigInteger shared, byte[] accessTokenSecret) {
    return hmac("HmacSHA1", keyBytes(shared), accessTokenSecret);
  }

  /** Returns the proof that the server knows the token, as lower-case hex. */
  static String proof(byte[] token, String consumerKey) {
    return HexFormat.of()
        .formatHex(hmac("HmacSHA1", token, consumerKey.getBytes(StandardCharsets.UTF_8)));
  }

  static byte[] hmacSha256(byte[] key, String text) {
    return hmac("HmacSHA256", key, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns a positive number in big-endian two's complement: the shortest bytes that hold it, and
   * a zero byte in front of them when the highest bit is set, which would mean a negative number.
   */
  static byte[] keyBytes(BigInteger value) {
    if (value.signum() <= 0) {
      throw new IllegalArgumentException("a shared secret is positive");
    }
    String hex = value.toString(16);
    String even = hex.length() % 2 == 0 ? hex : "0" + hex;
    boolean highestBitSet = Character.digit(even.charAt(0), 16) >= 8;
    return HexFormat.of().parseHex(highestBitSet ? "00" + even : even);
  }

  private static byte[] hmac(String algorithm, byte[] key, byte[] data) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no " + algorithm, e);
    }
  }
}
