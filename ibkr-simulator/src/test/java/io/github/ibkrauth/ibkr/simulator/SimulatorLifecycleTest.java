package io.github.ibkrauth.ibkr.simulator;

import static io.github.ibkrauth.ibkr.simulator.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorLifecycleTest {
  private static SSLContext trusting(Path pem) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(pem)) {
      store.setCertificateEntry(
          "simulator", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  @Test
  void tls_whenTheCertificateIsTrusted_servesLocalhostAnd127001() throws Exception {
    Path certificate;
    try (IbkrSimulator simulator = IbkrSimulator.builder().tls(true).start()) {
      assertThat(simulator.baseUri().toString()).startsWith("https://localhost:");
      Map<String, String> settings = simulator.configuration("oauth2-jwt");
      certificate = Path.of(settings.get("ibkr.auth.http.trust-certificate"));
      HttpClient http = HttpClient.newBuilder().sslContext(trusting(certificate)).build();
      TestClient client = new TestClient(simulator, http);
      String token = client.ssoToken();
      assertThat(client.get("/v1/api/tickle", token).statusCode()).isEqualTo(200);
      URI byAddress =
          URI.create("https://127.0.0.1:" + simulator.baseUri().getPort() + "/v1/api/tickle");
      HttpRequest request =
          HttpRequest.newBuilder(byAddress).header("Authorization", "Bearer " + token).build();
      assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
      simulator.faults().on("GET", "/v1/api/tickle").halfBody();
      assertThatThrownBy(() -> client.trySend(client.bearer("/v1/api/tickle", token).GET()))
          .isInstanceOf(IOException.class);
    }
    assertThat(certificate).doesNotExist();
  }

  @Test
  void tls_whenStartedTwice_hasAnotherCertificate() throws Exception {
    try (IbkrSimulator one = IbkrSimulator.builder().tls(true).start();
        IbkrSimulator two = IbkrSimulator.builder().tls(true).start()) {
      X509Certificate certificate = one.certificate().orElseThrow();
      assertThat(certificate).isNotEqualTo(two.certificate().orElseThrow());
      assertThat(certificate.getSubjectAlternativeNames())
          .contains(List.of(2, "localhost"), List.of(7, "127.0.0.1"));
      certificate.checkValidity();
    }
  }

  @Test
  void configuration_whenAsked_holdsEverySettingOfTheStrategy() {
    try (IbkrSimulator simulator = IbkrSimulator.builder().start()) {
      assertThat(simulator.strategyIds())
          .containsExactlyInAnyOrder("oauth2-jwt", "oauth1a", "gateway-session");
      assertThat(simulator.configuration("oauth2-jwt"))
          .containsEntry("ibkr.auth.strategy", "oauth2-jwt")
          .containsEntry("ibkr.auth.oauth2-jwt.base-url", simulator.baseUri().toString())
          .containsEntry(
              "ibkr.auth.oauth2-jwt.private-key", simulator.credentials().privateKeyPem())
          .containsEntry("ibkr.auth.oauth2-jwt.key-id", "main")
          .containsEntry("ibkr.auth.oauth2-jwt.ip", "127.0.0.1")
          .hasSize(9);
      ConsumerCredentials consumer = simulator.credentials().firstPartyConsumer();
      assertThat(consumer.consumerKey()).matches("[A-Z]{9}");
      assertThat(simulator.configuration("oauth1a"))
          .containsOnly(
              Map.entry("ibkr.auth.strategy", "oauth1a"),
              Map.entry("ibkr.auth.oauth1a.base-url", simulator.baseUri().toString()),
              Map.entry("ibkr.auth.oauth1a.consumer-key", consumer.consumerKey()),
              Map.entry("ibkr.auth.oauth1a.access-token", consumer.accessToken().orElseThrow()),
              Map.entry(
                  "ibkr.auth.oauth1a.access-token-secret",
                  consumer.accessTokenSecret().orElseThrow()),
              Map.entry("ibkr.auth.oauth1a.signature-key", consumer.signatureKeyPem()),
              Map.entry("ibkr.auth.oauth1a.encryption-key", consumer.encryptionKeyPem()),
              Map.entry("ibkr.auth.oauth1a.dh-parameters", consumer.dhParametersPem()),
              Map.entry("ibkr.auth.oauth1a.realm", "limited_poa"));
      assertThat(simulator.certificate()).isEmpty();
      assertThatThrownBy(() -> simulator.configuration("no-such-thing"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no-such-thing");
      SimulatedGateway gateway = simulator.gateway();
      assertThat(simulator.configuration("gateway-session"))
          .containsOnly(
              Map.entry("ibkr.auth.strategy", "gateway-session"),
              Map.entry(
                  "ibkr.auth.gateway-session.base-url",
                  "https://localhost:" + gateway.baseUri().getPort()),
              Map.entry(
                  "ibkr.auth.gateway-session.certificate-fingerprint", gateway.fingerprint()));
    }
  }

  @Test
  void writeTo_whenCalled_writesUsableFilesThatOthersCannotRead(@TempDir Path parent)
      throws Exception {
    Path directory = parent.resolve("a \"quoted\" place");
    try (IbkrSimulator simulator = IbkrSimulator.builder().tls(true).start()) {
      simulator.writeTo(directory);
      simulator.writeTo(directory);
      try (var files = Files.list(directory)) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .containsExactlyInAnyOrder(
                "ibkr.yaml",
                "credentials.json",
                "oauth2-private-key.pem",
                "oauth2-public-key.pem",
                "oauth1a-signature-key.pem",
                "oauth1a-signature-public-key.pem",
                "oauth1a-encryption-key.pem",
                "oauth1a-encryption-public-key.pem",
                "oauth1a-third-party-signature-key.pem",
                "oauth1a-third-party-signature-public-key.pem",
                "oauth1a-third-party-encryption-key.pem",
                "oauth1a-third-party-encryption-public-key.pem",
                "dhparam.pem",
                "simulator-certificate.pem",
                "gateway-certificate.pem");
      }
      for (String secret :
          List.of(
              "ibkr.yaml",
              "credentials.json",
              "oauth2-private-key.pem",
              "oauth1a-signature-key.pem",
              "oauth1a-encryption-key.pem",
              "oauth1a-third-party-signature-key.pem",
              "oauth1a-third-party-encryption-key.pem")) {
        assertThat(
                PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(directory.resolve(secret))))
            .isEqualTo("rw-------");
      }
      JsonNode json = TestClient.MAPPER.readTree(directory.resolve("credentials.json").toFile());
      JsonNode oauth2 = json.path("oauth2");
      assertThat(json.path("baseUrl").asText()).isEqualTo(simulator.baseUri().toString());
      assertThat(Files.readString(Path.of(oauth2.path("privateKeyFile").asText())))
          .isEqualTo(oauth2.path("privateKeyPem").asText());
      assertThat(json.path("accountIds")).hasSize(4);

      JwsMaker assertion = new TestClient(simulator).assertion();
      TestClient client =
          new TestClient(
              simulator,
              HttpClient.newBuilder()
                  .sslContext(trusting(Path.of(json.path("tlsCertificateFile").asText())))
                  .build());
      String signed = assertion.sign(oauth2.path("privateKeyPem").asText());
      assertThat(client.token(client.form(signed)).statusCode()).isEqualTo(200);

      String yaml = Files.readString(directory.resolve("ibkr.yaml"));
      assertThat(yaml)
          .startsWith(
              "ibkr:\n  auth:\n    strategy: oauth2-jwt\n    http:\n      trust-certificate: \"")
          .contains("\n    oauth2-jwt:\n      base-url: \"" + simulator.baseUri() + "\"\n")
          .contains(
              "      private-key: "
                  + Json.text("file:" + directory.resolve("oauth2-private-key.pem"))
                  + "\n")
          .contains(
              "\n    oauth1a:\n      base-url: \""
                  + simulator.baseUri()
                  + "\"\n      consumer-key: ")
          .contains(
              "      dh-parameters: "
                  + Json.text("file:" + directory.resolve("dhparam.pem"))
                  + "\n      realm: \"limited_poa\"\n")
          .endsWith(
              "\nprofiles:\n"
                  + "  oauth2-jwt:\n    ibkr:\n      auth:\n        strategy: oauth2-jwt\n"
                  + "  oauth1a:\n    ibkr:\n      auth:\n        strategy: oauth1a\n"
                  + "  gateway-session:\n    ibkr:\n      auth:\n"
                  + "        strategy: gateway-session\n")
          .contains(
              "\n    gateway-session:\n      base-url: \""
                  + simulator.gateway().baseUri()
                  + "\"\n      certificate-fingerprint: \""
                  + simulator.gateway().fingerprint()
                  + "\"\n")
          .doesNotContain("PRIVATE KEY");
      simulator.writeTo(directory, "oauth1a");
      assertThat(Files.readString(directory.resolve("ibkr.yaml")))
          .startsWith("ibkr:\n  auth:\n    strategy: oauth1a\n");
    }
  }

  @Test
  void writeTo_whenThereAreManyUsers_tellsEachLogin(@TempDir Path directory) throws Exception {
    try (IbkrSimulator simulator = IbkrSimulator.builder().users(20).start()) {
      simulator.writeTo(directory);
      JsonNode json = TestClient.MAPPER.readTree(directory.resolve("credentials.json").toFile());
      SimulatedAuthorizationServer server = simulator.authorizationServer();
      assertThat(json.at("/authorizationServer/metadataUrl").asText())
          .isEqualTo(server.metadataUri().toString());
      assertThat(json.at("/authorizationServer/clientId").asText()).isEqualTo(server.clientId());
      assertThat(json.path("users")).hasSize(20);
      for (int i = 0; i < 20; i++) {
        JsonNode user = json.path("users").path(i);
        assertThat(user.path("userName").asText()).isEqualTo(server.user(i).name());
        assertThat(user.path("password").asText()).isEqualTo(server.user(i).password());
        assertThat(user.path("accountIds")).hasSameSizeAs(server.user(i).accountIds());
      }
    }
  }

  @Test
  void writeTo_whenTheDirectoryCannotBeMade_saysSo(@TempDir Path parent) throws IOException {
    Path file = Files.writeString(parent.resolve("file"), "");
    try (IbkrSimulator simulator = IbkrSimulator.builder().start()) {
      assertThatThrownBy(() -> simulator.writeTo(file.resolve("sub")))
          .isInstanceOf(java.io.UncheckedIOException.class)
          .hasMessageContaining("cannot write the simulator's files");
    }
  }

  @Test
  void credentials_whenPrinted_showNoKey() {
    try (IbkrSimulator simulator = IbkrSimulator.builder().start()) {
      assertThat(simulator.credentials() + simulator.toString()).doesNotContain("BEGIN", "MII");
      assertThat(simulator.credentials().tokenUri())
          .isEqualTo(URI.create(simulator.baseUri() + "/oauth2/api/v1/token"));
    }
  }

  @Test
  void close_whenCalledTwice_stopsOnce() {
    IbkrSimulator simulator = IbkrSimulator.builder().start();
    URI base = simulator.baseUri();
    simulator.close();
    simulator.close();
    assertThatThrownBy(() -> new Socket("127.0.0.1", base.getPort()).close())
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void start_whenThePortIsTaken_saysWhich() {
    try (IbkrSimulator first = IbkrSimulator.builder().start()) {
      int port = first.baseUri().getPort();
      assertThatThrownBy(() -> IbkrSimulator.builder().port(port).start())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("127.0.0.1:" + port);
    }
    assertThatThrownBy(() -> IbkrSimulator.builder().port(70_000))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> IbkrSimulator.builder().pollsUntilEstablished(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void server_whenStarted_listensOnLoopbackOnly() throws IOException {
    try (IbkrSimulator simulator = IbkrSimulator.builder().start()) {
      for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        for (var address : Collections.list(network.getInetAddresses())) {
          if (!address.isLoopbackAddress()) {
            assertThatThrownBy(() -> new Socket(address, simulator.baseUri().getPort()).close())
                .isInstanceOf(IOException.class);
          }
        }
      }
    }
  }

  @Test
  void server_whenItRunsAndFaultsHappen_logsNothing() throws IOException {
    List<String> records = Collections.synchronizedList(new ArrayList<>());
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            records.add(
                record.getLevel() + " " + record.getLoggerName() + " " + record.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    handler.setLevel(Level.INFO);
    Logger root = Logger.getLogger("");
    root.addHandler(handler);
    CompletableFuture<?> hanging;
    try (IbkrSimulator simulator = IbkrSimulator.builder().start()) {
      TestClient client = new TestClient(simulator);
      String token = client.ssoToken();
      simulator.faults().on("GET", "/v1/api/tickle").always().cutConnection();
      assertThatThrownBy(() -> client.get("/v1/api/tickle", token)).isNotNull();
      simulator.faults().on("GET", "/v1/api/sso/validate").always().halfBody();
      assertThatThrownBy(() -> client.get("/v1/api/sso/validate", token)).isNotNull();
      simulator.faults().on("GET", "/v1/api/iserver/auth/status").hang();
      hanging =
          HttpClient.newHttpClient()
              .sendAsync(
                  client.bearer("/v1/api/iserver/auth/status", token).GET().build(),
                  HttpResponse.BodyHandlers.discarding());
      while (simulator.requests().count("*", "/v1/api/iserver/auth/status") == 0) {
        Thread.onSpinWait();
      }
      try (Socket quitter = new Socket("127.0.0.1", simulator.baseUri().getPort())) {
        String half =
            "POST /v1/api/tickle HTTP/1.1\r\nHost: x\r\nUser-Agent: x\r\nContent-Length: 9\r\n\r\n{";
        quitter.getOutputStream().write(half.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      }
      assertThat(json(client.post("/v1/api/tickle", token)).has("session")).isTrue();
    } finally {
      root.removeHandler(handler);
    }
    assertThatThrownBy(() -> hanging.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(IOException.class);
    assertThat(records).isEmpty();
  }
}
