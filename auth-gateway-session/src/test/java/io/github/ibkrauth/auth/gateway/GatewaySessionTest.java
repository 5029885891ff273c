package io.github.ibkrauth.auth.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.auth.Capability;
import io.github.ibkrauth.auth.SessionState;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.error.CredentialRejectedException;
import io.github.ibkrauth.auth.error.InteractionRequiredException;
import io.github.ibkrauth.auth.http.Origin;
import io.github.ibkrauth.auth.http.Recovery;
import io.github.ibkrauth.auth.http.RequestAuthorization;
import io.github.ibkrauth.auth.http.SignableRequest;
import io.github.ibkrauth.auth.testkit.RecordedRequest;
import io.github.ibkrauth.auth.testkit.Reply;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class GatewaySessionTest {

  private final Bench bench = new Bench();

  @Test
  void open_whenSomebodyIsLoggedIn_isOpenAfterOneTickle() {
    AuthSession session = bench.open();

    assertThat(session.state()).isEqualTo(SessionState.OPEN);
    assertThat(session.baseUri()).hasToString(Bench.BASE);
    assertThat(session.origins()).containsExactly(new Origin("https", "localhost", 5000));
    assertThat(bench.transport.requests())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.method()).isEqualTo("POST");
              assertThat(request.url()).isEqualTo(Bench.BASE + Bench.TICKLE);
              assertThat(request.header("Content-Length")).contains("0");
              assertThat(request.header("Cookie")).isEmpty();
              assertThat(request.readTimeout()).isEqualTo(Duration.ofSeconds(10));
            });
    assertThat(bench.listener.of(AuthEvent.SessionOpened.class)).hasSize(1);
    assertThat(bench.listener.of(AuthEvent.InteractionRequested.class)).isEmpty();
  }

  @Test
  void open_whenTicklesAreGets_gets() {
    bench.set("tickle-method", "get");

    bench.open();

    assertThat(bench.transport.requests())
        .singleElement()
        .extracting(RecordedRequest::method)
        .isEqualTo("GET");
  }

  @Test
  void open_whenNobodyIsLoggedIn_callsForAHumanAndDoesNotWait() {
    bench.tickles(Bench.LOGGED_OUT);

    AuthSession session = bench.open();

    assertThat(session.state()).isEqualTo(SessionState.AWAITING_USER);
    assertThat(bench.time.slept()).isZero();
    assertThat(bench.listener.of(AuthEvent.InteractionRequested.class))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.uri()).hasToString(Bench.LOGIN_PAGE);
              assertThat(event.hint()).isEqualTo(GatewayAnswer.HINT);
            });
  }

  @Test
  void authorize_whileNobodyIsLoggedIn_failsWithoutNetworkAndLooksAgainNowAndThen() {
    bench.tickles(Bench.LOGGED_OUT);
    AuthSession session = bench.open();

    for (int i = 0; i < 50; i++) {
      InteractionRequiredException needed =
          catchThrowableOfType(InteractionRequiredException.class, () -> Bench.authorize(session));
      assertThat(needed.uri()).hasToString(Bench.LOGIN_PAGE);
      assertThat(needed.hint()).isEqualTo(GatewayAnswer.HINT);
      assertThat(needed.code()).isEqualTo(GatewayErrorCode.LOGIN_REQUIRED);
      assertThat(needed.strategyId()).contains("gateway-session");
      assertThat(needed)
          .hasMessage(
              "Nobody is logged in at the gateway at localhost:5000: open "
                  + Bench.LOGIN_PAGE
                  + " in a browser on the computer on which it runs, and log in. [LOGIN_REQUIRED]");
    }
    assertThat(bench.tickled()).isEqualTo(1);

    bench.time.advance(Duration.ofSeconds(2));
    assertThatThrownBy(() -> Bench.authorize(session))
        .isInstanceOf(InteractionRequiredException.class);
    assertThatThrownBy(() -> Bench.authorize(session))
        .isInstanceOf(InteractionRequiredException.class);
    assertThat(bench.tickled()).isEqualTo(2);
    assertThat(bench.listener.of(AuthEvent.InteractionRequested.class)).hasSize(1);
  }

  @Test
  void authorize_whenAHumanHasLoggedIn_worksAgain() {
    bench.tickles(Bench.LOGGED_OUT);
    AuthSession session = bench.open();
    bench.tickles(Bench.ANSWERED);

    bench.time.advance(Duration.ofSeconds(2));

    assertThat(Bench.authorize(session).headers()).isEmpty();
    assertThat(session.state()).isEqualTo(SessionState.OPEN);
    assertThat(bench.listener.of(AuthEvent.SessionStateChanged.class))
        .extracting(AuthEvent.SessionStateChanged::to)
        .containsExactly(SessionState.AWAITING_USER, SessionState.OPEN);
  }

  @Test
  void open_whenItMayWait_seesTheLoginSoon() {
    bench.set("wait-for-login", "5m");
    bench.tickles(
        Bench.LOGGED_OUT, Bench.LOGGED_OUT, Bench.TROUBLE, Bench.LOGGED_OUT, Bench.ANSWERED);

    AuthSession session = bench.open();

    assertThat(session.state()).isEqualTo(SessionState.OPEN);
    assertThat(bench.time.slept()).isEqualTo(Duration.ofSeconds(8));
    assertThat(bench.listener.of(AuthEvent.InteractionRequested.class)).hasSize(1);
  }

  @Test
  void open_whenNobodyComesInTime_returnsAllTheSame() {
    bench.set("wait-for-login", "61s");
    bench.tickles(Bench.LOGGED_OUT);

    AuthSession session = bench.open();

    assertThat(session.state()).isEqualTo(SessionState.AWAITING_USER);
    assertThat(bench.time.slept()).isEqualTo(Duration.ofSeconds(61));
    assertThat(bench.tickled()).isBetween(25, 32);
  }

  @Test
  void open_whenInterruptedWhileItWaits_saysSoAndKeepsTheFlag() {
    bench.set("wait-for-login", "5m");
    bench
        .transport
        .on("POST", Bench.TICKLE)
        .replyWith(
            request -> {
              Thread.currentThread().interrupt();
              return Bench.LOGGED_OUT;
            });

    AuthTransportException interrupted =
        catchThrowableOfType(AuthTransportException.class, bench::open);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(interrupted.code()).isEqualTo(AuthErrorCode.INTERRUPTED);
  }

  @Test
  void open_whenTheGatewayCannotBeAsked_saysWhatMayHelpByTheTypeOfTheFailure() {
    opensWith(Reply.failure(new ConnectException("Connection refused")))
        .isInstanceOf(AuthTransportException.class)
        .extracting("code")
        .isEqualTo(GatewayErrorCode.GATEWAY_DOWN);
    opensWith(Reply.failure(new SocketTimeoutException("Read timed out")))
        .isInstanceOf(AuthTransportException.class)
        .extracting("code")
        .isEqualTo(GatewayErrorCode.UPSTREAM_DOWN);
    opensWith(Bench.TROUBLE)
        .isInstanceOf(AuthTransportException.class)
        .extracting("code")
        .isEqualTo(GatewayErrorCode.UNAVAILABLE);
    opensWith(Reply.status(404).body("text/plain", "Access Denied"))
        .isInstanceOf(CredentialRejectedException.class)
        .extracting("code")
        .isEqualTo(GatewayErrorCode.ACCESS_DENIED);
    opensWith(Reply.status(404))
        .isInstanceOf(AuthProtocolException.class)
        .extracting("code")
        .isEqualTo(GatewayErrorCode.NOT_A_GATEWAY);
    assertThat(bench.listener.of(AuthEvent.InteractionRequested.class)).isEmpty();
    assertThat(bench.listener.of(AuthEvent.SessionOpened.class)).isEmpty();
  }

  @Test
  void open_whenTheServerWantsAPause_passesItOn() {
    bench.tickles(Reply.status(429).header("Retry-After", "600"));

    AuthException failure = catchThrowableOfType(AuthException.class, bench::open);

    assertThat(failure.retryAfter()).contains(Duration.ofMinutes(10));
    assertThat(failure.code()).isEqualTo(AuthErrorCode.RATE_LIMITED);
  }

  @Test
  void authorize_withoutCookies_makesNoObjectAndNoHeader() {
    AuthSession session = bench.open();

    RequestAuthorization first = Bench.authorize(session);

    assertThat(first.headers()).isEmpty();
    assertThat(first.queryParameters()).isEmpty();
    assertThat(Bench.authorize(session)).isSameAs(first);
    assertThat(bench.tickled()).isEqualTo(1);
  }

  @Test
  void authorize_withCookies_sendsThemBackToTheirPathsOnly() {
    bench.tickles(
        Bench.ANSWERED
            .header("Set-Cookie", "api=one; Path=/v1/api; Secure; HttpOnly")
            .header("Set-Cookie", "JSESSIONID=two; Path=/sso")
            .header("Set-Cookie", "else=three; Domain=api.ibkr.com"));
    AuthSession session = bench.open();

    assertThat(Bench.authorize(session).headers()).containsOnly(Map.entry("Cookie", "api=one"));
    assertThat(session.signer().authorize(Bench.request("/sso/validate")).headers().get("Cookie"))
        .isEqualTo("JSESSIONID=two");
    SignableRequest socket =
        SignableRequest.forWebSocket(URI.create("wss://localhost:5000/v1/api/ws"));
    assertThat(session.signer().authorize(socket).headers()).containsEntry("Cookie", "api=one");
    SignableRequest own =
        SignableRequest.builder("GET", URI.create(Bench.BASE + "/v1/api/x"))
            .headers(Map.of("cookie", List.of("mine=1")))
            .build();
    assertThat(session.signer().authorize(own).headers())
        .containsEntry("Cookie", "mine=1; api=one");
  }

  @Test
  void open_whenCalledTwice_sharesTheCookiesOfTheStrategy() {
    bench.tickles(Bench.ANSWERED.header("Set-Cookie", "api=one; Path=/"), Bench.ANSWERED);
    AuthStrategy strategy = new GatewaySessionProvider().create(bench.config(), bench.runtime);
    strategy.open().close();

    AuthSession second = strategy.open();

    assertThat(Bench.authorize(second).headers()).containsEntry("Cookie", "api=one");
    assertThat(bench.transport.requests().get(1).header("Cookie")).contains("api=one");
    AuthStrategy other = new GatewaySessionProvider().create(bench.config(), bench.runtime);
    assertThat(Bench.authorize(other.open()).headers()).isEmpty();
  }

  @Test
  void authorize_forAnotherServer_isStopped() {
    AuthSession session = bench.open();
    SignableRequest outside =
        SignableRequest.builder("GET", URI.create("https://api.ibkr.com/v1/api/tickle")).build();

    AuthProtocolException stopped =
        catchThrowableOfType(
            AuthProtocolException.class, () -> session.signer().authorize(outside));

    assertThat(stopped.code()).isEqualTo(AuthErrorCode.ORIGIN_REFUSED);
    assertThat(stopped)
        .hasMessage(
            "A request to https://api.ibkr.com was stopped: this session belongs to the gateway at"
                + " https://localhost:5000 only. Use another client for other servers."
                + " [ORIGIN_REFUSED]");
  }

  @Test
  void strategy_always_claimsWhatItDoes() {
    assertThat(new GatewaySessionProvider().create(bench.config(), bench.runtime).capabilities())
        .containsExactlyInAnyOrder(
            Capability.INTERACTIVE, Capability.KEEP_ALIVE, Capability.WEBSOCKET);
  }

  @Test
  void baseUri_whenTheAddressNamesThePath_followsIt() {
    bench.set("base-url", Bench.BASE + "/v1/api///");
    assertThat(bench.open().baseUri()).hasToString(Bench.BASE);

    bench.set("base-url", Bench.BASE + "/v1/portal");
    bench.transport.on("POST", "/v1/portal/tickle").reply(Bench.ANSWERED);
    assertThat(bench.open().baseUri()).hasToString(Bench.BASE + "/v1/portal");
    assertThat(bench.transport.requestsTo("/v1/portal/tickle")).hasSize(1);
  }

  @Test
  void close_byDefault_logsNobodyOut() {
    AuthSession session = bench.open();

    session.close();
    session.close();

    assertThat(bench.transport.requests()).hasSize(1);
    assertThat(session.state()).isEqualTo(SessionState.CLOSED);
    assertThat(bench.listener.of(AuthEvent.SessionStateChanged.class)).hasSize(1);
  }

  @Test
  void close_whenTold_logsOutOnce() {
    bench.set("logout-on-close", "true");
    bench.set("login-timeout", "12s");
    bench.transport.on("POST", "/v1/api/logout").reply(Reply.json(200, "{\"status\":true}"));
    AuthSession session = bench.open();

    session.close();
    session.close();

    assertThat(bench.transport.requestsTo("/v1/api/logout"))
        .singleElement()
        .extracting(RecordedRequest::readTimeout)
        .isEqualTo(Duration.ofSeconds(12));
  }

  @Test
  void close_whenNobodyIsLoggedIn_logsNobodyOut() {
    bench.set("logout-on-close", "true");
    bench.tickles(Bench.LOGGED_OUT);

    bench.open().close();

    assertThat(bench.transport.requestsTo("/v1/api/logout")).isEmpty();
  }

  @Test
  void close_whenTheLogoutFails_endsAllTheSame() {
    bench.set("logout-on-close", "true");
    bench.transport.on("POST", "/v1/api/logout").reply(Reply.failure(new IOException("gone")));
    AuthSession session = bench.open();

    session.close();

    assertThat(session.state()).isEqualTo(SessionState.CLOSED);
    assertThat(session.recover(Bench.refused(new Object()))).isEqualTo(Recovery.GIVE_UP);
  }

  private AbstractThrowableAssert<?, ? extends Throwable> opensWith(Reply reply) {
    bench.tickles(reply);
    return assertThatThrownBy(bench::open);
  }
}
