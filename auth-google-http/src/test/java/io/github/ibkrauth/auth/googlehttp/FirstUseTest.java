package io.github.ibkrauth.auth.googlehttp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.googlehttp.support.KnownServers;
import io.github.ibkrauth.auth.googlehttp.support.ServerTrust;
import io.github.ibkrauth.auth.googlehttp.support.TlsErrorCode;
import io.github.ibkrauth.auth.http.Origin;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The certificate that a server on this computer showed first is the one it has to keep. */
class FirstUseTest {

  private static final int THREADS = 64;
  private static TestIdentity gateway;
  private static TestIdentity reinstalled;

  @TempDir Path folder;

  @BeforeAll
  static void identities() throws Exception {
    gateway = TestIdentity.expiredWithoutNames();
    reinstalled = TestIdentity.selfSigned("localhost");
  }

  @Test
  void firstUse_whenTheServerIsNew_remembersWhatItShows() throws Exception {
    KnownServers known = KnownServers.in(folder.resolve("state"));
    try (TlsServer server = TlsServer.start(gateway, "TLSv1.2");
        Caller caller = Caller.trusting(ServerTrust.firstUse(server.origin(), known))) {
      assertThat(known.fingerprint(server.origin())).isEmpty();

      List<String> log = whileListening(() -> caller.status(server.uri()), 200);

      assertThat(log)
          .singleElement()
          .asString()
          .contains("localhost:" + server.port(), gateway.fingerprint(), known.file().toString());
      assertThat(whileListening(() -> caller.status(server.uri()), 200)).isEmpty();

      assertThat(known.fingerprint(server.origin())).contains(gateway.fingerprint());
      assertThat(Files.readString(known.file()))
          .isEqualTo("localhost:" + server.port() + " sha256:" + gateway.fingerprint() + "\n");
    }
  }

  @Test
  void firstUse_whenTheCertificateChanges_refusesLoudlyUntilItIsPinned() throws Exception {
    KnownServers known = KnownServers.in(folder);
    int port;
    Origin origin;
    try (TlsServer server = TlsServer.start(gateway)) {
      port = server.port();
      origin = server.origin();
      try (Caller caller = Caller.trusting(ServerTrust.firstUse(origin, known))) {
        assertThat(caller.status(server.uri())).isEqualTo(200);
      }
    }
    try (TlsServer server = TlsServer.startAt(port, reinstalled);
        Caller caller = Caller.trusting(ServerTrust.firstUse(origin, known))) {
      AuthTransportException failure = caller.failure(server.uri());

      assertThat(failure.code()).isEqualTo(TlsErrorCode.CERTIFICATE_CHANGED);
      assertThat(failure)
          .hasMessageContaining("localhost:" + port)
          .hasMessageContaining("shows SHA-256 " + reinstalled.fingerprint())
          .hasMessageContaining("remembers SHA-256 " + gateway.fingerprint())
          .hasMessageContaining("ibkr gateway pin");
      assertThat(server.requests()).isZero();
      assertThat(known.fingerprint(origin)).contains(gateway.fingerprint());

      known.remember(origin, reinstalled.fingerprint());
      assertThat(caller.status(server.uri())).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void firstUse_whenTheSessionIsResumed_judgesItsCertificateAnew(String protocol) throws Exception {
    KnownServers known = KnownServers.in(folder);
    try (TlsServer server = TlsServer.start(gateway, protocol);
        Caller caller = Caller.trusting(ServerTrust.firstUse(server.origin(), known))) {
      assertThat(caller.status(server.uri())).isEqualTo(200);
      known.remember(server.origin(), reinstalled.fingerprint());

      AuthTransportException failure = caller.failure(server.uri());

      assertThat(failure.code()).isEqualTo(TlsErrorCode.CERTIFICATE_CHANGED);
      assertThat(server.requests()).isEqualTo(1);
      // No certificate was sent that could have been judged during the handshake.
      assertThat(Stream.of(failure.getCause().getStackTrace()))
          .anyMatch(frame -> frame.getMethodName().equals("verifySession"));
    }
  }

  @Test
  void firstUse_whenTheFileIsDamaged_refusesAndLeavesItAlone() throws Exception {
    KnownServers known = KnownServers.in(folder);
    Files.writeString(known.file(), "localhost:5000 sha256:AA:BB\n");
    try (TlsServer server = TlsServer.start(gateway);
        Caller caller = Caller.trusting(ServerTrust.firstUse(server.origin(), known))) {
      AuthTransportException failure = caller.failure(server.uri());

      assertThat(failure.code()).isEqualTo(TlsErrorCode.CERTIFICATE_UNTRUSTED);
      assertThat(failure)
          .hasMessageContaining(known.file() + ", line 1")
          .hasMessageContaining("Mend or remove");
      assertThat(server.requests()).isZero();
      assertThat(Files.readString(known.file())).isEqualTo("localhost:5000 sha256:AA:BB\n");
    }
  }

  @Test
  void firstUse_whenNothingCanBeRemembered_refuses() throws Exception {
    Path inTheWay = Files.writeString(folder.resolve("state"), "");
    try (TlsServer server = TlsServer.start(gateway);
        Caller caller =
            Caller.trusting(
                ServerTrust.firstUse(server.origin(), KnownServers.in(inTheWay.resolve("x"))))) {
      AuthTransportException failure = caller.failure(server.uri());

      assertThat(failure.code()).isEqualTo(TlsErrorCode.CERTIFICATE_UNTRUSTED);
      assertThat(failure).hasMessageContaining("known-servers cannot be");
      assertThat(server.requests()).isZero();
    }
  }

  @Test
  void firstUse_whenManyThreadsBegin_remembersOneCertificateForAll() throws Exception {
    List<TestIdentity> identities = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      identities.add(TestIdentity.selfSigned("localhost"));
    }
    try (Fickle server = new Fickle(identities)) {
      List<Callable<String>> work = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        // Each has its own view of the folder, as other programs have.
        ServerTrust trust = ServerTrust.firstUse(Origin.of(server.uri()), KnownServers.in(folder));
        work.add(() -> outcome(trust, server.uri()));
      }
      List<String> outcomes = new ArrayList<>();
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      try {
        for (Future<String> outcome : threads.invokeAll(work)) {
          outcomes.add(outcome.get());
        }
      } finally {
        threads.shutdownNow();
      }

      String remembered =
          KnownServers.in(folder).fingerprint(Origin.of(server.uri())).orElseThrow();
      assertThat(identities).extracting(TestIdentity::fingerprint).contains(remembered);
      assertThat(outcomes).containsOnly("CERTIFICATE_CHANGED", "accepted");
      assertThat(server.answered()).containsOnly(remembered);
      assertThat(Files.readAllLines(KnownServers.in(folder).file())).hasSize(1);
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .containsExactlyInAnyOrder("known-servers", "known-servers.lock");
      }
    }
  }

  private static String outcome(ServerTrust trust, URI uri) {
    try (Caller caller = Caller.trusting(trust)) {
      return caller.status(uri) == 200 ? "accepted" : "?";
    } catch (AuthTransportException e) {
      return e.code().name();
    }
  }

  /** A server that shows another certificate at each connection, and says 200. */
  private static final class Fickle implements AutoCloseable {

    private final ServerSocket listener =
        new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger next = new AtomicInteger();
    private final List<String> answered = new CopyOnWriteArrayList<>();
    private final List<SSLContext> contexts = new ArrayList<>();
    private final List<TestIdentity> identities;

    Fickle(List<TestIdentity> identities) throws Exception {
      this.identities = identities;
      for (TestIdentity identity : identities) {
        contexts.add(identity.context());
      }
      threads.execute(this::accept);
    }

    URI uri() {
      return URI.create("https://localhost:" + listener.getLocalPort() + "/");
    }

    List<String> answered() {
      return answered;
    }

    private void accept() {
      try {
        while (true) {
          Socket client = listener.accept();
          int turn = next.getAndIncrement() % contexts.size();
          threads.execute(() -> serve(client, turn));
        }
      } catch (IOException closed) {
        // The test is over.
      }
    }

    private void serve(Socket client, int turn) {
      try (SSLSocket tls =
          (SSLSocket) contexts.get(turn).getSocketFactory().createSocket(client, null, 0, true)) {
        tls.setUseClientMode(false);
        if (tls.getInputStream().read() < 0) {
          return;
        }
        answered.add(identities.get(turn).fingerprint());
        OutputStream out = tls.getOutputStream();
        out.write(
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        tls.getInputStream().readAllBytes();
      } catch (Exception refusedByTheClient) {
        // Its certificate was another one.
      }
    }

    @Override
    public void close() throws IOException {
      listener.close();
      threads.shutdownNow();
    }
  }

  /** Returns what is told to an application while it is answered. */
  private static List<String> whileListening(Callable<Integer> call, int answer) throws Exception {
    List<String> log = new CopyOnWriteArrayList<>();
    Logger logger = Logger.getLogger("io.github.ibkrauth.auth.googlehttp");
    Filter before = logger.getFilter();
    logger.setFilter(
        line -> {
          if (line.getLevel().intValue() >= Level.INFO.intValue()) {
            log.add(new SimpleFormatter().formatMessage(line));
          }
          return true;
        });
    try {
      assertThat(call.call()).isEqualTo(answer);
    } finally {
      logger.setFilter(before);
    }
    return log;
  }
}
