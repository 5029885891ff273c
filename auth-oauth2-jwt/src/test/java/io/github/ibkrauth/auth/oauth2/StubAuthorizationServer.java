package io.github.ibkrauth.auth.oauth2;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A strict authorization server: PKCE, codes for one use, refresh tokens for one use whose reuse
 * revokes all that came from the same consent, revocation, pushed requests, metadata.
 */
final class StubAuthorizationServer implements AutoCloseable {

  static final String CLIENT = "app";
  static final String SECRET = "s3cret: with/odd+characters";
  static final String REDIRECT = "https://app.example/callback";

  final Map<String, Object> metadata = new LinkedHashMap<>();
  final List<String> requests = new CopyOnWriteArrayList<>();
  final Set<String> sentRefreshTokens = ConcurrentHashMap.newKeySet();
  final Map<String, String> revokedHints = new ConcurrentHashMap<>();
  volatile boolean rotates = true;
  volatile boolean givesRefreshTokens = true;
  volatile boolean namesIssuer = true;
  volatile String idTokenNonce = "";
  volatile String idTokenAudience = CLIENT;
  volatile Duration life = Duration.ofHours(1);
  volatile String assertionAudience = "";

  /** What is answered instead, by path; the request is not looked at. */
  final Map<String, Integer> troubles = new ConcurrentHashMap<>();

  volatile String errorCode = "server_error";

  /** Whether an answer of trouble repeats all that was sent. */
  volatile boolean repeatsRequests;

  final List<String> bodies = new CopyOnWriteArrayList<>();

  /** The next answers of the token endpoint that are lost after the request was served. */
  final AtomicInteger lostAnswers = new AtomicInteger();

  /** Runs between the token endpoint's work and its answer. */
  volatile Runnable beforeAnswer = () -> {};

  private final InstantSource clock;
  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Object> usedIds = new HashSet<>();
  private final Map<String, Map<String, String>> pushed = new HashMap<>();
  private final Map<String, Code> codes = new HashMap<>();
  private final Map<String, Family> refreshTokens = new HashMap<>();
  private final Map<String, Family> accessTokens = new HashMap<>();
  private int numbers;

  StubAuthorizationServer(InstantSource clock) {
    this.clock = clock;
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    http.setExecutor(threads);
    http.createContext("/", this::serve);
    http.start();
    metadata.put("issuer", issuer());
    metadata.put("authorization_endpoint", issuer() + "/authorize");
    metadata.put("token_endpoint", issuer() + "/token");
    metadata.put("revocation_endpoint", issuer() + "/revoke");
    metadata.put("pushed_authorization_request_endpoint", issuer() + "/par");
    metadata.put("code_challenge_methods_supported", List.of("S256"));
    metadata.put("authorization_response_iss_parameter_supported", true);
  }

  String issuer() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  String metadataUrl() {
    return issuer() + "/.well-known/oauth-authorization-server";
  }

  /** Plays the user: agrees, and returns the query that the browser comes back with. */
  String agree(URI page) {
    return come(page, true);
  }

  /** Plays the user: does not agree. */
  String deny(URI page) {
    return come(page, false);
  }

  private synchronized String come(URI page, boolean agrees) {
    Map<String, String> query = pairs(page.getRawQuery());
    Map<String, String> request =
        query.containsKey("request_uri") ? pushed.remove(query.get("request_uri")) : query;
    if (request == null
        || !CLIENT.equals(request.get("client_id"))
        || !"code".equals(request.get("response_type"))
        || !"S256".equals(request.get("code_challenge_method"))) {
      throw new AssertionError("not an authorization request: " + query.keySet());
    }
    if (!page.toString().startsWith(issuer() + "/authorize?")) {
      throw new AssertionError("another page: " + page);
    }
    StringBuilder back = new StringBuilder();
    if (agrees) {
      String code = "one-use-code-" + ++numbers;
      codes.put(code, new Code(request, clock.instant().plusSeconds(60)));
      back.append("code=").append(code);
    } else {
      back.append("error=access_denied&error_description=the+user+said+no");
    }
    back.append("&state=").append(request.get("state"));
    if (namesIssuer) {
      back.append("&iss=").append(issuer().replace(":", "%3A").replace("/", "%2F"));
    }
    return back.toString();
  }

  /** Returns whether an access token is good. */
  synchronized boolean isGood(String accessToken) {
    Family family = accessTokens.get(accessToken);
    return family != null && !family.revoked;
  }

  /** Takes back everything, as a user does on the server's page. */
  synchronized void revokeAll() {
    refreshTokens.values().forEach(family -> family.revoked = true);
  }

  synchronized boolean anyRevoked() {
    return refreshTokens.values().stream().anyMatch(family -> family.revoked);
  }

  int count(String path) {
    return (int) requests.stream().filter(path::equals).count();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(path);
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
    Integer trouble = troubles.get(path);
    if (trouble != null) {
      bodies.add(body);
      String said = pairs(body) + " " + exchange.getRequestHeaders().getFirst("Authorization");
      send(
          exchange,
          trouble,
          "{\"error\":\""
              + errorCode
              + "\",\"error_description\":\""
              + (repeatsRequests ? said : "")
              + "\"}");
      return;
    }
    if (path.startsWith("/.well-known/")) {
      send(exchange, 200, json(metadata));
      return;
    }
    Map<String, String> form = pairs(body);
    Answer answer;
    synchronized (this) {
      answer = answer(path, form, exchange.getRequestHeaders().getFirst("Authorization"));
    }
    if (path.equals("/token")) {
      beforeAnswer.run();
      if (lostAnswers.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        exchange.close();
        return;
      }
    }
    send(exchange, answer.status, answer.body);
  }

  private Answer answer(String path, Map<String, String> form, String authorization) {
    if (!authenticated(form, authorization)) {
      return new Answer(401, "{\"error\":\"invalid_client\"}");
    }
    return switch (path) {
      case "/par" -> {
        String name = "urn:ietf:params:oauth:request_uri:" + ++numbers;
        pushed.put(name, form);
        yield new Answer(201, json(Map.of("request_uri", name, "expires_in", 60)));
      }
      case "/token" ->
          "refresh_token".equals(form.get("grant_type")) ? refresh(form) : exchange(form);
      case "/revoke" -> {
        Family family = refreshTokens.get(form.get("token"));
        Family other = family != null ? family : accessTokens.get(form.get("token"));
        revokedHints.put(form.get("token"), form.getOrDefault("token_type_hint", ""));
        if (other != null) {
          other.revoked = true;
        }
        yield new Answer(200, "");
      }
      default -> new Answer(404, "{}");
    };
  }

  private boolean authenticated(Map<String, String> form, String authorization) {
    if (authorization != null) {
      String expected =
          Base64.getEncoder()
              .encodeToString(
                  (CLIENT + ":s3cret%3A+with%2Fodd%2Bcharacters")
                      .getBytes(StandardCharsets.US_ASCII));
      return authorization.equals("Basic " + expected) && !form.containsKey("client_secret");
    }
    if (form.containsKey("client_secret")) {
      return CLIENT.equals(form.get("client_id")) && SECRET.equals(form.get("client_secret"));
    }
    Map<String, Object> claims = TestKeys.claims(form.getOrDefault("client_assertion", ""));
    assertionAudience = String.valueOf(claims.get("aud"));
    Instant end = Instant.ofEpochSecond((Long) claims.get("exp"));
    return CLIENT.equals(form.get("client_id"))
        && CLIENT.equals(claims.get("iss"))
        && CLIENT.equals(claims.get("sub"))
        && List.of(issuer(), issuer() + "/token").contains(assertionAudience)
        && clock.instant().isBefore(end)
        && claims.get("jti") != null
        && usedIds.add(claims.get("jti"));
  }

  private Answer exchange(Map<String, String> form) {
    Code code = codes.get(form.getOrDefault("code", ""));
    if (code == null || clock.instant().isAfter(code.end)) {
      return new Answer(
          400, "{\"error\":\"invalid_grant\",\"error_description\":\"no such code\"}");
    }
    if (code.family != null) {
      code.family.revoked = true;
      return new Answer(
          400, "{\"error\":\"invalid_grant\",\"error_description\":\"code was used\"}");
    }
    if (!code.request.get("redirect_uri").equals(form.get("redirect_uri"))
        || !code.request.get("code_challenge").equals(challenge(form.get("code_verifier")))) {
      return new Answer(400, "{\"error\":\"invalid_grant\"}");
    }
    code.family = new Family(code.request);
    return tokens(code.family, code.request.get("nonce"));
  }

  private Answer refresh(Map<String, String> form) {
    String token = form.getOrDefault("refresh_token", "");
    boolean again = !sentRefreshTokens.add(token);
    Family family = refreshTokens.get(token);
    if (family == null || family.revoked) {
      return new Answer(400, "{\"error\":\"invalid_grant\"}");
    }
    if (rotates && again) {
      family.revoked = true;
      return new Answer(
          400, "{\"error\":\"invalid_grant\",\"error_description\":\"refresh token reuse\"}");
    }
    return tokens(family, "");
  }

  private Answer tokens(Family family, String nonce) {
    Map<String, Object> answer = new LinkedHashMap<>();
    String access = "access-" + ++numbers;
    accessTokens.put(access, family);
    answer.put("access_token", access);
    answer.put("token_type", "Bearer");
    if (!life.isZero()) {
      answer.put("expires_in", life.toSeconds());
    }
    if (family.request.get("scope") != null) {
      answer.put("scope", family.request.get("scope"));
    }
    if (givesRefreshTokens && (rotates || !nonce.isEmpty())) {
      String refresh = "refresh-" + numbers;
      refreshTokens.put(refresh, family);
      answer.put("refresh_token", refresh);
    }
    if (!nonce.isEmpty() && String.valueOf(family.request.get("scope")).contains("openid")) {
      answer.put("id_token", idToken(idTokenNonce.isEmpty() ? nonce : idTokenNonce));
    }
    return new Answer(200, json(answer));
  }

  private String idToken(String nonce) {
    String claims = json(Map.of("iss", issuer(), "aud", idTokenAudience, "nonce", nonce));
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    return encoder.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8))
        + "."
        + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + ".";
  }

  private static String challenge(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new HashMap<>();
    for (String pair : text.split("&")) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) {
        pairs.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return pairs;
  }

  private static String json(Map<String, ?> members) {
    StringBuilder text = new StringBuilder("{");
    members.forEach(
        (name, value) -> {
          text.append(text.length() == 1 ? "" : ",").append('"').append(name).append("\":");
          if (value instanceof List<?> list) {
            text.append("[\"").append(list.get(0)).append("\"]");
          } else if (value instanceof String) {
            text.append('"').append(value).append('"');
          } else {
            text.append(value);
          }
        });
    return text.append('}').toString();
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }

  private record Answer(int status, String body) {}

  private static final class Code {

    private final Map<String, String> request;
    private final Instant end;
    private Family family;

    Code(Map<String, String> request, Instant end) {
      this.request = request;
      this.end = end;
    }
  }

  /** All tokens that came from one consent. */
  private static final class Family {

    private final Map<String, String> request;
    private boolean revoked;

    Family(Map<String, String> request) {
      this.request = request;
    }
  }
}
