package io.github.ibkrauth.auth.googlehttp.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.googlehttp.TestIdentity;
import io.github.ibkrauth.auth.googlehttp.TlsServer;
import io.github.ibkrauth.auth.http.Origin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PresentedCertificateTest {

  private static final Duration SHORT = Duration.ofSeconds(10);

  @Test
  void fetch_whateverIsShown_takesIt() throws Exception {
    TestIdentity gateway = TestIdentity.expiredWithoutNames();
    try (TlsServer server = TlsServer.start(gateway, "TLSv1.2")) {
      PresentedCertificate shown = PresentedCertificate.fetch(server.origin(), SHORT);

      assertThat(shown.fingerprint()).isEqualTo(gateway.fingerprint());
      assertThat(shown.certificate()).isEqualTo(gateway.certificate());
      assertThat(shown.subject()).isEqualTo("CN=Some Gateway");
      assertThat(shown.notAfter()).isEqualTo(Instant.parse("2019-05-11T00:00:00Z"));
      assertThat(shown.names()).isEmpty();
      assertThat(server.requests()).isZero();
    }
  }

  @Test
  void fetch_whenAChainIsShown_takesTheServersOwn() throws Exception {
    TestIdentity identity = TestIdentity.authority("Own").issue("localhost");
    try (TlsServer server = TlsServer.start(identity)) {
      PresentedCertificate shown = PresentedCertificate.fetch(server.origin(), SHORT);

      assertThat(shown.fingerprint()).isEqualTo(identity.fingerprint());
      assertThat(shown.names()).containsExactly("localhost");
    }
  }

  @Test
  void fetch_whenTheServerIsSilent_endsInTime() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Origin origin = new Origin("https", "localhost", silent.getLocalPort());

      assertThatThrownBy(() -> PresentedCertificate.fetch(origin, Duration.ofMillis(200)))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void fetch_whenTheHandshakeTricklesIn_endsInTime() throws IOException {
    try (ServerSocket trickling = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread server = new Thread(() -> trickle(trickling), "trickling-server");
      server.setDaemon(true);
      server.start();
      Origin origin = new Origin("https", "127.0.0.1", trickling.getLocalPort());
      long start = System.nanoTime();

      assertThatThrownBy(() -> PresentedCertificate.fetch(origin, Duration.ofMillis(400)))
          .isInstanceOf(SocketTimeoutException.class);

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }

  /** Sends the head of a TLS record of 16 KiB, and then a byte every 50 ms for 15 s. */
  private static void trickle(ServerSocket listener) {
    try (Socket peer = listener.accept()) {
      peer.setTcpNoDelay(true);
      peer.getOutputStream().write(new byte[] {0x16, 3, 3, 0x40, 0, 2, 0, 0x3F, (byte) 0xFC});
      for (int i = 0; i < 300; i++) {
        Thread.sleep(50);
        peer.getOutputStream().write(3);
      }
    } catch (IOException | InterruptedException gone) {
      // The client went away, as it should.
    }
  }

  @Test
  void fetch_whenThereIsNothingToFetch_saysSo() {
    assertThatThrownBy(
            () -> PresentedCertificate.fetch(new Origin("http", "localhost", 5000), SHORT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not https");
    assertThatThrownBy(
            () -> PresentedCertificate.fetch(new Origin("https", "localhost", 5000), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
