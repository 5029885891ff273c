package io.github.ibkrauth.auth.googlehttp.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.googlehttp.RawServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenEndpointTest {

  private static final String SECRET = "s3cr3t-assertion-value";

  private final HttpDefaults defaults =
      HttpDefaults.from(
          AuthConfig.builder()
              .set("auth.http.connect-timeout", "2s")
              .set("auth.http.read-timeout", "300ms")
              .set("auth.http.write-timeout", "300ms")
              .build());
  private final HttpTransport transport = defaults.newTransport();

  @AfterEach
  void shutDown() throws IOException {
    transport.shutdown();
  }

  @Test
  void post_whenAnswered_sendsOneFormAndReturnsAll() throws IOException {
    try (RawServer server =
        new RawServer(
            RawServer.always(
                200,
                "Date: Tue, 03 Mar 2026 10:15:30 GMT\r\nContent-Type: application/json\r\nX-Twice: a\r\nX-Twice: b\r\n",
                "{\"access_token\":\"t\",\"expires_in\":86399.5}"))) {
      Map<String, String> fields = new LinkedHashMap<>();
      fields.put("grant_type", "client_credentials");
      fields.put("scope", "a b&c=ü*");

      TokenEndpoint.Answer answer =
          endpoint(server.uri("/token?x=1%2C2"))
              .post(
                  Map.of("X-Extra", "1", "Authorization", "Bearer abc"),
                  FormBody.MEDIA_TYPE,
                  FormBody.of(fields));

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.serverDate()).contains(Instant.parse("2026-03-03T10:15:30Z"));
      assertThat(answer.headers().get("X-TWICE")).containsExactly("a", "b");
      assertThat(answer.json().orElseThrow().get("expires_in").decimalValue())
          .hasToString("86399.5");
      assertThat(answer.toString()).isEqualTo("Answer(200)");
      assertThat(server.requests()).hasSize(1);
      RawServer.Received sent = server.requests().get(0);
      assertThat(sent.requestLine()).isEqualTo("POST /token?x=1%2C2 HTTP/1.1");
      assertThat(sent.body()).isEqualTo("grant_type=client_credentials&scope=a+b%26c%3D%C3%BC*");
      assertThat(sent.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
      assertThat(sent.header("Content-Length")).isEqualTo("" + sent.body().length());
      assertThat(sent.header("Authorization")).isEqualTo("Bearer abc");
      assertThat(sent.header("X-Extra")).isEqualTo("1");
      assertThat(sent.header("Accept")).isEqualTo("*/*");
      assertThat(sent.header("Accept-Encoding")).isEqualTo("gzip");
      assertThat(sent.header("User-Agent")).matches("ibkrauth-java/[0-9][^ ]*");
    }
  }

  @Test
  void post_whenRefused_returnsEveryStatusAndFollowsNothing() throws IOException {
    for (int status : new int[] {204, 302, 307, 400, 401, 403, 429, 500, 503}) {
      try (RawServer server =
          new RawServer(
              (request, out) ->
                  out.write(
                      status == 204
                          ? "HTTP/1.1 204 None\r\n\r\n".getBytes(StandardCharsets.US_ASCII)
                          : RawServer.response(
                              status, "Location: /other\r\nRetry-After: 7\r\n", "why")))) {
        TokenEndpoint.Answer answer = endpoint(server.uri("/")).post(Map.of(), "text/plain", "x");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(status == 204 ? "" : "why");
        assertThat(answer.json()).isEmpty();
        if (status == 429) {
          assertThat(answer.retryAfter()).contains(Duration.ofSeconds(7));
        }
        assertThat(server.requests()).hasSize(1);
      }
    }
  }

  @Test
  void post_whenBodyIsEmpty_sendsContentLengthZero() throws IOException {
    try (RawServer server = new RawServer(RawServer.always(200, "", ""))) {
      assertThat(endpoint(server.uri("/")).post(Map.of(), "application/jwt", "").body()).isEmpty();
      assertThat(server.requests().get(0).header("Content-Length")).isEqualTo("0");
    }
  }

  @Test
  void post_whenAnswerIsZipped_unpacksIt() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write("{\"a\":\"ü\"}".getBytes(StandardCharsets.UTF_8));
    }
    try (RawServer server =
        new RawServer(
            (request, out) -> {
              out.write(
                  ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                          + zipped.size()
                          + "\r\n\r\n")
                      .getBytes(StandardCharsets.US_ASCII));
              out.write(zipped.toByteArray());
            })) {
      TokenEndpoint endpoint = endpoint(server.uri("/"));
      for (int i = 0; i < 3; i++) {
        assertThat(
                endpoint.post(Map.of(), "text/plain", "x").json().orElseThrow().get("a").asText())
            .isEqualTo("ü");
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void post_whenAnswerNeverEnds_readsALimitedPartAndCutsTheConnection() throws IOException {
    CountDownLatch cut = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            (request, out) -> {
              out.write(
                  "HTTP/1.1 500 Oops\r\nConnection: keep-alive\r\nContent-Length: 999999999999\r\n\r\n"
                      .getBytes(StandardCharsets.US_ASCII));
              byte[] block = new byte[64 * 1024];
              java.util.Arrays.fill(block, (byte) 'x');
              try {
                while (true) {
                  out.write(block);
                }
              } finally {
                cut.countDown();
              }
            })) {
      TokenEndpoint.Answer answer = endpoint(server.uri("/")).post(Map.of(), "text/plain", "x");

      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.body()).hasSize(1024 * 1024);
      assertThat(await(cut)).isTrue();
    }
  }

  @Test
  void post_whenHostDoesNotResolve_saysWhichHost() {
    AuthTransportException failure =
        failure(URI.create("https://no-such-host.invalid/p?q=" + SECRET));

    assertThat(failure.code()).isEqualTo(AuthErrorCode.UNKNOWN_HOST);
    assertThat(failure)
        .hasMessage(
            "access token: the host no-such-host.invalid does not resolve: check its name and the"
                + " network. [UNKNOWN_HOST]");
    assertThat(failure.retryable()).isTrue();
  }

  @Test
  void post_whenServerNeverAnswers_saysHowLongItWaited() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      AuthTransportException failure =
          failure(URI.create("http://localhost:" + silent.getLocalPort() + "/p?q=" + SECRET));

      assertThat(failure.code()).isEqualTo(AuthErrorCode.TIMEOUT);
      assertThat(failure)
          .hasMessageStartingWith(
              "access token: no answer from localhost:" + silent.getLocalPort() + " within 300 ms");
      assertNothingSecret(failure);
    }
  }

  @Test
  void post_whenServerTakesTlsForSomethingElse_endsWithinTheConnectTimeout() throws IOException {
    HttpDefaults quick =
        HttpDefaults.from(AuthConfig.builder().set("auth.http.connect-timeout", "300ms").build());
    HttpTransport own = quick.newTransport();
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      AuthTransportException failure =
          catchThrowableOfType(
              AuthTransportException.class,
              () ->
                  new TokenEndpoint(
                          "access token",
                          URI.create("https://localhost:" + silent.getLocalPort() + "/"),
                          own,
                          quick)
                      .post(Map.of(), "text/plain", SECRET));

      assertThat(failure.code()).isEqualTo(AuthErrorCode.TIMEOUT);
    } finally {
      own.shutdown();
    }
  }

  @Test
  void post_whenNobodyListens_saysSo() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    AuthTransportException failure = failure(URI.create("http://localhost:" + port + "/"));

    assertThat(failure.code()).isEqualTo(ConnectionErrorCode.CONNECTION_REFUSED);
    assertThat(failure)
        .hasMessageStartingWith("access token: localhost:" + port + " takes no connections");
  }

  @Test
  void post_whenConnectionIsCut_saysSoAndDoesNotSendAgain() throws IOException {
    try (RawServer server =
        new RawServer(
            (request, out) -> {
              throw new IOException("cut");
            })) {
      AuthTransportException failure = failure(server.uri("/p?q=" + SECRET));

      assertThat(failure.code()).isEqualTo(AuthErrorCode.TRANSPORT);
      assertThat(failure)
          .hasMessageContaining("broke before the answer was complete")
          .hasMessageContaining("perhaps it speaks TLS");
      assertNothingSecret(failure);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void post_whenHalfABodyComes_failsInsteadOfReturningIt() throws IOException {
    try (RawServer server =
        new RawServer(
            (request, out) -> {
              out.write(
                  "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"access_token\":\"t\"}"
                      .getBytes(StandardCharsets.US_ASCII));
              throw new IOException("cut");
            })) {
      assertThat(failure(server.uri("/")).code()).isEqualTo(AuthErrorCode.TRANSPORT);
    }
  }

  @Test
  void post_whenServerDoesNotTakeTheBody_endsWithinTheWriteTimeout() throws IOException {
    try (ServerSocket deaf = new ServerSocket()) {
      deaf.setReceiveBufferSize(4096);
      deaf.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
      String large = "x".repeat(32 * 1024 * 1024);

      AuthTransportException failure =
          catchThrowableOfType(
              AuthTransportException.class,
              () ->
                  endpoint(URI.create("http://localhost:" + deaf.getLocalPort() + "/"))
                      .post(Map.of(), "text/plain", large));

      assertThat(failure.code()).isEqualTo(AuthErrorCode.TIMEOUT);
      assertThat(failure)
          .hasMessageContaining("did not take the request's body within 300 ms")
          .hasMessageContaining("http.write-timeout");
    }
  }

  @Test
  void post_whenThreadIsInterrupted_sendsNothingAndKeepsTheFlag() throws IOException {
    try (RawServer server = new RawServer(RawServer.always(200, "", ""))) {
      Thread.currentThread().interrupt();

      AuthTransportException failure = failure(server.uri("/"));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(failure.code()).isEqualTo(AuthErrorCode.INTERRUPTED);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void post_whenHeaderHasALineBreak_isRefusedWithoutItsValue() throws IOException {
    try (RawServer server = new RawServer(RawServer.always(200, "", ""))) {
      IllegalArgumentException failure =
          catchThrowableOfType(
              IllegalArgumentException.class,
              () ->
                  endpoint(server.uri("/"))
                      .post(Map.of("X-A", SECRET + "\r\nX-B: 1"), "text/plain", ""));

      assertThat(failure).hasMessageContaining("X-A").hasMessageNotContaining(SECRET);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void post_whenAnswersHeaderIsMalformed_isAProtocolError() throws IOException {
    try (RawServer server = new RawServer(RawServer.always(200, "Age: soon\r\n", ""))) {
      AuthProtocolException failure =
          catchThrowableOfType(
              AuthProtocolException.class,
              () -> endpoint(server.uri("/")).post(Map.of(), "text/plain", ""));

      assertThat(failure).hasMessageContaining("malformed header");
    }
  }

  private TokenEndpoint endpoint(URI uri) {
    return new TokenEndpoint("access token", uri, transport, defaults);
  }

  private AuthTransportException failure(URI uri) {
    return catchThrowableOfType(
        AuthTransportException.class,
        () -> endpoint(uri).post(Map.of("X-Key", SECRET), "text/plain", "assertion=" + SECRET));
  }

  private static void assertNothingSecret(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      assertThat(cause.toString()).doesNotContain(SECRET).doesNotContain("/p");
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
