package io.github.ibkrauth.auth.googlehttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.http.AbstractHttpContent;
import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.EmptyContent;
import com.google.api.client.http.GZipEncoding;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpContent;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestFactory;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.InputStreamContent;
import com.google.api.client.http.UrlEncodedContent;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.http.AuthChallenge;
import io.github.ibkrauth.auth.http.Recovery;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every request has on the wire, and what a connection that dies does to it. */
class WireTest {

  private final HttpTransport transport = HttpDefaults.standard().newTransport();
  private final AuthRuntime runtime = AuthRuntime.system();
  private RawServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        new RawServer(
            (request, out) ->
                out.write(
                    RawServer.response(
                        200, "Set-Cookie: a=b\r\n", request.method().equals("HEAD") ? "" : "ok")));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    transport.shutdown();
    runtime.close();
  }

  @ParameterizedTest
  @CsvSource({"POST,true", "PUT,true", "PATCH,true", "GET,false", "HEAD,false", "DELETE,false"})
  void execute_withoutBody_sendsContentLengthZeroWhereABodyIsUsual(String method, boolean length)
      throws IOException {
    for (HttpRequestInitializer initializer : initializers()) {
      HttpResponse answer =
          transport
              .createRequestFactory(initializer)
              .buildRequest(method, new GenericUrl(server.url("/")), null)
              .execute();
      answer.disconnect();

      RawServer.Received sent = last();
      assertThat(sent.requestLine()).isEqualTo(method + " / HTTP/1.1");
      assertThat(sent.header("Content-Length")).isEqualTo(length ? "0" : "");
      assertThat(sent.header("Transfer-Encoding")).isEmpty();
      assertThat(sent.header("User-Agent")).startsWith("ibkrauth-java/");
      assertThat(sent.header("Accept")).isEqualTo("*/*");
      assertThat(sent.header("Accept-Encoding")).isEqualTo("gzip");
      assertThat(sent.header("Connection")).isEqualTo("keep-alive");
      assertThat(sent.header("Cookie")).isEmpty();
      assertThat(sent.header("Host")).isEqualTo(server.uri("/").getAuthority());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH"})
  void execute_withAnyBody_sendsItsLengthAndNeverChunks(String method) throws IOException {
    byte[] bytes = "{\"price\":1.5,\"ü\":1}".getBytes(StandardCharsets.UTF_8);
    List<HttpContent> bodies =
        List.of(
            new ByteArrayContent("application/json", bytes),
            new InputStreamContent("application/json", new ByteArrayInputStream(bytes)),
            new InputStreamContent("application/json", new ByteArrayInputStream(bytes))
                .setLength(bytes.length),
            unknownLength(bytes),
            new UrlEncodedContent(Map.of("a", "b c")),
            new EmptyContent());
    for (HttpRequestInitializer initializer : initializers()) {
      for (HttpContent body : bodies) {
        if (body instanceof InputStreamContent stream) {
          stream.getInputStream().reset();
        }
        HttpRequest request =
            transport
                .createRequestFactory(initializer)
                .buildRequest(method, new GenericUrl(server.url("/")), body);
        request.getHeaders().setContentLength(9999L);
        request.getHeaders().set("Transfer-Encoding", "chunked");

        request.execute().disconnect();

        RawServer.Received sent = last();
        byte[] received = sent.body().getBytes(StandardCharsets.UTF_8);
        assertThat(sent.header("Content-Length")).isEqualTo("" + received.length);
        assertThat(sent.header("Transfer-Encoding")).isEmpty();
        assertThat(received.length)
            .isEqualTo(
                body instanceof EmptyContent
                    ? 0
                    : body instanceof UrlEncodedContent ? "a=b+c".length() : bytes.length);
      }
    }
  }

  @Test
  void execute_withCompressedBody_sendsItsLength() throws IOException {
    HttpRequest request =
        transport
            .createRequestFactory(initializers().get(1))
            .buildPostRequest(
                new GenericUrl(server.url("/")),
                ByteArrayContent.fromString("text/plain", "x".repeat(1000)));
    request.setEncoding(new GZipEncoding());

    request.execute().disconnect();

    assertThat(last().header("Content-Encoding")).isEqualTo("gzip");
    assertThat(Integer.parseInt(last().header("Content-Length"))).isBetween(10, 100);
  }

  @Test
  void execute_manyTimes_usesOneConnection() throws IOException {
    for (int i = 0; i < 20; i++) {
      request("GET", null).execute().disconnect();
      request("POST", null).execute().parseAsString();
    }
    assertThat(server.connections()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "DELETE", "POST", "PUT"})
  void execute_whenKeptConnectionWasDropped_failsAndIsNotSentAgain(String method)
      throws IOException {
    try (RawServer dropping =
        new RawServer(
            (request, out) -> {
              if (request.target().equals("/second")) {
                throw new IOException("dropped");
              }
              out.write(RawServer.response(200, "", ""));
            })) {
      FakeSession session = new FakeSession(dropping.uri("/"));
      HttpRequestInitializer initializer = AuthRequestInitializer.builder(session, runtime).build();
      transport
          .createRequestFactory(initializer)
          .buildGetRequest(new GenericUrl(dropping.url("/first")))
          .execute()
          .disconnect();
      HttpRequest second =
          transport
              .createRequestFactory(initializer)
              .buildRequest(method, new GenericUrl(dropping.url("/second")), null);

      assertThatThrownBy(second::execute).isInstanceOf(IOException.class);

      assertThat(dropping.requests()).extracting(RawServer.Received::target).hasSize(2);
      assertThat(dropping.connections()).isEqualTo(1);
      assertThat(session.signed).hasSize(2);
    }
  }

  @Test
  void execute_whenGetIsRepeatedByAnIoHandler_isSignedAnew() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    try (RawServer dropping =
        new RawServer(
            (request, out) -> {
              if (calls.incrementAndGet() == 1) {
                throw new IOException("dropped");
              }
              out.write(RawServer.response(200, "", ""));
            })) {
      FakeSession session = new FakeSession(dropping.uri("/"));
      HttpRequest request =
          transport
              .createRequestFactory(AuthRequestInitializer.builder(session, runtime).build())
              .buildGetRequest(new GenericUrl(dropping.url("/")));
      request.setIOExceptionHandler(
          (r, supportsRetry) -> {
            session.token.incrementAndGet();
            return supportsRetry;
          });

      assertThat(request.execute().getStatusCode()).isEqualTo(200);
      assertThat(dropping.requests())
          .extracting(r -> r.header("Authorization"))
          .containsExactly("Bearer t1", "Bearer t2");
    }
  }

  @Test
  void execute_whenAnswersAreRefusalsOrUnread_leavesNoConnectionBehind() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    try (RawServer refusing =
        new RawServer(
            (request, out) ->
                out.write(
                    RawServer.response(
                        calls.incrementAndGet() % 2 == 1 ? 401 : 200, "", "x".repeat(20_000))))) {
      FakeSession session = new FakeSession(refusing.uri("/"));
      for (int i = 0; i < 100; i++) {
        transport
            .createRequestFactory(AuthRequestInitializer.builder(session, runtime).build())
            .buildGetRequest(new GenericUrl(refusing.url("/")))
            .execute()
            .disconnect();
      }
      assertThat(refusing.requests()).hasSize(200);
      assertThat(refusing.connections()).isEqualTo(1);
    }
  }

  @Test
  void execute_whenRecoveryThrows_leavesNoConnectionBehind() throws IOException {
    try (RawServer refusing = new RawServer(RawServer.always(401, "", "no"))) {
      FakeSession session =
          new FakeSession(refusing.uri("/")) {
            @Override
            public Recovery recover(AuthChallenge challenge) {
              throw new IllegalStateException("recovery");
            }
          };
      for (int i = 0; i < 100; i++) {
        HttpRequest request =
            transport
                .createRequestFactory(AuthRequestInitializer.builder(session, runtime).build())
                .buildGetRequest(new GenericUrl(refusing.url("/")));
        assertThatThrownBy(request::execute).hasMessage("recovery");
      }
      assertThat(refusing.requests()).hasSize(100);
    }
  }

  @Test
  void execute_whenAnswerHasNoBody_givesAnEmptyText() throws IOException {
    try (RawServer silent =
        new RawServer(
            (request, out) ->
                out.write("HTTP/1.1 204 None\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))) {
      HttpResponse answer =
          transport
              .createRequestFactory(HttpDefaults.standard()::prepare)
              .buildGetRequest(new GenericUrl(silent.url("/")))
              .execute();

      assertThat(answer.parseAsString()).isEmpty();
    }
  }

  @Test
  void execute_byManyThreads_givesEachItsOwnAnswer() throws Exception {
    try (RawServer busy =
        new RawServer(
            (request, out) ->
                out.write(
                    request.header("Authorization").equals("Bearer t2")
                        ? RawServer.response(200, "", request.target())
                        : RawServer.response(401, "", "")))) {
      FakeSession session = new FakeSession(busy.uri("/"));
      HttpRequestFactory requests =
          transport.createRequestFactory(AuthRequestInitializer.builder(session, runtime).build());
      ExecutorService pool = Executors.newFixedThreadPool(32);
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 640; i++) {
        GenericUrl url = new GenericUrl(busy.url("/p" + i));
        answers.add(pool.submit(() -> requests.buildGetRequest(url).execute().parseAsString()));
      }
      for (int i = 0; i < 640; i++) {
        assertThat(answers.get(i).get(30, TimeUnit.SECONDS)).isEqualTo("/p" + i);
      }
      pool.shutdown();
      assertThat(session.token).hasValue(2);
      assertThat(busy.connections()).isLessThanOrEqualTo(32);
    }
  }

  @Test
  void shutdown_afterUse_closesConnectionsAndLeavesNoThread() throws Exception {
    HttpTransport own = HttpDefaults.standard().newTransport();
    List<String> before = threads();
    own.createRequestFactory(HttpDefaults.standard()::prepare)
        .buildPostRequest(new GenericUrl(server.url("/")), new EmptyContent())
        .execute()
        .disconnect();
    own.shutdown();

    List<String> after = threads();
    after.removeAll(before);
    after.removeIf(name -> name.equals("raw-server"));
    assertThat(after).isEmpty();
    assertThatThrownBy(
            () ->
                own.createRequestFactory()
                    .buildGetRequest(new GenericUrl(server.url("/")))
                    .execute())
        .isInstanceOfAny(IOException.class, IllegalStateException.class);
  }

  private static List<String> threads() {
    List<String> names = new ArrayList<>();
    Thread.getAllStackTraces().keySet().forEach(thread -> names.add(thread.getName()));
    return names;
  }

  private List<HttpRequestInitializer> initializers() {
    return List.of(
        HttpDefaults.standard()::prepare,
        AuthRequestInitializer.builder(new FakeSession(server.uri("/")), runtime).build());
  }

  private HttpRequest request(String method, HttpContent body) throws IOException {
    return transport
        .createRequestFactory(initializers().get(1))
        .buildRequest(method, new GenericUrl(server.url("/")), body);
  }

  private RawServer.Received last() {
    return server.requests().get(server.requests().size() - 1);
  }

  private static HttpContent unknownLength(byte[] bytes) {
    return new AbstractHttpContent("application/json") {
      @Override
      protected long computeLength() {
        return -1;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
      }
    };
  }
}
