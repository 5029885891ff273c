package io.github.ibkrauth.auth.googlehttp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.googlehttp.support.IoFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that keeps sending a little is given up in time, as a silent one is. */
class TimeLimitTest {

  private static final Duration CONNECT = Duration.ofMillis(300);
  private static final Duration READ = Duration.ofMillis(400);

  /** What a limit may be missed by, for a computer that is busy with something else. */
  private static final Duration SLACK = Duration.ofSeconds(4);

  private final HttpDefaults defaults =
      HttpDefaults.from(
          AuthConfig.builder()
              .set("auth.http.connect-timeout", CONNECT.toString())
              .set("auth.http.read-timeout", READ.toString())
              .build());
  private final HttpTransport transport = defaults.newTransport();
  private final ServerSocket listener;

  TimeLimitTest() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws IOException {
    transport.shutdown();
    listener.close();
  }

  @Test
  void execute_whenTheHeaderTricklesIn_givesUpInTime() {
    serve("HTTP/1.1 200 OK\r\nX-Long: ", "a", 400);

    AuthTransportException failure = failureInTime("http", READ);

    assertThat(failure.code()).isEqualTo(AuthErrorCode.TIMEOUT);
    assertThat(failure).hasMessageContaining("no answer from ").hasMessageContaining("400 ms");
  }

  @Test
  void execute_whenTheHandshakeTricklesIn_givesUpInTime() {
    // The head of a TLS record of 16 KiB with a handshake message, which then comes byte by byte.
    serve("\u0016\u0003\u0003\u0040\u0000\u0002\u0000\u003f\u00fc", "\u0003", 400);

    AuthTransportException failure = failureInTime("https", CONNECT);

    assertThat(failure.code()).isEqualTo(AuthErrorCode.TIMEOUT);
    assertThat(failure).hasMessageContaining("no connection to ").hasMessageContaining("300 ms");
  }

  @Test
  void disconnect_whenTheRestOfABodyTricklesIn_doesNotWaitForIt() throws IOException {
    serve("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{", " ", 20);
    HttpResponse response = request("http").setReadTimeout(10_000).execute();
    long start = System.nanoTime();

    response.disconnect();

    assertThat(since(start)).isLessThan(SLACK);
  }

  private AuthTransportException failureInTime(String scheme, Duration limit) {
    long start = System.nanoTime();
    IOException thrown = null;
    try {
      request(scheme).execute();
    } catch (IOException e) {
      thrown = e;
    }
    assertThat(thrown).isNotNull();
    assertThat(since(start)).isLessThan(limit.plus(SLACK));
    return IoFailure.explain("step", uri(scheme), defaults, thrown);
  }

  private HttpRequest request(String scheme) throws IOException {
    HttpRequest request =
        transport
            .createRequestFactory(defaults::prepare)
            .buildGetRequest(new GenericUrl(uri(scheme).toString()));
    return request.setNumberOfRetries(0);
  }

  private URI uri(String scheme) {
    return URI.create(scheme + "://127.0.0.1:" + listener.getLocalPort() + "/");
  }

  /** Sends a beginning at once, then a little more, {@code times} times over about 20 s. */
  private void serve(String beginning, String more, int times) {
    Thread thread =
        new Thread(
            () -> {
              try (Socket peer = listener.accept()) {
                peer.setTcpNoDelay(true);
                OutputStream out = peer.getOutputStream();
                out.write(beginning.getBytes(StandardCharsets.ISO_8859_1));
                for (int i = 0; i < times; i++) {
                  Thread.sleep(20_000 / times);
                  out.write(more.getBytes(StandardCharsets.ISO_8859_1));
                }
              } catch (IOException | InterruptedException gone) {
                // The client went away, as it should.
              }
            },
            "trickling-server");
    thread.setDaemon(true);
    thread.start();
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
