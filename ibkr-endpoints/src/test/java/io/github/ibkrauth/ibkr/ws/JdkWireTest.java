package io.github.ibkrauth.ibkr.ws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The JDK's client before a server of bytes, which closes without a close frame. */
@Timeout(60)
class JdkWireTest implements WireListener {

  private static final byte[] TEXT = {(byte) 0x81, 2, 'h', 'i'};
  private static final byte[] PONG = {(byte) 0x8A, 0};

  private final CompletableFuture<Wire> opened = new CompletableFuture<>();
  private final CompletableFuture<String> down = new CompletableFuture<>();
  private final CountDownLatch reading = new CountDownLatch(1);
  private final CountDownLatch alive = new CountDownLatch(1);
  private final CountDownLatch readOn = new CountDownLatch(1);
  private final AtomicInteger told = new AtomicInteger();
  private @Nullable ServerSocket door;
  private @Nullable Socket peer;

  @BeforeEach
  void connect() throws IOException, GeneralSecurityException {
    ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    door = listening;
    URI address = URI.create("ws://127.0.0.1:" + listening.getLocalPort() + "/v1/api/ws");
    HttpClient client = HttpClient.newHttpClient();
    new JdkDialer(() -> client, Duration.ofSeconds(20)).dial(new Upgrade(address, Map.of()), this);
    Socket accepted = listening.accept();
    peer = accepted;
    agree(accepted);
  }

  @AfterEach
  void end() throws IOException {
    readOn.countDown();
    opened.join().close();
    if (peer != null) {
      peer.close();
    }
    if (door != null) {
      door.close();
    }
  }

  private static void agree(Socket accepted) throws IOException, GeneralSecurityException {
    BufferedReader request =
        new BufferedReader(
            new InputStreamReader(accepted.getInputStream(), StandardCharsets.ISO_8859_1));
    String key = "";
    for (String line = request.readLine(); !line.isEmpty(); line = request.readLine()) {
      if (line.regionMatches(true, 0, "Sec-WebSocket-Key:", 0, 18)) {
        key = line.substring(18).trim();
      }
    }
    // The text is RFC 6455's.
    byte[] accept =
        MessageDigest.getInstance("SHA-1")
            .digest(
                (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                    .getBytes(StandardCharsets.ISO_8859_1));
    OutputStream out = accepted.getOutputStream();
    out.write(
        ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: "
                + Base64.getEncoder().encodeToString(accept)
                + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private void say(byte[] bytes) throws IOException {
    Socket open = peer;
    if (open != null) {
      open.getOutputStream().write(bytes);
      open.getOutputStream().flush();
    }
  }

  private void hangUp() throws IOException {
    Socket open = peer;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void opened(Wire wire) {
    opened.complete(wire);
  }

  @Override
  public void text(String message) {
    reading.countDown();
    try {
      readOn.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void binary(byte[] message) {}

  @Override
  public void alive() {
    alive.countDown();
  }

  @Override
  public void refused(int status, Map<String, List<String>> headers) {
    down("refused: " + status);
  }

  @Override
  public void down(String why) {
    told.incrementAndGet();
    down.complete(why);
  }

  /** Pings until it shows that it is down. */
  private String pingUntilDown() throws Exception {
    while (true) {
      opened.join().ping();
      try {
        return down.get(50, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        // It takes a second ping, or a third.
      }
    }
  }

  @Test
  void connection_whenItEndsWhileAMessageIsRead_showsItWhenPinged() throws Exception {
    opened.join();
    say(TEXT);
    reading.await();
    hangUp();
    // The client meets the end while the message before it is still being read.
    Thread.sleep(200);
    readOn.countDown();

    assertThat(pingUntilDown()).contains("connection");
    assertThat(told).hasValue(1);
  }

  @Test
  void connection_whenItEndsWhileNothingIsRead_isToldWithoutAPing() throws Exception {
    opened.join();
    hangUp();

    assertThat(down.get()).isEqualTo("the broker closed the connection (1006)");
  }

  @Test
  void ping_whenItIsAnswered_isTold() throws Exception {
    Wire wire = opened.join();
    for (int i = 0; i < 100; i++) {
      wire.ping();
    }
    Socket open = peer;
    assertThat(open).isNotNull();
    // A ping of the client's is masked, and has no payload.
    assertThat(open.getInputStream().readNBytes(2)).containsExactly(0x89, 0x80);
    say(PONG);
    alive.await();
    wire.close();
    wire.ping();

    assertThat(told).hasValue(0);
  }
}
