package io.github.ibkrauth.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.EmptyContent;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpContent;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestFactory;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.auth.SessionState;
import io.github.ibkrauth.auth.gateway.GatewaySessionProvider;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.oauth1a.OAuth1aProvider;
import io.github.ibkrauth.auth.oauth2.OAuth2JwtProvider;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to open a session over loopback and kept connections, beside its bare cryptography
 * and its round trips by the same transport. The broker checks nothing, so that its own work, which
 * is the same for both, hides no difference; at the gateway it is the simulated one, with TLS.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OpeningBenchmark {

  private static final String BEARER = "Bearer " + "a".repeat(200);

  /** Which strategy. */
  @Param({"oauth2-jwt", "oauth1a", "gateway-session"})
  public String strategy = "";

  private final ObjectMapper mapper = new ObjectMapper();
  private final SecureRandom random = new SecureRandom();
  private @Nullable AutoCloseable broker;
  private String base = "";
  private HttpTransport transport;
  private HttpRequestFactory requests;
  private AuthRuntime runtime;
  private AuthStrategy opener;
  private byte[] secret = {};

  /** Starts the broker, and makes the strategy. */
  @Setup
  public void begin() throws IOException, GeneralSecurityException {
    AuthStrategyProvider provider;
    Map<String, String> settings;
    HttpDefaults defaults = HttpDefaults.standard();
    if (strategy.equals("gateway-session")) {
      GatewaySessionProvider gateway = new GatewaySessionProvider();
      IbkrSimulator simulator = IbkrSimulator.builder().requestsKept(1).start();
      simulator.gateway().logIn();
      broker = simulator;
      base = simulator.gateway().baseUri().toString();
      settings = simulator.configuration(strategy);
      provider = gateway;
      transport = gateway.serverTrust(config(settings)).map(defaults::newTransport).orElseThrow();
    } else {
      LoopbackServer server = new LoopbackServer(new CannedBroker());
      broker = server;
      base = server.base();
      boolean second = strategy.equals("oauth2-jwt");
      settings = second ? CannedBroker.oauth2(base) : CannedBroker.oauth1a(base);
      provider = second ? new OAuth2JwtProvider() : new OAuth1aProvider();
      transport = defaults.newTransport();
    }
    secret = CannedBroker.secret();
    requests = transport.createRequestFactory(defaults::prepare);
    runtime = AuthRuntime.builder().service(HttpTransport.class, transport).build();
    opener = provider.create(config(settings), runtime);
    if (open() != SessionState.OPEN || byHand().isEmpty()) {
      throw new IllegalStateException("the session does not open");
    }
  }

  private static AuthConfig config(Map<String, String> settings) {
    return AuthConfig.builder().values("benchmark", settings).build().under("ibkr.auth");
  }

  /** Ends it all. */
  @TearDown
  public void close() throws Exception {
    runtime.close();
    transport.shutdown();
    if (broker != null) {
      broker.close();
    }
  }

  /** Opens a session, and drops it on this side. */
  @Benchmark
  public SessionState open() {
    try (AuthSession session = opener.open()) {
      return session.state();
    }
  }

  /** Does the same requests and arithmetic without the library. */
  @Benchmark
  public JsonNode byHand() throws IOException, GeneralSecurityException {
    return switch (strategy) {
      case "oauth2-jwt" -> secondByHand();
      case "oauth1a" -> firstByHand();
      default -> post("/v1/api/tickle", null, new EmptyContent());
    };
  }

  private JsonNode secondByHand() throws IOException, GeneralSecurityException {
    String assertion = HexFormat.of().formatHex(sign(220));
    post(
        "/oauth2/api/v1/token",
        null,
        content(
            "application/x-www-form-urlencoded",
            "grant_type=client_credentials&client_assertion=" + assertion));
    return post(
        "/gw/api/v1/sso-sessions",
        BEARER,
        content("application/jwt", HexFormat.of().formatHex(sign(220))));
  }

  private JsonNode firstByHand() throws IOException, GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
    cipher.init(Cipher.DECRYPT_MODE, RsaKeys.encryption().getPrivate());
    cipher.doFinal(secret);
    BigInteger number = new BigInteger(256, random);
    String challenge = BigInteger.TWO.modPow(number, CannedBroker.prime()).toString(16);
    String header =
        "OAuth realm=\"limited_poa\", diffie_hellman_challenge=\""
            + challenge
            + "\", oauth_signature=\""
            + HexFormat.of().formatHex(sign(1024))
            + "\"";
    JsonNode answer = post("/v1/api/oauth/live_session_token", header, new EmptyContent());
    BigInteger other = new BigInteger(answer.get("diffie_hellman_response").textValue(), 16);
    if (other.modPow(number, CannedBroker.prime()).signum() < 0) {
      throw new IllegalStateException();
    }
    return answer;
  }

  private static byte[] sign(int bytes) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(RsaKeys.signature().getPrivate());
    signature.update(new byte[bytes]);
    return signature.sign();
  }

  private static HttpContent content(String type, String text) {
    return new ByteArrayContent(type, text.getBytes(StandardCharsets.US_ASCII));
  }

  private JsonNode post(String path, @Nullable String authorization, HttpContent content)
      throws IOException {
    HttpRequest request = requests.buildPostRequest(new GenericUrl(base + path), content);
    if (authorization != null) {
      request.getHeaders().setAuthorization(authorization);
    }
    HttpResponse response = request.execute();
    try (InputStream body = response.getContent()) {
      return mapper.readTree(body);
    }
  }
}
