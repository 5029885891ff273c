package io.github.ibkrauth.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult.Verdict;
import io.github.ibkrauth.auth.googlehttp.support.TlsErrorCode;
import io.github.ibkrauth.auth.http.SignableRequest;
import io.github.ibkrauth.ibkr.simulator.Faults;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatorTest {

  private static final String TRADE = "/v1/api/sso/validate";
  private static final String ECHO = "/gw/api/v1/echo/https";

  private static IbkrSimulator simulator;

  private final SimulatorBench bench = new SimulatorBench(simulator);

  @BeforeAll
  static void startSimulator() {
    simulator = IbkrSimulator.builder().clock(SimulatorBench.workday()).start();
  }

  @AfterAll
  static void stopSimulator() {
    simulator.close();
  }

  @AfterEach
  void stop() throws IOException {
    bench.close();
  }

  @Test
  void call_belowBothPaths_isAccepted() {
    bench.set("oauth2-jwt.scope", "sso-sessions.write  echo.read");
    AuthSession session = bench.open();

    assertThat(bench.call(session, TRADE)).isEqualTo(200);
    assertThat(bench.call(session, ECHO)).isEqualTo(200);
  }

  @Test
  void call_overTlsWithATrustedCertificate_isAccepted() throws IOException {
    try (IbkrSimulator secure =
            IbkrSimulator.builder().tls(true).clock(SimulatorBench.workday()).start();
        SimulatorBench overTls = new SimulatorBench(secure)) {
      assertThat(overTls.call(overTls.open(), TRADE)).isEqualTo(200);

      overTls.settings.remove("ibkr.auth.http.trust-certificate");
      AuthException failure = catchThrowableOfType(AuthException.class, overTls::open);
      assertThat(failure.code()).isEqualTo(TlsErrorCode.CERTIFICATE_UNTRUSTED);
      assertThat(failure).hasMessageContaining("certificate");
    }
  }

  @Test
  void signedBody_atTheEcho_isAccepted() throws Exception {
    bench.set("oauth2-jwt.scope", "sso-sessions.write echo.write");
    AuthSession session = bench.open();
    URI echo = bench.simulator.baseUri().resolve("/gw/api/v1/echo/signed-jwt");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(echo)
            .header("User-Agent", "test")
            .header("Content-Type", session.bodySigner().orElseThrow().contentType())
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    session.bodySigner().orElseThrow().sign("{\"number\":10.00}")));
    session
        .signer()
        .authorize(SignableRequest.builder("POST", echo).build())
        .headers()
        .forEach(request::header);

    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void call_by64ThreadsAfterTheSessionEnded_opensOneSession() throws Exception {
    AuthSession session = bench.open();
    assertThat(bench.call(session, TRADE)).isEqualTo(200);
    bench.simulator.faults().expireSsoTokensNow();

    assertThat(together(64, session)).containsOnly(200);

    assertThat(bench.ssoRequests()).isEqualTo(2);
    assertThat(bench.tokenRequests()).isEqualTo(1);
  }

  @Test
  void call_by64ThreadsAfterBothTokensEnded_renewsEachOnce() throws Exception {
    AuthSession session = bench.open();
    assertThat(bench.call(session, TRADE)).isEqualTo(200);
    bench.simulator.faults().expireAccessTokensNow();
    bench.simulator.faults().expireSsoTokensNow();

    assertThat(together(64, session)).containsOnly(200);

    assertThat(bench.tokenRequests()).isEqualTo(2);
    assertThat(bench.ssoRequests()).as("one refused, one accepted").isEqualTo(3);
  }

  @Test
  void call_everyHourForThreeDays_alwaysWorks() {
    // A refresh ahead of expiry ends before the clock jumps on; no real hour passes within one.
    bench.builder.executor(Runnable::run);
    AuthSession session = bench.open();
    for (int hour = 0; hour < 72; hour++) {
      bench.simulator.clock().advance(Duration.ofHours(1));
      assertThat(bench.call(session, TRADE)).as("hour " + hour).isEqualTo(200);
    }
    assertThat(bench.tokenRequests()).isBetween(3, 6);
  }

  @Test
  void call_whenTheAddressChangedAndTheResolverKnows_goesOnAtOnce() {
    AtomicReference<String> address = new AtomicReference<>(bench.simulator.credentials().ip());
    bench.settings.remove("ibkr.auth.oauth2-jwt.ip");
    bench.builder.service(EgressIpResolver.class, address::get);
    AuthSession session = bench.open();
    assertThat(bench.call(session, TRADE)).isEqualTo(200);

    bench.simulator.seeCallerAs("198.51.100.7");
    address.set("198.51.100.7");

    assertThat(bench.call(session, TRADE)).isEqualTo(200);
    assertThat(bench.tokenRequests()).isEqualTo(1);
  }

  @Test
  void call_whenTheAddressChangedAndNobodyKnows_saysThatTheAddressIsRefused() {
    AuthSession session = bench.open();
    bench.simulator.seeCallerAs("198.51.100.7");

    AuthException failure =
        catchThrowableOfType(AuthException.class, () -> bench.call(session, TRADE));

    assertThat(failure.code()).isEqualTo(AuthErrorCode.IP_REFUSED);
    assertThat(failure).hasMessageContaining("ibkr.auth.oauth2-jwt.ip");
  }

  @Test
  void call_fromAnAlternativeAddress_isAccepted() {
    bench.set("oauth2-jwt.alternative-ips", "2001:db8::7, 198.51.100.7");
    AuthSession session = bench.open();

    bench.simulator.seeCallerAs("198.51.100.7");

    assertThat(bench.call(session, TRADE)).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "client-id, Somebody, BAD_ASSERTION, Step 1",
    "key-id, other, BAD_ASSERTION, Step 1",
    "audience, https://else.where, BAD_ASSERTION, Step 1",
    "scope, nothing.granted, BAD_ASSERTION, Step 1",
    "scope, echo.read, SCOPE_REFUSED, Step 2",
    "credential, nobody1, CREDENTIAL_REJECTED, Step 2",
    "ip, 198.51.100.1, IP_REFUSED, Step 2",
    "sso-lifetime, 48h, BAD_ASSERTION, Step 2",
  })
  void open_withAWrongSetting_namesStepAndClass(
      String key, String value, String code, String step) {
    bench.set("oauth2-jwt." + key, value);

    AuthException failure = catchThrowableOfType(AuthException.class, bench::open);

    assertThat(failure.code()).as(failure.getMessage()).isEqualTo(AuthErrorCode.of(code));
    assertThat(failure).hasMessageStartingWith(step);
  }

  @Test
  void open_withAKeyThatWasNeverRegistered_isRefused() {
    bench.set("oauth2-jwt.private-key", TestKeys.pem());

    AuthException failure = catchThrowableOfType(AuthException.class, bench::open);

    assertThat(failure.code()).isEqualTo(AuthErrorCode.BAD_ASSERTION);
    assertThat(failure).hasMessageContaining("The clocks agree");
  }

  @ParameterizedTest
  @ValueSource(ints = {47, -47})
  void open_whenTheServersClockIsElsewhere_saysHowFar(int seconds) {
    bench.simulator.faults().clockSkew(Duration.ofSeconds(seconds));

    AuthException failure = catchThrowableOfType(AuthException.class, bench::open);

    assertThat(failure.code()).isEqualTo(AuthErrorCode.CLOCK_SKEW);
    assertThat(failure.getMessage())
        .containsPattern("clock is 4[5-8] s " + (seconds > 0 ? "behind" : "ahead of"));
  }

  @Test
  void open_whenTheServerNeverAnswers_endsAfterTheReadTimeout() {
    assertThat(fault(Faults.Rule::hang)).isEqualTo(AuthErrorCode.TIMEOUT);
  }

  @Test
  void open_whenTheConnectionIsCut_isATransportFailure() {
    assertThat(fault(Faults.Rule::cutConnection)).isEqualTo(AuthErrorCode.TRANSPORT);
    assertThat(fault(Faults.Rule::halfBody)).isEqualTo(AuthErrorCode.TRANSPORT);
  }

  @Test
  void open_whenAPageComesInsteadOfJson_isAProtocolFailure() {
    assertThat(fault(rule -> rule.html(200))).isEqualTo(AuthErrorCode.PROTOCOL);
    assertThat(fault(rule -> rule.body(200, "text/plain", "welcome")))
        .isEqualTo(AuthErrorCode.PROTOCOL);
    assertThat(fault(rule -> rule.html(403))).isEqualTo(AuthErrorCode.PROTOCOL);
    assertThat(fault(rule -> rule.html(503))).isEqualTo(AuthErrorCode.SERVER_TROUBLE);
  }

  @Test
  void open_whenTooManyCame_tellsHowLongToWait() {
    assertThat(fault(rule -> rule.tooManyRequests(Duration.ofSeconds(600))))
        .isEqualTo(AuthErrorCode.RATE_LIMITED);
    assertThat(fault(Faults.Rule::tooManyRequests)).isEqualTo(AuthErrorCode.RATE_LIMITED);
  }

  @Test
  void open_whenTheHostDoesNotResolve_saysSo() {
    bench.set("oauth2-jwt.base-url", "https://no-such-host.invalid");

    AuthException failure = catchThrowableOfType(AuthException.class, bench::open);

    assertThat(failure.code()).isEqualTo(AuthErrorCode.UNKNOWN_HOST);
    assertThat(failure).hasMessageContaining("no-such-host.invalid");
  }

  @Test
  void check_onALiveServer_passesEveryStep() {
    assertThat(OAuth2JwtCheck.run(bench.config(), bench.runtime()))
        .extracting(CheckResult::verdict)
        .containsOnly(Verdict.PASS);
  }

  /** Lets each step fail in the same way, and returns the class of error, which must agree. */
  private AuthErrorCode fault(Consumer<Faults.Rule> script) {
    bench.set("http.read-timeout", "300ms");
    List<AuthErrorCode> codes = new ArrayList<>();
    for (String path : List.of(Bench.TOKEN_PATH, Bench.SSO_PATH)) {
      script.accept(bench.simulator.faults().on("POST", path));
      AuthException failure = catchThrowableOfType(AuthException.class, bench::open);
      assertThat(failure)
          .hasMessageStartingWith(path.equals(Bench.TOKEN_PATH) ? "Step 1" : "Step 2");
      codes.add(failure.code());
    }
    assertThat(codes.get(0)).isEqualTo(codes.get(1));
    bench.open().close();
    return codes.get(0);
  }

  private List<Integer> together(int size, AuthSession session) throws Exception {
    ExecutorService crowd = Executors.newFixedThreadPool(size);
    try {
      CountDownLatch go = new CountDownLatch(1);
      List<Future<Integer>> callers = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        callers.add(
            crowd.submit(
                () -> {
                  go.await();
                  return bench.call(session, TRADE);
                }));
      }
      go.countDown();
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> caller : callers) {
        statuses.add(caller.get());
      }
      return statuses;
    } finally {
      crowd.shutdownNow();
    }
  }
}
