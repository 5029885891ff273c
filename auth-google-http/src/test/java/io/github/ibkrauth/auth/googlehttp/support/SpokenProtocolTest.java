package io.github.ibkrauth.auth.googlehttp.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.googlehttp.Caller;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.googlehttp.RawServer;
import io.github.ibkrauth.auth.googlehttp.TestIdentity;
import io.github.ibkrauth.auth.http.Origin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One side speaks TLS and the other does not, or nobody listens. */
class SpokenProtocolTest {

  private final HttpDefaults defaults = HttpDefaults.standard();
  private final Caller caller = new Caller(defaults, defaults.newTransport());

  @AfterEach
  void close() {
    caller.close();
  }

  @Test
  void call_whenNobodyListens_isRefused() throws IOException {
    int port;
    try (ServerSocket closed = listener()) {
      port = closed.getLocalPort();
    }
    for (String scheme : new String[] {"http", "https"}) {
      AuthTransportException failure =
          caller.failure(URI.create(scheme + "://localhost:" + port + "/"));
      assertThat(failure.code()).isEqualTo(ConnectionErrorCode.CONNECTION_REFUSED);
      assertThat(failure).hasMessageContaining("localhost:" + port + " takes no connections");
    }
  }

  @Test
  void call_whenTlsMeetsPlainHttp_saysSo() throws IOException {
    try (ServerSocket listener = listener()) {
      answer(listener, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
      URI uri = URI.create("https://localhost:" + listener.getLocalPort() + "/");

      AuthTransportException failure = caller.failure(uri);

      assertThat(failure.code()).isEqualTo(TlsErrorCode.NOT_TLS);
      assertThat(failure)
          .hasMessageContaining("localhost:" + uri.getPort() + " answered without TLS")
          .hasMessageContaining("http://");
    }
  }

  @Test
  void call_whenTlsMeetsAServerThatCloses_leavesOpenWhatItSpeaks() throws IOException {
    try (ServerSocket listener = listener()) {
      answer(listener, "");

      AuthTransportException failure =
          caller.failure(URI.create("https://localhost:" + listener.getLocalPort() + "/"));

      assertThat(failure.code()).isEqualTo(AuthErrorCode.TRANSPORT);
      assertThat(failure)
          .hasMessageContaining("closed the connection during the handshake")
          .hasMessageContaining("perhaps it does not speak TLS");
    }
  }

  @Test
  void call_whenPlainHttpMeetsTls_saysSo() throws Exception {
    TestIdentity identity = TestIdentity.selfSigned("localhost");
    try (ServerSocket listener = listener()) {
      daemon(
          () -> {
            try (SSLSocket tls =
                (SSLSocket)
                    identity
                        .context()
                        .getSocketFactory()
                        .createSocket(listener.accept(), null, 0, true)) {
              tls.setUseClientMode(false);
              tls.startHandshake();
            }
          });

      AuthTransportException failure =
          caller.failure(URI.create("http://localhost:" + listener.getLocalPort() + "/"));

      assertThat(failure.code()).isEqualTo(TlsErrorCode.TLS_EXPECTED);
      assertThat(failure).hasMessageContaining("speaks TLS").hasMessageContaining("https://");
    }
  }

  @Test
  void call_whenPlainHttpIsClosedWithoutAByte_namesTlsAsAPossibility() throws IOException {
    try (RawServer server =
        new RawServer(
            (request, out) -> {
              throw new IOException("cut");
            })) {
      AuthTransportException failure = caller.failure(server.uri("/"));

      assertThat(failure.code()).isEqualTo(AuthErrorCode.TRANSPORT);
      assertThat(failure).hasMessageContaining("perhaps it speaks TLS");
    }
  }

  @Test
  void call_whenAnAnswerBreaksOff_doesNotBlameTls() throws IOException {
    try (RawServer server =
        new RawServer(
            (request, out) -> {
              out.write("HTTP/1.1 200 OK\r\nContent-Le".getBytes(StandardCharsets.US_ASCII));
              throw new IOException("cut");
            })) {
      assertThat(caller.failure(server.uri("/"))).hasMessageNotContaining("TLS");
    }
  }

  @Test
  void explain_whenAnotherComputerClosesWithoutAByte_doesNotGuess() {
    AuthTransportException failure =
        IoFailure.explain(
            "step",
            URI.create("http://gateway.example.com:5000/"),
            defaults,
            new NoHttpResponseException("x"));

    assertThat(failure).hasMessageNotContaining("TLS").hasMessageContaining("try again");
  }

  @Test
  void fetch_keepsTheKindsOfFailure() throws IOException {
    try (ServerSocket listener = listener()) {
      answer(listener, "HTTP/1.1 400 Bad Request\r\n\r\n");
      Origin origin = new Origin("https", "localhost", listener.getLocalPort());
      assertThat(explained(origin).code()).isEqualTo(TlsErrorCode.NOT_TLS);
    }
    int port;
    try (ServerSocket closed = listener()) {
      port = closed.getLocalPort();
    }
    assertThat(explained(new Origin("https", "localhost", port)).code())
        .isEqualTo(ConnectionErrorCode.CONNECTION_REFUSED);
    assertThat(
            IoFailure.explain(
                    "step",
                    URI.create("https://no.such.host.invalid/"),
                    defaults,
                    new UnknownHostException("x"))
                .code())
        .isEqualTo(AuthErrorCode.UNKNOWN_HOST);
  }

  private AuthTransportException explained(Origin origin) {
    try {
      PresentedCertificate.fetch(origin, defaults.connectTimeout());
      throw new AssertionError("nothing to fetch there");
    } catch (IOException e) {
      return IoFailure.explain("step", URI.create(origin.toString()), defaults, e);
    }
  }

  private static ServerSocket listener() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /** Answers one connection with a text. */
  private static void answer(ServerSocket listener, String text) {
    daemon(
        () -> {
          try (Socket client = listener.accept()) {
            // A whole TLS record is read, lest the close looks like a reset.
            byte[] head = client.getInputStream().readNBytes(5);
            client.getInputStream().readNBytes((head[3] & 0xff) << 8 | head[4] & 0xff);
            client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
          }
        });
  }

  private static void daemon(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Exception over) {
                // The client hung up, or the test is over.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private interface Work {
    void run() throws Exception;
  }
}
