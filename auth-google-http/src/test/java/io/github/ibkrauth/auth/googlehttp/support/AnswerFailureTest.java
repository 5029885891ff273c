package io.github.ibkrauth.auth.googlehttp.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.client.http.HttpTransport;
import com.sun.net.httpserver.HttpServer;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerFailureTest {

  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final HttpTransport transport = HttpDefaults.standard().newTransport();
  private HttpServer server;
  private volatile int status = 200;
  private volatile String body = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            seen.add(
                exchange.getRequestMethod()
                    + " length "
                    + exchange.getRequestHeaders().getFirst("Content-Length")
                    + " type "
                    + exchange.getRequestHeaders().getFirst("Content-Type"));
            exchange.getResponseHeaders().set("Retry-After", "7");
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    transport.shutdown();
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "429|''|RATE_LIMITED|Wait 7 s",
        "408|''|TIMEOUT|Try again",
        "500|{\"error\":\"boom\"}|SERVER_TROUBLE|(\"boom\")",
        "503|<html><title>Down</title></html>|SERVER_TROUBLE|a web page",
        "301|''|PROTOCOL|never is",
        "404|nothing here|PROTOCOL|Check the.url",
        "403|<html><title>Denied</title></html>|PROTOCOL|proxy, firewall",
        "400|{\"error\":\"x\"}|PROTOCOL|not taken in this form",
      })
  void byStatus_whenNothingBetterIsKnown_thenSaysStepAddressStatusAndRemedy(
      int code, String text, String error, String words) {
    status = code;
    body = text;

    AuthException failure = failure().byStatus();

    assertThat(failure.code()).isEqualTo(AuthErrorCode.of(error));
    assertThat(failure)
        .hasMessageStartingWith("the step: " + base() + "/path answered " + code)
        .hasMessageContaining(words);
    assertThat(failure.strategyId()).hasValue("some-strategy");
  }

  @Test
  void unusable_whenTheAnswerIsASuccess_thenQuotesNothingOfIt() {
    body = "{\"error\":\"a-token-in-an-odd-place\"}";
    assertThat(failure().unusable("why"))
        .hasMessageContaining("with JSON")
        .hasMessageNotContaining("a-token");
    body = "a-token-as-text";
    assertThat(failure().unusable("why")).hasMessageNotContaining("a-token");
  }

  @Test
  void transport_whenTheServerAsksToWait_thenSaysHowLong() {
    status = 429;

    assertThat(failure().byStatus().retryAfter()).hasValue(Duration.ofSeconds(7));
  }

  @Test
  void quoting_whenTheBodyIsReadInAnotherWay_thenShowsOnlyThat() {
    status = 400;
    body = "{\"error\":\"no such user as jane\"}";
    ErrorBody read = ErrorBody.of(body.replace("jane", "****"));

    AnswerFailure quoting = failure().quoting(read, read.text() + ": user\nunknown");

    assertThat(quoting.body()).isSameAs(read);
    assertThat(quoting.byStatus())
        .hasMessageStartingWith("the step: " + base() + "/path answered 400")
        .hasMessageContaining("(\"no such user as ****: user unknown\")")
        .hasMessageContaining("Check the.url")
        .hasMessageNotContaining("jane");
    assertThat(quoting.byStatus().strategyId()).hasValue("some-strategy");
  }

  @Test
  void quoting_whenTheAnswerIsASuccess_thenQuotesNothingAllTheSame() {
    body = "{}";

    assertThat(failure().quoting(ErrorBody.of(body), "odd words").unusable("why"))
        .hasMessageContaining("with JSON")
        .hasMessageNotContaining("odd words");
  }

  @Test
  void postNothing_whenSent_thenHasALengthOfZeroAndNoType() {
    endpoint().postNothing(Map.of());
    endpoint().get(Map.of());

    assertThat(seen).containsExactly("POST length 0 type null", "GET length null type null");
  }

  private AnswerFailure failure() {
    TokenEndpoint endpoint = endpoint();
    return new AnswerFailure("some-strategy", endpoint, "the.url", endpoint.postNothing(Map.of()));
  }

  private TokenEndpoint endpoint() {
    return new TokenEndpoint(
        "the step", URI.create(base() + "/path"), transport, HttpDefaults.standard());
  }

  private String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }
}
