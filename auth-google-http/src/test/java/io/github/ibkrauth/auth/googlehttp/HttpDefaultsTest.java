package io.github.ibkrauth.auth.googlehttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpTransport;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.googlehttp.support.TlsErrorCode;
import io.github.ibkrauth.auth.googlehttp.support.TokenEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpDefaultsTest {

  @TempDir static Path folder;

  @Test
  void standard_hasTheDocumentedDefaults() {
    HttpDefaults defaults = HttpDefaults.standard();

    assertThat(defaults.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(defaults.readTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(defaults.writeTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(defaults.userAgent()).matches("ibkrauth-java/[0-9]+\\.[0-9]+\\.[0-9]+.*");
  }

  @Test
  void keys_areAllInTheSectionAndExplained() {
    assertThat(HttpDefaults.keys()).hasSize(5).allMatch(key -> key.name().startsWith("http."));
    assertThat(HttpDefaults.keys()).extracting(ConfigKey::help).doesNotContain("");
  }

  @Test
  void from_whenSet_reachesTheRequest() throws IOException {
    HttpDefaults defaults =
        HttpDefaults.from(
            config(
                Map.of(
                    "connect-timeout", "1s",
                    "read-timeout", "PT2S",
                    "write-timeout", "3500ms",
                    "user-agent", "my app/1.0")));
    HttpTransport transport = defaults.newTransport();
    HttpRequest request =
        transport
            .createRequestFactory(defaults::prepare)
            .buildGetRequest(new GenericUrl("http://localhost/"));
    transport.shutdown();

    assertThat(request.getConnectTimeout()).isEqualTo(1000);
    assertThat(request.getReadTimeout()).isEqualTo(2000);
    assertThat(request.getWriteTimeout()).isEqualTo(3500);
    assertThat(request.getHeaders().getUserAgent()).isEqualTo("my app/1.0");
    assertThat(request.getFollowRedirects()).isFalse();
    assertThat(request.isLoggingEnabled()).isFalse();
    assertThat(request.getContentLoggingLimit()).isZero();
    assertThat(request.getNumberOfRetries()).isEqualTo(2);
  }

  @Test
  void problems_listsEveryOneWithoutValues() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing here");
    AuthConfig config =
        config(
            Map.of(
                "connect-timeout", "0s",
                "read-timeout", "soon",
                "write-timeout", "2h",
                "user-agent", "bad\r\nX-Injected: canary",
                "trust-certificate", empty.toString(),
                "raed-timeout", "20s"));

    assertThat(HttpDefaults.problems(config))
        .hasSize(6)
        .anyMatch(p -> p.startsWith("auth.http.connect-timeout must be between"))
        .anyMatch(p -> p.contains("auth.http.read-timeout") && p.contains("malformed"))
        .anyMatch(p -> p.startsWith("auth.http.write-timeout must be between"))
        .anyMatch(p -> p.startsWith("auth.http.user-agent may hold"))
        .anyMatch(p -> p.startsWith("auth.http.trust-certificate") && p.contains("BEGIN"))
        .anyMatch(p -> p.contains("raed-timeout") && p.contains("auth.http.read-timeout"))
        .noneMatch(p -> p.contains("canary"));
    assertThatThrownBy(() -> HttpDefaults.from(config))
        .isInstanceOfSatisfying(
            AuthConfigurationException.class, e -> assertThat(e.problems()).hasSize(6));
  }

  @Test
  void problems_whenCertificateFileIsMissing_saysSo() {
    assertThat(
            HttpDefaults.problems(
                config(Map.of("trust-certificate", folder.resolve("none.pem").toString()))))
        .singleElement()
        .asString()
        .contains("there is no file");
  }

  @Test
  void newTransport_whenCertificateIsOwn_trustsItOnlyWhenNamedAndOnlyForItsHost() throws Exception {
    TestCertificate certificate = TestCertificate.create(folder, "localhost");
    try (Https server = new Https(certificate.context())) {
      HttpDefaults trusting =
          HttpDefaults.from(config(Map.of("trust-certificate", certificate.pem().toString())));

      assertThat(post(trusting, server.uri("localhost")).status()).isEqualTo(200);

      AuthTransportException unknown =
          catchThrowableOfType(
              AuthTransportException.class,
              () -> post(HttpDefaults.standard(), server.uri("localhost")));
      assertThat(unknown.code()).isEqualTo(TlsErrorCode.CERTIFICATE_UNTRUSTED);
      assertThat(unknown)
          .hasMessageContaining("not trusted")
          .hasMessageContaining("http.trust-certificate");

      AuthTransportException otherHost =
          catchThrowableOfType(
              AuthTransportException.class, () -> post(trusting, server.uri("127.0.0.1")));
      assertThat(otherHost).hasMessageContaining("is for another host");
    }
  }

  @Test
  void newTransport_whenServerDoesNotTakeABodyOverTls_endsWithinTheWriteTimeout() throws Exception {
    TestCertificate certificate = TestCertificate.create(folder, "localhost");
    HttpDefaults defaults =
        HttpDefaults.from(
            config(
                Map.of(
                    "trust-certificate", certificate.pem().toString(), "write-timeout", "300ms")));
    try (ServerSocket deaf = certificate.context().getServerSocketFactory().createServerSocket()) {
      deaf.setReceiveBufferSize(4096);
      deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      Thread handshake =
          new Thread(
              () -> {
                try {
                  deaf.accept().getInputStream().read();
                } catch (IOException over) {
                  // The client cut the connection.
                }
              });
      handshake.setDaemon(true);
      handshake.start();
      URI uri = URI.create("https://localhost:" + deaf.getLocalPort() + "/");
      HttpTransport transport = defaults.newTransport();
      try {
        TokenEndpoint endpoint = new TokenEndpoint("access token", uri, transport, defaults);

        AuthTransportException failure =
            catchThrowableOfType(
                AuthTransportException.class,
                () -> endpoint.post(Map.of(), "text/plain", "x".repeat(32 * 1024 * 1024)));

        assertThat(failure.code()).isEqualTo(AuthErrorCode.TIMEOUT);
        assertThat(failure).hasMessageContaining("http.write-timeout");
      } finally {
        transport.shutdown();
      }
    }
  }

  private static TokenEndpoint.Answer post(HttpDefaults defaults, URI uri) throws IOException {
    HttpTransport transport = defaults.newTransport();
    try {
      return new TokenEndpoint("access token", uri, transport, defaults)
          .post(Map.of(), "text/plain", "");
    } finally {
      transport.shutdown();
    }
  }

  private static AuthConfig config(Map<String, String> settings) {
    AuthConfig.Builder builder = AuthConfig.builder();
    settings.forEach((name, value) -> builder.set("auth.http." + name, value));
    return builder.build();
  }

  /** A server that speaks TLS with a certificate of its own and always says 200. */
  private static final class Https implements AutoCloseable {

    private final HttpsServer server;

    Https(SSLContext context) throws IOException {
      server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(context));
      server.createContext(
          "/",
          exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      server.start();
    }

    URI uri(String host) {
      return URI.create("https://" + host + ":" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
