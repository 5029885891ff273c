package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayLifecycleTest {
  private final IbkrSimulator simulator = IbkrSimulator.builder().start();

  @AfterEach
  void close() {
    simulator.close();
  }

  @Test
  void certificate_whenShown_hasExpiredAndNamesNoHost() throws Exception {
    SimulatedGateway gateway = simulator.gateway();
    X509Certificate certificate = gateway.certificate();
    assertThat(certificate.getSubjectX500Principal().getName())
        .isEqualTo("CN=Client Portal Web API");
    assertThat(certificate.getIssuerX500Principal())
        .isEqualTo(certificate.getSubjectX500Principal());
    assertThat(certificate.getNotAfter().toInstant()).isEqualTo("2019-05-11T12:00:00Z");
    assertThat(certificate.getSubjectAlternativeNames()).isNull();
    assertThatThrownBy(certificate::checkValidity).isInstanceOf(CertificateExpiredException.class);
    certificate.verify(certificate.getPublicKey());
    assertThat(gateway.fingerprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    try (SSLSocket socket =
        (SSLSocket)
            PinnedTrust.of(certificate)
                .getSocketFactory()
                .createSocket(LoopbackServer.HOST, gateway.baseUri().getPort())) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      socket.startHandshake();
      assertThat(socket.getSession().getPeerCertificates()).containsExactly(certificate);
    }
  }

  @Test
  void certificate_whenItIsNotPinned_isRefused() {
    HttpRequest request = HttpRequest.newBuilder(simulator.gateway().baseUri()).build();
    assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, BodyHandlers.ofString()))
        .isInstanceOf(SSLHandshakeException.class);
  }

  @Test
  void gateway_whenNobodyAsks_doesNotStart() {
    AtomicInteger starts = new AtomicInteger();
    LateGateway late =
        new LateGateway(
            () -> {
              starts.incrementAndGet();
              return simulator.gateway();
            });
    assertThat(starts).hasValue(0);
    assertThat(late.get()).isSameAs(late.get());
    assertThat(starts).hasValue(1);
  }

  @Test
  void gateway_whenTheSimulatorIsClosed_isClosedToo() {
    SimulatedGateway gateway = simulator.gateway();
    simulator.close();
    assertThat(gateway.isRunning()).isFalse();
    assertRefused(gateway.baseUri());
    assertThatThrownBy(gateway::restart).isInstanceOf(IllegalStateException.class);
    IbkrSimulator unused = IbkrSimulator.builder().start();
    unused.close();
    assertThatThrownBy(unused::gateway).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void gatewayPort_whenTaken_saysWhich() {
    int port = simulator.gateway().baseUri().getPort();
    try (IbkrSimulator second = IbkrSimulator.builder().gatewayPort(port).start()) {
      assertThatThrownBy(second::gateway)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("127.0.0.1:" + port);
    }
    assertThatThrownBy(() -> IbkrSimulator.builder().gatewayPort(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void stop_whenCalled_refusesConnectionsUntilRestarted() {
    SimulatedGateway gateway = simulator.gateway();
    gateway.logIn();
    URI address = gateway.baseUri();
    gateway.stop();
    gateway.stop();
    assertThat(gateway.isRunning()).isFalse();
    assertThat(gateway.isLoggedIn()).isFalse();
    assertRefused(address);
    assertThatThrownBy(gateway::logIn)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not run");
    gateway.restart();
    assertThat(gateway.baseUri()).isEqualTo(address);
    gateway.logIn();
    assertThat(new GatewayClient(gateway).isAuthenticated()).isTrue();
  }

  @Test
  void restart_whenTheCertificateIsNew_isTrustedByNewPinsOnly() {
    SimulatedGateway gateway = simulator.gateway();
    GatewayClient old = new GatewayClient(gateway);
    String fingerprint = gateway.fingerprint();
    assertThat(old.get("/").statusCode()).isEqualTo(302);
    gateway.restart();
    assertThat(gateway.fingerprint()).isEqualTo(fingerprint);
    assertThat(old.get("/").statusCode()).isEqualTo(302);
    gateway.restartWithNewCertificate();
    assertThat(gateway.fingerprint()).isNotEqualTo(fingerprint);
    assertThatThrownBy(() -> old.get("/"))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(SSLHandshakeException.class);
    assertThat(new GatewayClient(gateway).get("/").statusCode()).isEqualTo(302);
  }

  @Test
  void logIn_whenTheBrokerCannotBeReached_saysSo() {
    simulator.gateway().upstreamDown(true);
    assertThatThrownBy(simulator.gateway()::logIn)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not reach");
  }

  @Test
  void settings_whenTheyMakeNoSense_areRefused() {
    SimulatedGateway gateway = simulator.gateway();
    assertThatThrownBy(() -> gateway.lockAfter(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> gateway.pageDelay(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void logIn_whenCalledVeryOften_forgetsOldLogins() {
    SimulatedGateway gateway = simulator.gateway();
    for (int i = 0; i < 3 * Broker.GATEWAY_LOGINS; i++) {
      gateway.logIn();
    }
    assertThat(gateway.isLoggedIn()).isTrue();
    assertThat(new GatewayClient(gateway).isAuthenticated()).isTrue();
    assertThat(gateway.logins()).isEqualTo(3 * Broker.GATEWAY_LOGINS);
  }

  @Test
  void silentRequests_whenThereAreTooMany_closeTheOldest() {
    SilentRequests requests = new SilentRequests();
    AtomicInteger closed = new AtomicInteger();
    for (int i = 0; i < SilentRequests.CAPACITY; i++) {
      requests.add(closed::incrementAndGet);
    }
    assertThat(closed).hasValue(0);
    requests.add(closed::incrementAndGet);
    assertThat(closed).hasValue(1);
  }

  private static void assertRefused(URI address) {
    assertThatThrownBy(() -> new Socket(LoopbackServer.HOST, address.getPort()).close())
        .isInstanceOf(ConnectException.class);
  }
}
