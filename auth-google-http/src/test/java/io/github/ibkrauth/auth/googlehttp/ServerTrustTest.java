package io.github.ibkrauth.auth.googlehttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.googlehttp.support.KnownServers;
import io.github.ibkrauth.auth.googlehttp.support.ServerTrust;
import io.github.ibkrauth.auth.googlehttp.support.TlsErrorCode;
import io.github.ibkrauth.auth.http.Origin;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which certificate is accepted from whom, against real servers. */
class ServerTrustTest {

  private static TestIdentity gateway;
  private static TestIdentity other;

  @TempDir Path folder;

  @BeforeAll
  static void identities() throws Exception {
    gateway = TestIdentity.expiredWithoutNames();
    other = TestIdentity.selfSigned("localhost");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void fingerprint_whenItIsTheOne_acceptsIt(String protocol) throws Exception {
    String written = "sha256:" + gateway.fingerprint().replace(":", "").toLowerCase(Locale.ROOT);
    try (TlsServer server = TlsServer.start(gateway, protocol);
        Caller caller = Caller.trusting(ServerTrust.fingerprint(server.origin(), written))) {
      assertThat(caller.status(server.uri())).isEqualTo(200);
      assertThat(caller.status(server.uri())).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void fingerprint_whenItIsAnother_refusesAndShowsBoth(String protocol) throws Exception {
    try (TlsServer server = TlsServer.start(gateway, protocol);
        Caller caller =
            Caller.trusting(ServerTrust.fingerprint(server.origin(), other.fingerprint()))) {
      AuthTransportException failure = caller.failure(server.uri());

      assertThat(failure.code()).isEqualTo(TlsErrorCode.CERTIFICATE_UNTRUSTED);
      assertThat(failure)
          .hasMessageStartingWith("step: localhost:" + server.port())
          .hasMessageContaining("shows SHA-256 " + gateway.fingerprint())
          .hasMessageContaining("pinned is SHA-256 " + other.fingerprint());
      assertThat(server.requests()).isZero();
    }
  }

  @Test
  void fingerprint_whenTheUsualAuthoritiesWouldAccept_stillWantsTheOne() throws Exception {
    try (TlsServer server = TlsServer.start(other)) {
      HttpDefaults trustingOther = trusting(other);
      try (Caller caller =
          new Caller(
              trustingOther,
              trustingOther.newTransport(
                  ServerTrust.fingerprint(server.origin(), gateway.fingerprint())))) {
        assertThat(caller.failure(server.uri()).code())
            .isEqualTo(TlsErrorCode.CERTIFICATE_UNTRUSTED);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void trust_whenAnotherPortShowsTheSame_doesNotCountThere(String protocol) throws Exception {
    SSLContext shared = gateway.context();
    try (TlsServer server = TlsServer.sharing(shared, protocol);
        TlsServer neighbour = TlsServer.sharing(shared, protocol)) {
      for (ServerTrust trust :
          new ServerTrust[] {
            ServerTrust.fingerprint(server.origin(), gateway.fingerprint()),
            ServerTrust.anything(server.origin())
          }) {
        try (Caller caller = Caller.trusting(trust)) {
          assertThat(caller.status(server.uri())).isEqualTo(200);

          AuthTransportException failure = caller.failure(neighbour.uri());

          assertThat(failure.code()).isEqualTo(TlsErrorCode.CERTIFICATE_UNTRUSTED);
          assertThat(failure)
              .hasMessageContaining(gateway.fingerprint())
              .hasMessageContaining("not trusted")
              .hasMessageContaining("http.trust-certificate");
          assertThat(caller.failure(server.uri("127.0.0.1")).code())
              .isEqualTo(TlsErrorCode.CERTIFICATE_UNTRUSTED);
          assertThat(caller.status(server.uri("LOCALHOST"))).isEqualTo(200);
          assertThat(neighbour.requests()).isZero();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void trust_whenAProxyIsBetween_stillCountsForItsPortOnly(String protocol) throws Exception {
    SSLContext shared = gateway.context();
    String host = "gateway.test";
    try (TlsServer server = TlsServer.sharing(shared, protocol);
        TlsServer neighbour = TlsServer.sharing(shared, protocol);
        Tunnel tunnel = Tunnel.forEverything();
        Caller caller =
            Caller.trusting(
                ServerTrust.fingerprint(Origin.of(server.uri(host)), gateway.fingerprint()))) {
      assertThat(caller.status(server.uri(host))).isEqualTo(200);
      assertThat(caller.failure(neighbour.uri(host)).code())
          .isEqualTo(TlsErrorCode.CERTIFICATE_UNTRUSTED);
      assertThat(tunnel.targets())
          .containsExactly(host + ":" + server.port(), host + ":" + neighbour.port());
      assertThat(neighbour.requests()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1"})
  void trust_whenTheServerIsThisComputer_isNeverGivenToTheComputerOfAProxy(String host)
      throws Exception {
    try (TlsServer server = TlsServer.start(gateway);
        RawServer plain = new RawServer(RawServer.always(200, "", ""));
        Tunnel tunnel = Tunnel.forEverything()) {
      URI address = server.uri(host);
      for (ServerTrust trust :
          new ServerTrust[] {
            ServerTrust.firstUse(Origin.of(address), KnownServers.in(folder)),
            ServerTrust.anything(Origin.of(address))
          }) {
        try (Caller caller = Caller.trusting(trust)) {
          assertThat(caller.status(address)).isEqualTo(200);
          assertThat(caller.status(plain.uri("/"))).isEqualTo(200);
        }
      }
      assertThat(tunnel.targets()).isEmpty();
    }
  }

  @Test
  void trust_whenAnotherServerIsTrustedByFile_leavesThatAsItIs() throws Exception {
    HttpDefaults defaults = trusting(other);
    try (TlsServer server = TlsServer.start(gateway);
        TlsServer neighbour = TlsServer.start(other);
        Caller caller =
            new Caller(
                defaults,
                defaults.newTransport(
                    ServerTrust.fingerprint(server.origin(), gateway.fingerprint())))) {
      assertThat(caller.status(server.uri())).isEqualTo(200);
      assertThat(caller.status(neighbour.uri())).isEqualTo(200);
      assertThat(caller.failure(neighbour.uri("127.0.0.1")))
          .hasMessageContaining("is for another host");
    }
  }

  @Test
  void trust_whenTheServerSendsElsewhere_isNotCarriedThere() throws Exception {
    try (TlsServer elsewhere = TlsServer.start(gateway);
        TlsServer server = TlsServer.redirecting(gateway, elsewhere.uri());
        Caller caller =
            Caller.trusting(ServerTrust.fingerprint(server.origin(), gateway.fingerprint()))) {
      assertThat(caller.status(server.uri())).isEqualTo(302);
      assertThat(elsewhere.requests()).isZero();
    }
  }

  @Test
  void file_whenItHoldsTheServersOwn_ignoresDatesAndNames() throws Exception {
    Path pem = Files.writeString(folder.resolve("own.pem"), other.pem() + gateway.pem());
    try (TlsServer server = TlsServer.start(gateway, "TLSv1.2");
        Caller caller = Caller.trusting(ServerTrust.file(server.origin(), pem, Optional.empty()))) {
      assertThat(caller.status(server.uri())).isEqualTo(200);
    }
  }

  @Test
  void file_whenItHoldsAnAuthority_wantsChainDateAndName() throws Exception {
    TestIdentity authority = TestIdentity.authority("Own Authority");
    Path pem = Files.writeString(folder.resolve("ca.pem"), authority.pem());
    assertFile(pem, authority.issue("localhost"), "");
    assertFile(pem, authority.issue("gateway.example.com"), "for another host");
    assertFile(pem, authority.issueExpired("localhost"), "no authority in it vouches");
    assertFile(pem, TestIdentity.authority("Own Authority").issue("localhost"), "vouches");
    assertFile(pem, other, "vouches");
  }

  @Test
  void file_whenItHoldsAServersCertificate_letsItVouchForNobody() throws Exception {
    Path pem = Files.writeString(folder.resolve("leaf.pem"), other.pem());
    assertFile(pem, other.issue("localhost"), "is not in " + pem);
  }

  @Test
  void anything_whenItIsThisComputer_acceptsEverything() throws Exception {
    try (TlsServer server = TlsServer.start(gateway);
        Caller caller = Caller.trusting(ServerTrust.anything(server.origin()))) {
      assertThat(caller.status(server.uri())).isEqualTo(200);
    }
    assertThat(ServerTrust.anything(new Origin("https", "[::1]", 5000)))
        .hasToString("ServerTrust(https://[::1]:5000, anything)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://gateway.example.com:5000",
        "https://192.168.0.7",
        "https://localhost.example.com"
      })
  void anything_whenItIsAnotherComputer_isRefused(String address) {
    assertThatThrownBy(() -> ServerTrust.anything(Origin.of(URI.create(address))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from this computer only");
  }

  @Test
  void factories_whenTheServerSpeaksNoTls_sayThatNothingIsShown() {
    Origin plain = Origin.of(URI.create("http://localhost:5000"));
    assertThatThrownBy(() -> ServerTrust.anything(plain))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("https://");
    assertThatThrownBy(() -> ServerTrust.fingerprint(plain, "00".repeat(32)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("http://localhost:5000 shows no certificate");
  }

  @Test
  void newContext_whenUsedForAnotherServer_refuses() throws Exception {
    try (TlsServer server = TlsServer.start(gateway);
        TlsServer neighbour = TlsServer.start(gateway)) {
      SSLContext context = ServerTrust.anything(server.origin()).newContext();
      try (Socket plain = new Socket("localhost", server.port());
          SSLSocket tls =
              (SSLSocket)
                  context
                      .getSocketFactory()
                      .createSocket(plain, "127.0.0.1", server.port(), true)) {
        assertThatThrownBy(tls::startHandshake)
            .isInstanceOf(SSLHandshakeException.class)
            .hasMessageContaining("the only server");
      }
      HttpClient engines = HttpClient.newBuilder().sslContext(context).build();
      assertThat(
              engines
                  .send(HttpRequest.newBuilder(server.uri()).build(), BodyHandlers.discarding())
                  .statusCode())
          .isEqualTo(200);
      assertThatThrownBy(
              () ->
                  engines.send(
                      HttpRequest.newBuilder(neighbour.uri()).build(), BodyHandlers.discarding()))
          .hasMessageContaining("the only server");
    }
  }

  private static void assertFile(Path file, TestIdentity identity, String refusal)
      throws Exception {
    try (TlsServer server = TlsServer.start(identity);
        Caller caller =
            Caller.trusting(ServerTrust.file(server.origin(), file, Optional.empty()))) {
      if (refusal.isEmpty()) {
        assertThat(caller.status(server.uri())).isEqualTo(200);
        return;
      }
      AuthTransportException failure = caller.failure(server.uri());
      assertThat(failure.code()).isEqualTo(TlsErrorCode.CERTIFICATE_UNTRUSTED);
      assertThat(failure)
          .hasMessageContaining(refusal)
          .hasMessageContaining(identity.fingerprint());
      assertThat(server.requests()).isZero();
    }
  }

  private HttpDefaults trusting(TestIdentity identity) throws Exception {
    Path pem = Files.writeString(folder.resolve("usual.pem"), identity.pem());
    return HttpDefaults.from(
        AuthConfig.builder().set("auth.http.trust-certificate", pem.toString()).build());
  }
}
