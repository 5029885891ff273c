package io.github.ibkrauth.auth.oauth1a;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The server's side, written without the client's code: checks every signature from the request as
 * it arrived, does its half of the exchange, and can be told to misbehave.
 */
final class FakeBroker implements AutoCloseable {

  static final String CONSUMER = "FAKECONSU";
  static final String ACCESS_TOKEN = "a1b2c3d4e5f6a7b8c9d0";
  static final BigInteger GENERATOR = BigInteger.TWO;

  private static final Pattern PARAMETER = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");
  private static final SecureRandom RANDOM = new SecureRandom();

  final byte[] secret = new byte[32];
  final AtomicInteger tokenRequests = new AtomicInteger();
  final AtomicInteger calls = new AtomicInteger();
  final List<String> complaints = new CopyOnWriteArrayList<>();
  final List<byte[]> issued = new CopyOnWriteArrayList<>();
  final List<String> requestLines = new CopyOnWriteArrayList<>();
  final List<Map<String, String>> headers = new CopyOnWriteArrayList<>();
  volatile BaseStringRecipe recipe = BaseStringRecipe.RAW;
  volatile Duration delay = Duration.ZERO;
  volatile boolean broken;
  volatile Duration tolerance = Duration.ofSeconds(30);
  volatile Reply tokenReply;
  volatile java.util.function.UnaryOperator<String> answerFilter = body -> body;
  volatile String realm = "limited_poa";
  volatile String expiration = "";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<String> nonces = ConcurrentHashMap.newKeySet();
  private volatile byte[] liveSessionToken = new byte[0];
  private volatile String requestToken = "";

  /** A fixed answer. */
  record Reply(int status, String type, String body) {}

  FakeBroker() throws IOException {
    RANDOM.nextBytes(secret);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Returns the secret as the broker shows it. */
  String encryptedSecret() {
    return encryptedSecret("RSA/ECB/PKCS1Padding");
  }

  String encryptedSecret(String transformation) {
    try {
      Cipher cipher = Cipher.getInstance(transformation);
      cipher.init(Cipher.ENCRYPT_MODE, TestKeys.ENCRYPTION.getPublic());
      return Base64.getEncoder().encodeToString(cipher.doFinal(secret));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns settings with which the strategy works. */
  Map<String, String> settings() {
    Map<String, String> all = new TreeMap<>();
    all.put("oauth1a.consumer-key", CONSUMER);
    all.put("oauth1a.access-token", ACCESS_TOKEN);
    all.put("oauth1a.access-token-secret", encryptedSecret());
    all.put("oauth1a.signature-key", TestKeys.pem(TestKeys.SIGNATURE));
    all.put("oauth1a.encryption-key", TestKeys.pem(TestKeys.ENCRYPTION));
    all.put("oauth1a.dh-parameters", TestKeys.PRIME.toString(16));
    all.put("oauth1a.base-url", base().toString());
    all.put("http.read-timeout", "10s");
    return all;
  }

  /** Forgets the token that it agreed on. */
  void forget() {
    liveSessionToken = new byte[0];
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      requestLines.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
      Reply reply = answer(exchange);
      Headers head = exchange.getResponseHeaders();
      head.set("Content-Type", reply.type());
      byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (GeneralSecurityException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Reply answer(HttpExchange exchange)
      throws IOException, GeneralSecurityException, InterruptedException {
    String path = exchange.getRequestURI().getRawPath();
    Map<String, String> parameters = parameters(exchange);
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    headers.add(parameters);
    if (path.endsWith("/oauth/live_session_token")) {
      tokenRequests.incrementAndGet();
      Thread.sleep(delay.toMillis());
      if (broken) {
        return new Reply(503, "text/html", "<html><title>Service Unavailable</title></html>");
      }
      Reply fixed = tokenReply;
      return fixed != null ? fixed : liveSessionToken(exchange, parameters);
    }
    if (path.endsWith("/oauth/request_token")) {
      String refusal = checkToken(exchange, parameters, "");
      if (!refusal.isEmpty()) {
        return refused(refusal);
      }
      requestToken = HexFormat.of().formatHex(random(10));
      return json("{\"oauth_token\":\"" + requestToken + "\"}");
    }
    if (path.endsWith("/oauth/access_token")) {
      String refusal = checkToken(exchange, parameters, "");
      if (!refusal.isEmpty()
          || !requestToken.equals(parameters.get("oauth_token"))
          || !"61c107d4cf34ac6d9f2b".equals(parameters.get("oauth_verifier"))) {
        return refused(refusal.isEmpty() ? "verifier" : refusal);
      }
      return json(
          "{\"is_paper\":true,\"oauth_token\":\""
              + ACCESS_TOKEN
              + "\",\"oauth_token_secret\":\""
              + encryptedSecret()
              + "\"}");
    }
    calls.incrementAndGet();
    String refusal = checkCall(exchange, parameters, body);
    return refusal.isEmpty() ? json("{\"ok\":true}") : refused(refusal);
  }

  private Reply liveSessionToken(HttpExchange exchange, Map<String, String> parameters)
      throws GeneralSecurityException {
    String refusal = checkToken(exchange, parameters, HexFormat.of().formatHex(secret));
    if (!refusal.isEmpty()) {
      return refused(refusal);
    }
    BigInteger random = new BigInteger(1, random(32));
    BigInteger challenge = new BigInteger(parameters.get("diffie_hellman_challenge"), 16);
    byte[] key = challenge.modPow(random, TestKeys.PRIME).toByteArray();
    liveSessionToken = hmac("HmacSHA1", key, secret);
    issued.add(liveSessionToken);
    String proof =
        HexFormat.of()
            .formatHex(
                hmac("HmacSHA1", liveSessionToken, CONSUMER.getBytes(StandardCharsets.UTF_8)));
    String said =
        expiration.isEmpty()
            ? Long.toString(Instant.now().plus(Duration.ofHours(24)).toEpochMilli())
            : expiration;
    return json(
        answerFilter.apply(
            "{\"diffie_hellman_response\":\""
                + GENERATOR.modPow(random, TestKeys.PRIME).toString(16)
                + "\",\"live_session_token_signature\":\""
                + proof
                + "\",\"live_session_token_expiration\":"
                + said
                + "}"));
  }

  private String checkToken(HttpExchange exchange, Map<String, String> parameters, String prepend)
      throws GeneralSecurityException {
    String common = checkCommon(exchange, parameters, "RSA-SHA256");
    if (!common.isEmpty()) {
      return common;
    }
    if (!"0".equals(exchange.getRequestHeaders().getFirst("Content-Length"))
        || exchange.getRequestHeaders().containsKey("Content-Type")) {
      return "a POST without a body needs Content-Length: 0 and no type";
    }
    String base = prepend + baseString(BaseStringRecipe.RAW, exchange, parameters, "");
    Signature verifier = Signature.getInstance("SHA256withRSA");
    verifier.initVerify(TestKeys.SIGNATURE.getPublic());
    verifier.update(base.getBytes(StandardCharsets.UTF_8));
    return verifier.verify(Base64.getDecoder().decode(parameters.get("oauth_signature")))
        ? ""
        : "signature";
  }

  private String checkCall(HttpExchange exchange, Map<String, String> parameters, String body)
      throws GeneralSecurityException {
    String common = checkCommon(exchange, parameters, "HMAC-SHA256");
    if (!common.isEmpty()) {
      return common;
    }
    if (liveSessionToken.length == 0 || !ACCESS_TOKEN.equals(parameters.get("oauth_token"))) {
      return "token";
    }
    String base = baseString(recipe, exchange, parameters, body);
    byte[] expected = hmac("HmacSHA256", liveSessionToken, base.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(expected).equals(parameters.get("oauth_signature"))
        ? ""
        : "signature of " + base;
  }

  private String checkCommon(HttpExchange exchange, Map<String, String> parameters, String method) {
    if (exchange.getRequestHeaders().getFirst("User-Agent") == null) {
      return "no User-Agent";
    }
    if (!CONSUMER.equals(parameters.get("oauth_consumer_key"))
        || !realm.equals(parameters.get("realm"))) {
      return "invalid consumer";
    }
    if (!method.equals(parameters.get("oauth_signature_method"))) {
      return "method";
    }
    String time = parameters.getOrDefault("oauth_timestamp", "");
    if (!time.matches("\\d{10}")) {
      return "time";
    }
    Duration gap = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), Instant.now());
    if (gap.abs().compareTo(tolerance) > 0) {
      return "timestamp";
    }
    String nonce = parameters.getOrDefault("oauth_nonce", "");
    return nonce.matches("[0-9a-f]{32}") && nonces.add(nonce) ? "" : "invalid nonce";
  }

  /** Builds the string the plain way, from what came over the wire. */
  private static String baseString(
      BaseStringRecipe recipe, HttpExchange exchange, Map<String, String> parameters, String body) {
    URI uri = exchange.getRequestURI();
    String place = "http://" + exchange.getRequestHeaders().getFirst("Host");
    List<String[]> pairs = new ArrayList<>();
    parameters.forEach(
        (name, value) -> {
          if (!name.equals("realm") && !name.equals("oauth_signature")) {
            pairs.add(new String[] {name, value});
          }
        });
    boolean inList = recipe != BaseStringRecipe.BARE_URL && recipe != BaseStringRecipe.FULL_URL;
    if (inList) {
      List<String> texts = new ArrayList<>();
      if (uri.getRawQuery() != null) {
        texts.addAll(List.of(uri.getRawQuery().split("&")));
      }
      String type = exchange.getRequestHeaders().getFirst("Content-Type");
      if (type != null && type.startsWith("application/x-www-form-urlencoded")) {
        texts.addAll(List.of(body.split("&")));
      }
      for (String text : texts) {
        if (!text.isEmpty()) {
          int equals = text.indexOf('=');
          String name = equals < 0 ? text : text.substring(0, equals);
          String value = equals < 0 ? "" : text.substring(equals + 1);
          pairs.add(new String[] {form(recipe, name), form(recipe, value)});
        }
      }
    }
    pairs.sort((a, b) -> a[0].equals(b[0]) ? a[1].compareTo(b[1]) : a[0].compareTo(b[0]));
    List<String> list = new ArrayList<>();
    pairs.forEach(pair -> list.add(pair[0] + "=" + pair[1]));
    String address =
        place + (recipe == BaseStringRecipe.FULL_URL ? uri.toString() : uri.getRawPath());
    String base =
        exchange.getRequestMethod() + "&" + enc(address) + "&" + enc(String.join("&", list));
    return recipe == BaseStringRecipe.JS_DEMO
        ? base.replace("%257C", "%7C").replace("%252C", "%2C").replace("%253A", "%3A")
        : base;
  }

  private static String form(BaseStringRecipe recipe, String wire) {
    String decoded = URLDecoder.decode(wire, StandardCharsets.UTF_8);
    return switch (recipe) {
      case DECODED -> decoded;
      case RFC5849, JS_DEMO -> enc(decoded);
      default -> wire;
    };
  }

  private static String enc(String text) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0)) {
        out.append(c);
      } else {
        out.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return out.toString();
  }

  private static Map<String, String> parameters(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    Map<String, String> all = new TreeMap<>();
    if (header != null && header.startsWith("OAuth ")) {
      Matcher matcher = PARAMETER.matcher(header);
      while (matcher.find()) {
        all.put(
            matcher.group(1),
            URLDecoder.decode(matcher.group(2).replace("+", "%2B"), StandardCharsets.UTF_8));
      }
    }
    return all;
  }

  private Reply refused(String why) {
    complaints.add(why);
    return new Reply(
        401,
        "application/json",
        why.startsWith("invalid consumer")
            ? "{\"error\":\"id: 1, error: invalid consumer\",\"statusCode\":401}"
            : why.equals("invalid nonce")
                ? "{\"error\":\"invalid nonce\",\"statusCode\":401}"
                : "{\"error\":\"unauthorized\",\"statusCode\":401}");
  }

  private static Reply json(String body) {
    return new Reply(200, "application/json", body);
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static byte[] hmac(String algorithm, byte[] key, byte[] data)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(key, algorithm));
    return mac.doFinal(data);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** Wraps what a test would have to declare. */
  static FakeBroker start() {
    try {
      return new FakeBroker();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
