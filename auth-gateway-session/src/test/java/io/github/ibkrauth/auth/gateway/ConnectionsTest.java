package io.github.ibkrauth.auth.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.googlehttp.support.TlsErrorCode;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a connection that does not come about, or not to a gateway, is called. */
class ConnectionsTest {

  private static final String KEY = "auth.gateway-session.base-url";

  @TempDir Path state;

  @Test
  void tickle_whenNothingListens_saysToStartTheGateway() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    GatewayReply reply = RealGateway.tickle(config("https://127.0.0.1:" + port));

    assertThat(reply.condition()).isEqualTo(GatewayCondition.GATEWAY_DOWN);
    assertThat(reply.sentence())
        .isEqualTo(
            "Nothing takes connections at 127.0.0.1:"
                + port
                + ": start the gateway (bin/run.sh root/conf.yaml), or correct "
                + KEY
                + ".");
  }

  @Test
  void tickle_whenTheHostIsUnknown_saysSo() {
    GatewayReply reply = RealGateway.tickle(config("https://no-such-host.invalid:5000"));

    assertThat(reply.condition()).isEqualTo(GatewayCondition.GATEWAY_DOWN);
    assertThat(reply.sentence())
        .isEqualTo(
            "The host no-such-host.invalid does not resolve: correct "
                + KEY
                + ", or check the network.");
  }

  @Test
  void tickle_whenTlsIsSpokenToPlainHttp_saysSo() throws IOException {
    try (OneAnswerServer plain =
        new OneAnswerServer("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")) {
      String server = plain.base().substring("http://".length());

      GatewayReply reply = RealGateway.tickle(config("https://" + server));

      assertThat(reply.condition()).isEqualTo(GatewayCondition.NOT_A_GATEWAY);
      assertThat(reply.sentence())
          .isEqualTo(
              server
                  + " answers without TLS: if the gateway's root/conf.yaml says listenSsl: false,"
                  + " write http:// in "
                  + KEY
                  + ", and if not, correct the port.");
    }
  }

  @Test
  void tickle_whenPlainHttpIsSpokenToTls_saysSo() {
    try (IbkrSimulator simulator = IbkrSimulator.builder().start()) {
      String server = "localhost:" + simulator.gateway().baseUri().getPort();

      GatewayReply reply = RealGateway.tickle(RealGateway.config("http://" + server));

      assertThat(reply.condition()).isEqualTo(GatewayCondition.NOT_A_GATEWAY);
      assertThat(reply.sentence()).isEqualTo(server + " wants TLS: write https:// in " + KEY + ".");
    }
  }

  @Test
  void tickle_whenAnotherProtocolAnswers_saysSo() throws Exception {
    try (OneAnswerServer server = new OneAnswerServer("SSH-2.0-Demo\r\n")) {
      GatewayReply reply = RealGateway.tickle(RealGateway.config(server.base()));

      assertThat(reply.condition()).isEqualTo(GatewayCondition.NOT_A_GATEWAY);
      assertThat(reply.sentence())
          .isEqualTo(
              "What answers at "
                  + server.base().substring("http://".length())
                  + " does not speak HTTP: correct the port in "
                  + KEY
                  + "; if the gateway listens with TLS, write https://.");
    }
  }

  @Test
  void tickle_whenTheConnectionBreaks_provesNothing() throws Exception {
    try (OneAnswerServer server =
        new OneAnswerServer("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"session\":")) {
      GatewayReply reply = RealGateway.tickle(RealGateway.config(server.base()));

      assertThat(reply.condition()).isEqualTo(GatewayCondition.GATEWAY_DOWN);
      assertThat(reply.sentence()).contains("broke before the answer was complete");
    }
  }

  @Test
  void tickle_whenTheCertificateIsNotThePinnedOne_showsBoth() {
    try (IbkrSimulator simulator = IbkrSimulator.builder().start()) {
      String pinned = "aa".repeat(32);

      GatewayReply reply =
          RealGateway.tickle(
              RealGateway.config(
                  simulator.gateway().baseUri().toString(), "certificate-fingerprint", pinned));

      assertThat(reply.condition()).isEqualTo(GatewayCondition.CERTIFICATE_REFUSED);
      assertThat(reply.sentence())
          .contains(simulator.gateway().fingerprint())
          .contains("AA:AA:AA")
          .contains("localhost:" + simulator.gateway().baseUri().getPort());
    }
  }

  @Test
  void tickle_whenTheRememberedCertificateChanges_saysSoLoudly() {
    try (IbkrSimulator simulator = IbkrSimulator.builder().start()) {
      simulator.gateway().logIn();
      AuthConfig config = config(simulator.gateway().baseUri().toString());
      assertThat(RealGateway.tickle(config).condition()).isEqualTo(GatewayCondition.ANSWERED);
      String before = simulator.gateway().fingerprint();
      simulator.gateway().restartWithNewCertificate();

      try (AuthRuntime runtime = AuthRuntime.system();
          HttpGatewayCalls calls = HttpGatewayCalls.open(config, runtime)) {
        GatewayAnswer answer = calls.ask(GatewayCall.TICKLE);

        assertThat(answer.condition()).isEqualTo(GatewayCondition.CERTIFICATE_REFUSED);
        assertThat(answer.code()).isEqualTo(TlsErrorCode.CERTIFICATE_CHANGED);
        assertThat(answer.failure(calls.loginPage()).retryable()).isFalse();
        assertThat(answer.reply().sentence())
            .contains("HAS CHANGED", before, simulator.gateway().fingerprint())
            .contains("ibkr gateway pin");
      }
    }
  }

  @Test
  void tickle_whenTheUsualAuthoritiesJudge_refusesTheGatewaysOwnCertificate() {
    try (IbkrSimulator simulator = IbkrSimulator.builder().start()) {
      GatewayReply reply =
          RealGateway.tickle(
              RealGateway.config(simulator.gateway().baseUri().toString(), "tls-trust", "system"));

      assertThat(reply.condition()).isEqualTo(GatewayCondition.CERTIFICATE_REFUSED);
      assertThat(reply.sentence().toLowerCase(Locale.ROOT)).contains("certificate");
    }
  }

  @Test
  void tickle_whenAnyCertificateWillDo_works() {
    try (IbkrSimulator simulator = IbkrSimulator.builder().start()) {
      simulator.gateway().logIn();

      GatewayReply reply =
          RealGateway.tickle(
              RealGateway.config(
                  simulator.gateway().baseUri().toString(), "tls-trust", "anything"));

      assertThat(reply.condition()).isEqualTo(GatewayCondition.ANSWERED);
    }
  }

  private AuthConfig config(String base) {
    return RealGateway.config(base, "state-directory", state.toString());
  }

  /** Says the same to everybody, whatever was asked, and hangs up. */
  private static final class OneAnswerServer implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

    OneAnswerServer(String words) throws IOException {
      Thread thread = new Thread(() -> serve(words), "one-answer-server");
      thread.setDaemon(true);
      thread.start();
    }

    String base() {
      return "http://127.0.0.1:" + socket.getLocalPort();
    }

    private void serve(String words) {
      while (!socket.isClosed()) {
        try (Socket peer = socket.accept();
            OutputStream out = peer.getOutputStream()) {
          assertThat(peer.getInputStream().read(new byte[4096])).isPositive();
          out.write(words.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException closed) {
          // The next one, if the server is still open.
          continue;
        }
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
