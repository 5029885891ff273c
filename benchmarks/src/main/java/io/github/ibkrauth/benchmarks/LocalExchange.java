package io.github.ibkrauth.benchmarks;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import com.google.api.client.testing.http.MockLowLevelHttpRequest;
import com.google.api.client.testing.http.MockLowLevelHttpResponse;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A transport that answers requests for live session tokens itself; without network. */
final class LocalExchange extends HttpTransport {

  private static final Pattern CHALLENGE =
      Pattern.compile("diffie_hellman_challenge=\"([0-9a-f]+)");
  private static final String CONSUMER = "BENCHMARK";
  private static final byte[] SECRET =
      "a secret of some length".getBytes(StandardCharsets.US_ASCII);

  private final BigInteger prime = BigInteger.probablePrime(2048, new SecureRandom());
  private final BigInteger random = BigInteger.valueOf(1_000_003);
  private final KeyPair signature;
  private final KeyPair encryption;

  LocalExchange() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    signature = generator.generateKeyPair();
    encryption = generator.generateKeyPair();
  }

  /** Returns settings for a session with this server. */
  Map<String, String> settings() throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
    cipher.init(Cipher.ENCRYPT_MODE, encryption.getPublic());
    return Map.of(
        "auth.oauth1a.consumer-key", CONSUMER,
        "auth.oauth1a.access-token", "0".repeat(20),
        "auth.oauth1a.access-token-secret",
            Base64.getEncoder().encodeToString(cipher.doFinal(SECRET)),
        "auth.oauth1a.signature-key", pem(signature),
        "auth.oauth1a.encryption-key", pem(encryption),
        "auth.oauth1a.dh-parameters", prime.toString(16));
  }

  @Override
  protected LowLevelHttpRequest buildRequest(String method, String url) {
    return new MockLowLevelHttpRequest(url) {
      @Override
      public LowLevelHttpResponse execute() {
        return answer(getFirstHeaderValue("Authorization"));
      }
    };
  }

  private LowLevelHttpResponse answer(String header) {
    Matcher challenge = CHALLENGE.matcher(header);
    if (!challenge.find()) {
      return new MockLowLevelHttpResponse().setStatusCode(404);
    }
    byte[] shared = new BigInteger(challenge.group(1), 16).modPow(random, prime).toByteArray();
    byte[] proof = hmac(hmac(shared, SECRET), CONSUMER.getBytes(StandardCharsets.US_ASCII));
    return new MockLowLevelHttpResponse()
        .setContentType("application/json")
        .setContent(
            "{\"diffie_hellman_response\":\""
                + BigInteger.TWO.modPow(random, prime).toString(16)
                + "\",\"live_session_token_signature\":\""
                + HexFormat.of().formatHex(proof)
                + "\"}");
  }

  private static byte[] hmac(byte[] key, byte[] data) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
      return mac.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(KeyPair pair) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----";
  }
}
