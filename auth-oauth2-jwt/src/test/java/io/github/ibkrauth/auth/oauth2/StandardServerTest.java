package io.github.ibkrauth.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.CredentialRejectedException;
import io.github.ibkrauth.auth.http.AuthChallenge;
import io.github.ibkrauth.auth.http.Recovery;
import io.github.ibkrauth.auth.http.SignableRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An authorization server of the standard kind: what it wants differs from what the broker wants.
 */
class StandardServerTest {

  private final StandardServer server = new StandardServer();
  private final Map<String, String> settings = new HashMap<>();

  @BeforeEach
  void start() throws IOException {
    server.start();
    set("client-id", "standard-client");
    set("private-key", TestKeys.pem());
    set("mode", "token-only");
    set("jti", "true");
    set("audience", server.issuer());
    set("scope", "read write");
    set("base-url", server.issuer());
    set("token-url", server.tokenUrl());
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {"issuer", "token endpoint"})
  void open_withJtiAndOneOfTheUsualAudiences_isAccepted(String audience) {
    set("audience", audience.equals("issuer") ? server.issuer() : server.tokenUrl());

    AuthSession session = open();

    assertThat(bearer(session)).isEqualTo("Bearer standard-token-1");
    assertThat(server.scopes).containsExactly("read write");
  }

  @Test
  void recover_always_comesWithANewAssertion() {
    AuthSession session = open();
    SignableRequest request =
        SignableRequest.builder("GET", URI.create(server.issuer() + "/things")).build();

    Recovery recovery =
        session.recover(
            AuthChallenge.builder(request, 401, session.signer().authorize(request).credentialTag())
                .build());

    assertThat(recovery).isEqualTo(Recovery.RETRY);
    assertThat(bearer(session)).isEqualTo("Bearer standard-token-2");
    assertThat(server.usedIds).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"400, UNKNOWN_CLIENT", "401, UNKNOWN_CLIENT"})
  void open_withoutJti_isRefusedAndTheMessageNamesTheSetting(int status, String code) {
    server.refusalStatus = status;
    set("jti", "false");

    AuthException failure = catchThrowableOfType(AuthException.class, this::open);

    assertThat(failure).isInstanceOf(CredentialRejectedException.class);
    assertThat(failure.code()).isEqualTo(AuthErrorCode.of(code));
    assertThat(failure)
        .hasMessageContaining("ibkr.auth.oauth2-jwt.jti = true")
        .hasMessageContaining("ibkr.auth.oauth2-jwt.audience");
  }

  @ParameterizedTest
  @CsvSource({
    "audience, /token, UNKNOWN_CLIENT",
    "client-id, stranger, UNKNOWN_CLIENT",
    "assertion-lifetime, 30m, UNKNOWN_CLIENT",
    "scope, admin, SCOPE_REFUSED",
  })
  void open_withSomethingTheServerDoesNotTake_saysWhichClassItIs(
      String key, String value, String code) {
    set(key, value);

    AuthException failure = catchThrowableOfType(AuthException.class, this::open);

    assertThat(failure.code()).as(failure.getMessage()).isEqualTo(AuthErrorCode.of(code));
    assertThat(failure.retryable()).isFalse();
  }

  @Test
  void open_whenTheServerSaysWhatIsWrongWithTheAssertion_saysBadAssertion() {
    server.explains = true;
    set("audience", "https://somebody.else");

    AuthException failure = catchThrowableOfType(AuthException.class, this::open);

    assertThat(failure.code()).isEqualTo(AuthErrorCode.BAD_ASSERTION);
    assertThat(failure).hasMessageContaining("invalid_client");
  }

  @Test
  void authorize_whenTheTokenIsShortLived_buysTheNextInTime() {
    server.life = Duration.ofMinutes(5);
    TestClock clock = new TestClock();
    AuthRuntime runtime = AuthRuntime.builder().clock(clock).executor(Runnable::run).build();
    AuthSession session = new OAuth2JwtProvider().create(config(), runtime).open();

    clock.offset = Duration.ofMinutes(4).plusSeconds(40);
    server.ahead = clock.offset;

    assertThat(bearer(session)).isEqualTo("Bearer standard-token-2");
  }

  private void set(String name, String value) {
    settings.put("ibkr.auth.oauth2-jwt." + name, value);
  }

  private AuthConfig config() {
    return AuthConfig.builder().prefix("ibkr.auth").values("test", settings).build();
  }

  private AuthSession open() {
    return new OAuth2JwtProvider().create(config(), AuthRuntime.system()).open();
  }

  private String bearer(AuthSession session) {
    return session
        .signer()
        .authorize(SignableRequest.builder("GET", URI.create(server.issuer() + "/things")).build())
        .headers()
        .get("Authorization");
  }

  /** The system's clock, moved. */
  private static final class TestClock implements InstantSource {

    private volatile Duration offset = Duration.ZERO;

    @Override
    public Instant instant() {
      return Instant.now().plus(offset);
    }
  }

  /**
   * Takes RFC 7523 assertions the way most servers do: issuer or token endpoint as audience, a jti
   * that was never seen, a short life; refuses by RFC 6749.
   */
  private static final class StandardServer {

    private final Set<Object> usedIds = ConcurrentHashMap.newKeySet();
    private final Set<String> scopes = ConcurrentHashMap.newKeySet();
    private volatile int refusalStatus = 401;
    private volatile boolean explains;
    private volatile Duration life = Duration.ofHours(1);
    private volatile Duration ahead = Duration.ZERO;
    private HttpServer http;
    private int issued;

    void start() throws IOException {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      http.createContext("/token", this::answer);
      http.start();
    }

    void stop() {
      http.stop(0);
    }

    String issuer() {
      return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    String tokenUrl() {
      return issuer() + "/token";
    }

    private void answer(HttpExchange exchange) throws IOException {
      Map<String, String> form = new HashMap<>();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
      for (String pair : body.split("&")) {
        String[] parts = pair.split("=", 2);
        form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
      String problem = problem(form.getOrDefault("client_assertion", ""));
      if (!problem.isEmpty()) {
        String words = explains ? ",\"error_description\":\"" + problem + "\"" : "";
        send(exchange, refusalStatus, "{\"error\":\"invalid_client\"" + words + "}");
      } else if (!List.of("read", "write").containsAll(List.of(form.get("scope").split(" ")))) {
        send(exchange, 400, "{\"error\":\"invalid_scope\"}");
      } else {
        scopes.add(form.get("scope"));
        send(
            exchange,
            200,
            "{\"access_token\":\"standard-token-"
                + ++issued
                + "\",\"token_type\":\"bearer\",\"expires_in\":"
                + life.toSeconds()
                + "}");
      }
    }

    private String problem(String assertion) {
      JWSObject token = TestKeys.verified(assertion);
      Map<String, Object> claims = token.getPayload().toJSONObject();
      Instant now = Instant.now().plus(ahead);
      Instant exp = Instant.ofEpochSecond((Long) claims.get("exp"));
      if (!"standard-client".equals(claims.get("iss"))
          || !claims.get("iss").equals(claims.get("sub"))) {
        return "no such client";
      }
      if (!List.of(issuer(), tokenUrl()).contains(claims.get("aud"))) {
        return "the audience is not this server";
      }
      if (exp.isBefore(now) || exp.isAfter(now.plusSeconds(300))) {
        return "the assertion has expired or lives too long";
      }
      Object id = claims.get("jti");
      return id == null || !usedIds.add(id) ? "jti is missing or was used" : "";
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    }
  }
}
