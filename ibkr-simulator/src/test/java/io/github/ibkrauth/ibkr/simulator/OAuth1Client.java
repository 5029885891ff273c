package io.github.ibkrauth.ibkr.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import org.bouncycastle.asn1.pkcs.DHParameter;
import org.bouncycastle.util.io.pem.PemReader;

/** A plain OAuth 1.0a client: reads the PEM text a consumer gets, and nothing of the library. */
final class OAuth1Client {
  static final String LST = "/v1/api/oauth/live_session_token";

  private static final SecureRandom RANDOM = new SecureRandom();

  final IbkrSimulator simulator;
  final ConsumerCredentials consumer;
  final PrivateKey signatureKey;
  final PrivateKey encryptionKey;
  final BigInteger prime;
  final BigInteger generator;
  final HttpClient http = HttpClient.newHttpClient();
  String accessToken;
  byte[] secret;
  byte[] live = new byte[0];

  OAuth1Client(IbkrSimulator simulator) {
    this(simulator, simulator.credentials().firstPartyConsumer());
    use(consumer.accessToken().orElseThrow(), consumer.accessTokenSecret().orElseThrow());
  }

  private OAuth1Client(IbkrSimulator simulator, ConsumerCredentials consumer) {
    this.simulator = simulator;
    this.consumer = consumer;
    this.signatureKey = key(consumer.signatureKeyPem());
    this.encryptionKey = key(consumer.encryptionKeyPem());
    DHParameter group = DHParameter.getInstance(der(consumer.dhParametersPem()));
    this.prime = group.getP();
    this.generator = group.getG();
    this.accessToken = "";
    this.secret = new byte[0];
  }

  static OAuth1Client thirdParty(IbkrSimulator simulator) {
    return new OAuth1Client(simulator, simulator.credentials().thirdPartyConsumer());
  }

  void use(String token, String encryptedSecret) {
    accessToken = token;
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
      cipher.init(Cipher.DECRYPT_MODE, encryptionKey);
      secret = cipher.doFinal(Base64.getDecoder().decode(encryptedSecret));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  long now() {
    return simulator.clock().instant().getEpochSecond();
  }

  /** A token request without anything that only some of them have. */
  OAuth1Request tokenRequest(String path) {
    return new OAuth1Request(uri(), "POST", path, consumer.realm(), now())
        .with("oauth_consumer_key", consumer.consumerKey())
        .rsa(signatureKey);
  }

  OAuth1Request liveSessionTokenRequest(BigInteger challenge) {
    OAuth1Request request =
        tokenRequest(LST)
            .with("oauth_token", accessToken)
            .with("diffie_hellman_challenge", challenge.toString(16));
    request.prepend = HexFormat.of().formatHex(secret);
    return request;
  }

  OAuth1Request liveSessionTokenRequest() {
    return liveSessionTokenRequest(generator.modPow(randomExponent(), prime));
  }

  static BigInteger randomExponent() {
    return new BigInteger(255, RANDOM).setBit(255);
  }

  /** Agrees on a live session token and checks the proof; returns the answer. */
  JsonNode handshake() {
    BigInteger exponent = randomExponent();
    HttpResponse<String> response =
        send(liveSessionTokenRequest(generator.modPow(exponent, prime)));
    if (response.statusCode() != 200) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    JsonNode json = TestClient.json(response);
    BigInteger theirs = new BigInteger(json.path("diffie_hellman_response").asText(), 16);
    BigInteger shared = theirs.modPow(exponent, prime);
    byte[] token = OAuth1Request.mac("HmacSHA1", shared.toByteArray(), secret);
    byte[] proof =
        OAuth1Request.mac(
            "HmacSHA1", token, consumer.consumerKey().getBytes(StandardCharsets.UTF_8));
    if (!HexFormat.of()
        .formatHex(proof)
        .equals(json.path("live_session_token_signature").asText())) {
      throw new AssertionError("the proof does not fit K of " + shared.bitLength() + " bits");
    }
    live = token;
    return json;
  }

  OAuth1Request call(String method, String path) {
    return new OAuth1Request(uri(), method, path, consumer.realm(), now())
        .with("oauth_consumer_key", consumer.consumerKey())
        .with("oauth_token", accessToken)
        .hmac(live);
  }

  HttpResponse<String> get(String path) {
    return send(call("GET", path));
  }

  HttpResponse<String> post(String path) {
    return send(call("POST", path));
  }

  HttpResponse<String> init(boolean compete) {
    return send(
        call("POST", "/v1/api/iserver/auth/ssodh/init")
            .json("{\"publish\":true,\"compete\":" + compete + "}"));
  }

  HttpResponse<String> send(OAuth1Request request) {
    return send(request.http());
  }

  HttpResponse<String> send(java.net.http.HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private URI uri() {
    return simulator.baseUri();
  }

  static PrivateKey key(String pem) {
    try {
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der(pem)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] der(String pem) {
    try (PemReader reader = new PemReader(new StringReader(pem))) {
      return reader.readPemObject().getContent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
