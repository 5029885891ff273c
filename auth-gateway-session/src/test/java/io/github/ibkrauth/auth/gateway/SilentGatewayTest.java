package io.github.ibkrauth.auth.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway whose upstream is down: it takes connections, and never says a word. */
class SilentGatewayTest {

  private static final Duration PROBE = Duration.ofMillis(300);
  private static final Duration LOGIN = Duration.ofMillis(600);
  private static final Duration CONNECT = Duration.ofMillis(400);

  /** For a computer that is busy with something else. */
  private static final Duration SLACK = Duration.ofSeconds(3);

  private final List<Socket> taken = new CopyOnWriteArrayList<>();
  private final AuthRuntime runtime = AuthRuntime.system();
  private final ServerSocket socket;
  private volatile String beginning = "";
  private volatile String trickle = "";
  private Set<String> threadsBefore = Set.of();

  SilentGatewayTest() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::take, "silent-gateway");
    thread.setDaemon(true);
    thread.start();
  }

  @BeforeEach
  void countThreads() {
    threadsBefore = threads();
  }

  @AfterEach
  void stop() throws IOException {
    socket.close();
    for (Socket one : taken) {
      one.close();
    }
    runtime.close();
  }

  @Test
  void calls_whenNothingComes_endWithinTheirTimeoutsAndLeaveNoThread() {
    try (HttpGatewayCalls calls = HttpGatewayCalls.open(config("http"), runtime)) {
      silent(calls, GatewayCalls::tickle, PROBE, "tickle");
      silent(calls, GatewayCalls::validate, PROBE, "sso/validate");
      silent(calls, GatewayCalls::status, PROBE, "auth/status");
      silent(calls, all -> all.initialize(true), LOGIN, "ssodh/init");
      silent(calls, GatewayCalls::reauthenticate, LOGIN, "reauthenticate");
      silent(calls, GatewayCalls::logout, LOGIN, "logout");
    }
    assertThat(newThreads()).isEmpty();
  }

  @Test
  void calls_whenTheyAreClosedMeanwhile_sayWhatEndedThem() {
    HttpGatewayCalls calls = HttpGatewayCalls.open(config("http"), runtime);
    calls.close();

    GatewayReply reply = calls.tickle();

    assertThat(reply.condition()).isEqualTo(GatewayCondition.INTERRUPTED);
    assertThat(reply.sentence())
        .isEqualTo(
            "This program closed its connections to 127.0.0.1:"
                + socket.getLocalPort()
                + " before tickle was answered.");
  }

  @Test
  void open_whenNothingComes_failsInTimeAsSomethingThatMayPass() {
    long start = System.nanoTime();

    assertThatThrownBy(() -> new GatewaySessionProvider().create(config("http"), runtime).open())
        .isInstanceOfSatisfying(
            AuthTransportException.class,
            failure -> assertThat(failure.code()).isEqualTo(GatewayErrorCode.UPSTREAM_DOWN));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PROBE.plus(SLACK));
    assertThat(newThreads()).isEmpty();
  }

  @Test
  void tickle_whenNotEvenTheHandshakeIsAnswered_endsWithinTheTimeForConnections() {
    long start = System.nanoTime();

    GatewayReply reply = RealGateway.tickle(config("https"));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(CONNECT.plus(SLACK));
    assertThat(reply.condition()).isEqualTo(GatewayCondition.GATEWAY_DOWN);
    assertThat(reply.sentence())
        .isEqualTo(
            "No connection to 127.0.0.1:"
                + socket.getLocalPort()
                + " was made secure within 400 ms, though something takes connections: if the"
                + " gateway's root/conf.yaml says listenSsl: false, write http:// in"
                + " auth.gateway-session.base-url; if not, restart the gateway.");
    assertThat(newThreads()).isEmpty();
  }

  @Test
  void tickle_whenTheBodyStopsHalfway_isSilenceAsWell() {
    beginning = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n{\"session\":\r\n";

    GatewayReply reply = RealGateway.tickle(config("http"));

    assertThat(reply.condition()).as(reply.sentence()).isEqualTo(GatewayCondition.UPSTREAM_DOWN);
    assertThat(newThreads()).isEmpty();
  }

  @Test
  void tickle_whenTheBodyTricklesIn_endsInTimeAsWell() {
    beginning = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    trickle = "1\r\n \r\n";
    long start = System.nanoTime();

    GatewayReply reply = RealGateway.tickle(config("http"));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PROBE.plus(SLACK));
    assertThat(reply.condition()).as(reply.sentence()).isEqualTo(GatewayCondition.UPSTREAM_DOWN);
  }

  @Test
  void tickle_whenTheHeaderTricklesIn_endsInTimeAsWell() {
    beginning = "HTTP/1.1 200 OK\r\nX-Long: ";
    trickle = "a";
    long start = System.nanoTime();

    GatewayReply reply = RealGateway.tickle(config("http"));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PROBE.plus(SLACK));
    assertThat(reply.condition()).as(reply.sentence()).isEqualTo(GatewayCondition.UPSTREAM_DOWN);
  }

  @Test
  void check_whenNothingComes_endsInTime() {
    long start = System.nanoTime();

    List<CheckResult> results = GatewayCheck.run(config("http"), runtime);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PROBE.plus(SLACK));
    assertThat(results.get(1).verdict()).isEqualTo(CheckResult.Verdict.FAIL);
    assertThat(results.get(1).detail()).contains("stayed silent for 300 ms");
    assertThat(newThreads()).isEmpty();
  }

  private void silent(
      HttpGatewayCalls calls,
      Function<GatewayCalls, GatewayReply> call,
      Duration limit,
      String title) {
    long start = System.nanoTime();

    GatewayReply reply = call.apply(calls);

    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertThat(took).isBetween(limit.minusMillis(50), limit.plus(SLACK));
    assertThat(reply.condition()).isEqualTo(GatewayCondition.UPSTREAM_DOWN);
    assertThat(reply.condition().verdict()).isEqualTo(GatewayCondition.Verdict.UNKNOWN);
    assertThat(reply.sentence())
        .isEqualTo(
            "The gateway at 127.0.0.1:"
                + socket.getLocalPort()
                + " took the request "
                + title
                + " and stayed silent for "
                + limit.toMillis()
                + " ms: it does not reach the broker. Check this computer's way to the Internet and"
                + " the broker's system status; the login may still be good.");
  }

  private AuthConfig config(String scheme) {
    return RealGateway.config(
        scheme + "://127.0.0.1:" + socket.getLocalPort(),
        "probe-timeout",
        PROBE.toString(),
        "login-timeout",
        LOGIN.toString(),
        "http.connect-timeout",
        CONNECT.toString());
  }

  private void take() {
    while (!socket.isClosed()) {
      try {
        Socket peer = socket.accept();
        taken.add(peer);
        if (!beginning.isEmpty()) {
          peer.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
        }
        while (!trickle.isEmpty()) {
          peer.getOutputStream().write(trickle.getBytes(StandardCharsets.US_ASCII));
          runtime.sleeper().sleep(Duration.ofMillis(20));
        }
      } catch (IOException | InterruptedException closed) {
        return;
      }
    }
  }

  private Set<String> newThreads() {
    Set<String> now = threads();
    now.removeAll(threadsBefore);
    return now;
  }

  /** The JDK's own thread for time limits, by its names of then and now, stays for good. */
  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> !name.equals("CompletableFutureDelayScheduler"))
        .filter(name -> !name.equals("ForkJoinPool.commonPool-delayScheduler"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
