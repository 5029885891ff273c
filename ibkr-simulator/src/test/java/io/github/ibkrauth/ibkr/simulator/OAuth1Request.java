package io.github.ibkrauth.ibkr.simulator;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One OAuth 1.0a request in the making: a plain signer for profile RAW, and open to every change.
 */
final class OAuth1Request {
  private static final SecureRandom RANDOM = new SecureRandom();

  String method;
  String path;
  String query = "";
  String realm;
  String signedBaseUrl;
  String prepend = "";
  String body = "";
  String contentType = "";
  Map<String, String> parameters = new TreeMap<>();
  Map<String, String> unsigned = new TreeMap<>();
  Function<byte[], byte[]> signature;

  private final URI server;

  OAuth1Request(URI server, String method, String path, String realm, long timestamp) {
    this.server = server;
    this.signedBaseUrl = server.toString();
    this.method = method;
    this.path = path;
    this.realm = realm;
    parameters.put("oauth_timestamp", Long.toString(timestamp));
    parameters.put("oauth_nonce", nonce());
  }

  static String nonce() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  OAuth1Request with(String name, String value) {
    parameters.put(name, value);
    return this;
  }

  OAuth1Request without(String name) {
    parameters.remove(name);
    return this;
  }

  OAuth1Request query(String value) {
    query = value;
    return this;
  }

  OAuth1Request form(String value) {
    contentType = "application/x-www-form-urlencoded";
    body = value;
    return this;
  }

  OAuth1Request json(String value) {
    contentType = "application/json";
    body = value;
    return this;
  }

  OAuth1Request rsa(PrivateKey key) {
    parameters.put("oauth_signature_method", "RSA-SHA256");
    signature =
        text -> {
          try {
            Signature signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(key);
            signer.update(text);
            return signer.sign();
          } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
          }
        };
    return this;
  }

  OAuth1Request hmac(byte[] liveSessionToken) {
    parameters.put("oauth_signature_method", "HMAC-SHA256");
    signature = text -> mac("HmacSHA256", liveSessionToken, text);
    return this;
  }

  static byte[] mac(String algorithm, byte[] key, byte[] text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  String baseString() {
    List<String[]> pairs = new ArrayList<>();
    parameters.forEach((name, value) -> pairs.add(new String[] {name, value}));
    String form = contentType.contains("form") ? body : "";
    for (String pair : (query + "&" + form).split("&")) {
      if (!pair.isEmpty()) {
        pairs.add((pair.contains("=") ? pair : pair + "=").split("=", 2));
      }
    }
    String list =
        pairs.stream()
            .sorted(
                Comparator.<String[], String>comparing(pair -> pair[0])
                    .thenComparing(pair -> pair[1]))
            .map(pair -> pair[0] + "=" + pair[1])
            .collect(Collectors.joining("&"));
    return prepend + method + "&" + encode(signedBaseUrl + path) + "&" + encode(list);
  }

  String authorization() {
    Map<String, String> all = new TreeMap<>(parameters);
    byte[] signed = signature.apply(baseString().getBytes(StandardCharsets.UTF_8));
    all.put("oauth_signature", Base64.getEncoder().encodeToString(signed));
    all.putAll(unsigned);
    return "OAuth realm=\""
        + realm
        + "\", "
        + all.entrySet().stream()
            .filter(entry -> !entry.getValue().equals("(none)"))
            .map(entry -> entry.getKey() + "=\"" + encode(entry.getValue()) + "\"")
            .collect(Collectors.joining(", "));
  }

  HttpRequest.Builder http() {
    return http(authorization());
  }

  HttpRequest.Builder http(String authorization) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + path + (query.isEmpty() ? "" : "?" + query)))
            .header("Authorization", authorization)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    return contentType.isEmpty() ? request : request.header("Content-Type", contentType);
  }
}
