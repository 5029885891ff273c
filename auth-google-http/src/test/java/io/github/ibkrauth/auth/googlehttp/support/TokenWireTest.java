package io.github.ibkrauth.auth.googlehttp.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import com.google.api.client.testing.http.MockLowLevelHttpRequest;
import com.google.api.client.testing.http.MockLowLevelHttpResponse;
import com.sun.net.httpserver.HttpServer;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.googlehttp.TestIdentity;
import io.github.ibkrauth.auth.googlehttp.TlsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TokenWireTest {

  private static final URI THERE = URI.create("https://api.example.com/token");
  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

  private final AuthConfig config = AuthConfig.builder().build();
  private final LentTransport lent = new LentTransport();

  @Test
  void open_whenAServerIsTrusted_acceptsItsCertificateOnOurOwnTransport() throws Exception {
    TestIdentity identity = TestIdentity.selfSigned("localhost");
    try (TlsServer server = TlsServer.start(identity);
        AuthRuntime runtime = AuthRuntime.system()) {
      Optional<ServerTrust> trust =
          Optional.of(ServerTrust.fingerprint(server.origin(), identity.fingerprint()));
      try (TokenWire wire = TokenWire.open("some-strategy", config, runtime, trust)) {
        assertThat(wire.get("the step", server.uri(), Map.of()).success()).isTrue();
      }
      try (TokenWire wire = TokenWire.open("some-strategy", config, runtime)) {
        AuthException refused =
            catchThrowableOfType(
                AuthException.class, () -> wire.get("the step", server.uri(), Map.of()));
        assertThat(refused.code()).isEqualTo(TlsErrorCode.CERTIFICATE_UNTRUSTED);
        assertThat(refused.strategyId()).hasValue("some-strategy");
      }
    }
  }

  @Test
  void post_whenAnswered_thenTellsTimesAndClockGap() {
    lent.status = 200;
    lent.date = "Wed, 01 Jan 2025 00:00:47 GMT";

    TokenExchange exchange =
        open().post("the step", THERE, Map.of("X-A", "b"), "application/jwt", "secret");

    assertThat(lent.seen).containsExactly("POST https://api.example.com/token");
    assertThat(exchange.success()).isTrue();
    assertThat(exchange.sent()).isEqualTo(START.plusSeconds(1));
    assertThat(exchange.received()).isEqualTo(START.plusSeconds(2));
    assertThat(exchange.clockGap().ahead()).isEqualTo(Duration.ofSeconds(45));
    assertThat(exchange).hasToString("TokenExchange(the step, 200)");
  }

  @Test
  void get_whenRefused_thenTheFailureNamesStrategyStepAndSetting() {
    lent.status = 404;

    TokenExchange exchange = open().get("the step", THERE, Map.of());

    assertThat(lent.seen).containsExactly("GET https://api.example.com/token");
    assertThat(exchange.success()).isFalse();
    AuthException failure = exchange.failure("the.url").byStatus();
    assertThat(failure)
        .hasMessageStartingWith("the step: https://api.example.com/token answered 404")
        .hasMessageContaining("Check the.url");
    assertThat(failure.strategyId()).hasValue("some-strategy");
  }

  @Test
  void postNothing_whenNothingComesBack_thenTheFailureNamesTheStrategyAndIsSentOnce() {
    lent.failure = new UnknownHostException("api.example.com");

    AuthTransportException failure =
        catchThrowableOfType(
            AuthTransportException.class, () -> open().postNothing("the step", THERE, Map.of()));

    assertThat(failure.code()).isEqualTo(AuthErrorCode.UNKNOWN_HOST);
    assertThat(failure).hasMessageStartingWith("the step");
    assertThat(failure.strategyId()).hasValue("some-strategy");
    assertThat(lent.seen).hasSize(1);
  }

  @Test
  void close_whenTheTransportIsLent_thenLeavesItOpen() {
    open().close();

    assertThat(lent.closed).isFalse();
  }

  @Test
  void open_whenNoTransportIsLent_thenSendsOverItsOwn() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(204, -1);
          }
        });
    server.start();
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/x");
    try (AuthRuntime runtime = AuthRuntime.builder().build();
        TokenWire wire = TokenWire.open("some-strategy", config, runtime)) {
      assertThat(wire.get("the step", uri, Map.of()).answer().status()).isEqualTo(204);
    } finally {
      server.stop(0);
    }
  }

  private TokenWire open() {
    Ticks ticks = new Ticks();
    AuthRuntime runtime =
        AuthRuntime.builder().clock(ticks::next).service(HttpTransport.class, lent).build();
    return TokenWire.open("some-strategy", config, runtime);
  }

  /** Goes one second further each time it is read. */
  private static final class Ticks {

    private Instant now = START;

    private Instant next() {
      now = now.plusSeconds(1);
      return now;
    }
  }

  private static final class LentTransport extends HttpTransport {

    private final List<String> seen = new ArrayList<>();
    private int status;
    private String date = "";
    private @Nullable IOException failure;
    private boolean closed;

    @Override
    protected LowLevelHttpRequest buildRequest(String method, String url) {
      return new MockLowLevelHttpRequest(url) {
        @Override
        public LowLevelHttpResponse execute() throws IOException {
          seen.add(method + " " + url);
          if (failure != null) {
            throw failure;
          }
          MockLowLevelHttpResponse response = new MockLowLevelHttpResponse().setStatusCode(status);
          return date.isEmpty() ? response : response.addHeader("Date", date);
        }
      };
    }

    @Override
    public void shutdown() {
      closed = true;
    }
  }
}
