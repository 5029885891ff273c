package io.github.ibkrauth.ibkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.SessionState;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.error.CredentialRejectedException;
import io.github.ibkrauth.auth.error.InteractionRequiredException;
import io.github.ibkrauth.auth.http.Recovery;
import io.github.ibkrauth.auth.testkit.Reply;
import io.github.ibkrauth.ibkr.BrokerageSession.State;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a session that was lost comes back, and what is not done for it. */
class SessionRecoveryTest extends ScriptedSession {

  // Trouble proves nothing.

  @ParameterizedTest
  @ValueSource(strings = {"503", "cut", "429", "html"})
  void trouble_whileEstablished_degradesAndHealsWithoutALogin(String what) {
    remake("ibkr.limits.penalty", "5s");
    session().open();
    Reply trouble =
        switch (what) {
          case "cut" -> Reply.failure(new IOException("reset"));
          case "html" -> Reply.status(200).body("text/html", "<html>");
          default -> Reply.status(Integer.parseInt(what));
        };
    tickles(trouble);
    it.time.advance(Duration.ofHours(2));
    assertThat(session().state()).isEqualTo(State.DEGRADED);
    assertThat(session().status().ready()).isFalse();
    assertThat(session().status().live()).isTrue();
    assertThat(session().status().why()).contains("got no answer that proves anything");
    assertThat(session().status().lastError()).isPresent();
    tickles(READY);
    it.time.advance(MINUTE);
    assertThat(session().state()).isEqualTo(State.READY);
    assertThat(session().status().lastError()).isEmpty();
    assertThat(it.sent(INIT)).isEqualTo(1);
    assertThat(it.provider.opened).hasValue(1);
    assertThat(it.heard.words).containsExactly("opened");
  }

  @Test
  void trouble_whileLost_isLookedAtEveryMinuteAndCostsNoLogin() {
    session().open();
    tickles(DEAD, Reply.status(503));
    it.time.advance(Duration.ofHours(1));
    assertThat(session().state()).isEqualTo(State.LOST);
    assertThat(session().status().lastError()).contains("ServerTrouble 503");
    assertThat(session().status().nextAttempt().orElseThrow())
        .isBefore(it.time.instant().plus(Duration.ofMinutes(2)));
    assertThat(it.sent("/tickle")).isBetween(60, 200);
    assertThat(it.sent(INIT)).isEqualTo(1);
    assertThat(it.provider.opened).hasValue(1);
    tickles(DEAD, READY);
    it.time.advance(MINUTE.plusSeconds(5));
    assertThat(session().state()).isEqualTo(State.READY);
    assertThat(it.sent(INIT)).isEqualTo(2);
  }

  @Test
  void call_whileTheServerIsInTrouble_looksAgainSoonAfterItEnds() {
    session().open();
    tickles(DEAD, Reply.status(503));
    it.time.advance(Duration.ofMinutes(30));
    tickles(DEAD, READY);
    it.time.advance(Duration.ofSeconds(5));
    assertThat(it.client.accounts().list().accounts()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "90"})
  void tooManyRequests_whileLost_isLeftAloneForAMinuteAtLeast(String retryAfter) {
    session().open();
    Reply refusal = Reply.status(429);
    tickles(DEAD, retryAfter.isEmpty() ? refusal : refusal.header("Retry-After", retryAfter));
    while (it.sent("/tickle") < 3) {
      it.time.advance(Duration.ofSeconds(1));
    }
    assertThat(session().state()).isEqualTo(State.LOST);
    long wait = retryAfter.equals("90") ? 90 : 60;
    assertThat(session().status().nextAttempt().orElseThrow())
        .isAfter(it.time.instant().plusSeconds(wait - 2));
    int looks = it.sent("/tickle");
    for (int second = 0; second < 45; second += 5) {
      assertThat(catchThrowable(() -> it.client.accounts().list())).isNotNull();
      it.time.advance(Duration.ofSeconds(5));
    }
    assertThat(it.sent("/tickle")).isEqualTo(looks);
  }

  @Test
  void tooManyRequests_atTheLogin_isLeftAloneForAMinuteAtLeast() {
    it.provider.refusal =
        new AuthTransportException(Details.of(AuthErrorCode.RATE_LIMITED, "too many"));
    assertThat(catchThrowable(() -> session().open())).isSameAs(it.provider.refusal);
    assertThat(session().status().nextAttempt().orElseThrow())
        .isAfterOrEqualTo(it.time.instant().plus(MINUTE));
  }

  // The rungs.

  @Test
  void lost_whenOnlyTheBrokerageSessionIsGone_opensThatAndNothingElse() {
    session().open();
    it.heard.steps.clear();
    tickles(DEAD, DEAD, READY);
    it.time.advance(MINUTE.plusSeconds(5));
    assertThat(session().state()).isEqualTo(State.READY);
    assertThat(it.heard.steps)
        .containsExactly(SessionStep.PROBE, SessionStep.INITIALIZE, SessionStep.WARM_UP);
    assertThat(it.provider.opened).hasValue(1);
  }

  @Test
  void lost_whenTheBrokerKnowsNoSession_renewsTheLoginOnce() {
    session().open();
    it.heard.steps.clear();
    tickles(NO_SESSION, NO_SESSION, DEAD, READY);
    it.time.advance(MINUTE.plusSeconds(5));
    assertThat(session().state()).isEqualTo(State.READY);
    assertThat(it.heard.steps)
        .containsExactly(
            SessionStep.PROBE,
            SessionStep.RENEW_LOGIN,
            SessionStep.PROBE,
            SessionStep.INITIALIZE,
            SessionStep.WARM_UP);
    assertThat(it.provider.opened).hasValue(2);
    assertThat(it.provider.closed).hasValue(1);
    assertThat(it.events.of(AuthEvent.SessionStateChanged.class))
        .anySatisfy(
            event -> {
              assertThat(event.to()).isEqualTo(SessionState.OPEN);
              assertThat(event.why()).isEqualTo("logged in again");
            });
  }

  @Test
  void lost_whenTheLoginIsRefusedForGood_triesEverLessOften() {
    session().open();
    it.provider.verdict = Recovery.GIVE_UP;
    it.on("POST", "/tickle", Reply.status(401));
    it.provider.refusal =
        new CredentialRejectedException(
            Details.of(AuthErrorCode.CREDENTIAL_REJECTED, "The key was withdrawn."));
    it.time.advance(Duration.ofHours(10));
    assertThat(session().state()).isEqualTo(State.LOST);
    assertThat(session().status().why()).isEqualTo("The key was withdrawn. [CREDENTIAL_REJECTED]");
    assertThat(session().status().lastError()).contains("CREDENTIAL_REJECTED");
    // Half an hour at most, less by jitter: 20 to 40 in ten hours, and some at the beginning.
    assertThat(it.provider.attempts.get()).isBetween(20, 80);
    it.provider.refusal = null;
    tickles(DEAD, READY);
    it.time.advance(Duration.ofMinutes(31));
    assertThat(session().state()).isEqualTo(State.READY);
  }

  @Test
  void lost_whenTheLoginCannotBeReached_keepsTryingAndRecovers() {
    session().open();
    tickles(NO_SESSION);
    it.provider.refusal =
        new AuthTransportException(Details.of(AuthErrorCode.TRANSPORT, "No connection."));
    it.time.advance(Duration.ofMinutes(30));
    assertThat(session().state()).isEqualTo(State.LOST);
    it.provider.refusal = null;
    tickles(DEAD, READY);
    it.time.advance(MINUTE.plusSeconds(5));
    assertThat(session().state()).isEqualTo(State.READY);
  }

  @Test
  void lost_whenNewLoginsDieAtOnce_renewsEverLessOften() {
    session().open();
    tickles(NO_SESSION);
    it.time.advance(Duration.ofHours(1));
    assertThat(it.provider.opened.get()).isBetween(3, 12);
    assertThat(it.heard.steps).contains(SessionStep.WAIT);
  }

  @Test
  void lost_whenTheBrokerageSessionNeverGetsEstablished_renewsTheLoginAfterThreeRounds() {
    session().open();
    tickles(DEAD);
    it.status(Scripted.NOT_YET);
    it.time.advance(Duration.ofMinutes(30));
    assertThat(it.provider.opened.get()).isBetween(2, 5);
    it.status(Scripted.READY);
    it.time.advance(Duration.ofMinutes(31));
    assertThat(it.heard.words).contains("opened");
  }

  @Test
  void init_whenTheAccountIsNotReady_triesOnceWithoutCompetingAndThenSlowly() {
    it.on(
        "POST",
        INIT,
        Reply.json(500, "{\"error\":\"failed to generate sso dh token\",\"statusCode\":500}"));
    assertThatThrownBy(() -> session().open()).isInstanceOf(ServerTroubleException.class);
    assertThat(it.transport.requestsTo("/v1/api" + INIT))
        .extracting(request -> request.body().contains("\"compete\":true"))
        .containsExactly(true, false);
    assertThat(session().status().why()).contains("account is not ready");
    assertThat(session().status().lastError()).contains("ACCOUNT_NOT_READY");
    assertThat(session().status().nextAttempt().orElseThrow())
        .isAfter(it.time.instant().plus(Duration.ofMinutes(2)));
    it.time.advance(Duration.ofHours(5));
    assertThat(it.sent(INIT)).isBetween(20, 60);
  }

  // Other hosts.

  @Test
  void moved_whenOtherHostsAreSet_logsInThere() {
    remake("ibkr.session.hosts", "https://1.api.test, https://2.api.test");
    session().open();
    tickles(Reply.status(410), Reply.status(410), DEAD, READY);
    it.time.advance(MINUTE.plusSeconds(5));
    assertThat(session().state()).isEqualTo(State.READY);
    assertThat(it.provider.places)
        .containsExactly(URI.create("https://api.test"), URI.create("https://1.api.test"));
    assertThat(it.heard.steps).contains(SessionStep.CHANGE_HOST);
    assertThat(it.client.authSession().baseUri()).isEqualTo(URI.create("https://1.api.test"));
    assertThat(it.client.authSession().origins())
        .singleElement()
        .satisfies(origin -> assertThat(origin.host()).isEqualTo("1.api.test"));
    it.client.accounts().list();
    assertThat(it.transport.requests().get(it.transport.requests().size() - 1).url())
        .startsWith("https://1.api.test/");
  }

  @Test
  void moved_whenNoHostsAreSet_logsInAnewWhereItIs() {
    session().open();
    tickles(Reply.status(410), Reply.status(410), DEAD, READY);
    it.time.advance(MINUTE.plusSeconds(5));
    assertThat(session().state()).isEqualTo(State.READY);
    assertThat(it.heard.steps)
        .contains(SessionStep.RENEW_LOGIN)
        .doesNotContain(SessionStep.CHANGE_HOST);
    assertThat(it.provider.places).containsOnly(URI.create("https://api.test"));
  }

  @Test
  void hosts_whenMalformed_areReported() {
    assertThatThrownBy(() -> new Scripted("ibkr.session.hosts", "api.test"))
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessageContaining("ibkr.session.hosts must be");
  }

  // Humans.

  @Test
  void loginRequired_untilAHumanHasLoggedIn_looksSlowlyAndThenRecovers() {
    session().open();
    tickles(NO_SESSION);
    InteractionRequiredException human =
        new InteractionRequiredException(
            Details.of(AuthErrorCode.INTERACTION_REQUIRED, "Log in at the gateway."),
            URI.create("https://localhost:5000"),
            "open the page");
    it.provider.refusal = human;
    it.time.advance(Duration.ofHours(1));
    assertThat(session().state()).isEqualTo(State.LOGIN_REQUIRED);
    assertThat(session().status().live()).isTrue();
    assertThat(session().status().why()).isEqualTo("Log in at the gateway. [INTERACTION_REQUIRED]");
    assertThat(session().status().since())
        .isBefore(it.time.instant().minus(Duration.ofMinutes(50)));
    assertThat(it.provider.attempts.get()).isBetween(50, 140);
    assertThat(it.client.authSession().state()).isEqualTo(SessionState.AWAITING_USER);
    assertThat(catchThrowable(() -> it.client.accounts().list())).isSameAs(human);
    it.provider.refusal = null;
    tickles(READY);
    it.time.advance(MINUTE.plusSeconds(5));
    assertThat(session().state()).isEqualTo(State.READY);
    assertThat(it.client.authSession().state()).isEqualTo(SessionState.OPEN);
  }

  @Test
  void loginRequired_whenTheSessionItselfWaitsForItsUser_isLeftToThat() {
    session().open();
    it.provider.unsigned =
        new InteractionRequiredException(
            Details.of(AuthErrorCode.INTERACTION_REQUIRED, "Log in at the gateway."),
            URI.create("https://localhost:5000"),
            "open the page");
    it.time.advance(Duration.ofHours(1));
    assertThat(session().state()).isEqualTo(State.LOGIN_REQUIRED);
    assertThat(session().status().since())
        .isBefore(it.time.instant().minus(Duration.ofMinutes(50)));
    assertThat(it.heard.words).containsExactly("opened", "lost: A human must log in.");
    assertThat(it.provider.opened).hasValue(1);
    it.provider.unsigned = null;
    tickles(READY);
    it.time.advance(MINUTE.plusSeconds(5));
    assertThat(session().state()).isEqualTo(State.READY);
    assertThat(it.sent(INIT)).isEqualTo(1);
  }

  // Time.

  @Test
  void reset_whenItIsDue_isLookedAtWithoutWaitingForABeat() {
    remake("ibkr.session.keep-alive-interval", "5m", "ibkr.session.maintenance", "none");
    session().open();
    tickles(READY);
    // Midnight in New York.
    Instant reset = Instant.parse("2026-01-06T05:00:00Z");
    it.time.advance(Duration.between(it.time.instant(), reset).minusSeconds(1));
    int before = it.sent("/tickle");
    assertThat(session().status().forecast().orElseThrow().at()).isEqualTo(reset);
    tickles(DEAD, DEAD, READY);
    it.time.advance(Duration.ofSeconds(40));
    assertThat(it.sent("/tickle")).isGreaterThan(before);
    assertThat(session().state()).isEqualTo(State.READY);
    assertThat(it.sent(INIT)).isEqualTo(2);
    assertThat(it.heard.states()).contains(State.MAINTENANCE).doesNotContain(State.LOST);
  }

  @Test
  void maintenance_whenTheSessionCannotBeHad_waitsQuietlyForItsEnd() {
    remake("ibkr.session.maintenance", "SAT 18:00-24:00");
    session().open();
    tickles(READY);
    Instant start = Instant.parse("2026-01-10T23:00:00Z");
    Instant end = Instant.parse("2026-01-11T05:00:00Z");
    it.time.advance(Duration.between(it.time.instant(), start).plusSeconds(1));
    assertThat(session().status().forecast().orElseThrow().covers(it.time.instant())).isTrue();
    tickles(DEAD, Reply.status(503));
    it.time.advance(Duration.ofHours(3));
    assertThat(session().state()).isEqualTo(State.MAINTENANCE);
    assertThat(session().status().nextAttempt().orElseThrow())
        .isBetween(end, end.plus(Duration.ofMinutes(2)));
    int looks = it.sent("/tickle");
    it.time.advance(Duration.ofHours(2));
    assertThat(it.sent("/tickle") - looks).isBetween(7, 10);
    it.time.advance(Duration.between(it.time.instant(), end));
    tickles(DEAD, READY);
    it.time.advance(Duration.ofMinutes(3));
    assertThat(session().state()).isEqualTo(State.READY);
    assertThat(it.heard.states()).doesNotContain(State.LOST);
  }

  @Test
  void maintenance_whenTheBrokerAnswersEarly_opensEarly() {
    remake("ibkr.session.maintenance", "MON 00:00-24:00");
    session().open();
    tickles(DEAD, Reply.status(503));
    it.time.advance(Duration.ofMinutes(30));
    assertThat(session().state()).isEqualTo(State.MAINTENANCE);
    tickles(DEAD, READY);
    it.time.advance(Duration.ofMinutes(16));
    assertThat(session().state()).isEqualTo(State.READY);
  }

  @Test
  void maintenance_whenItIsOverAndTheSessionStaysAway_isALoss() {
    remake("ibkr.session.maintenance", "MON 06:00-08:00");
    session().open();
    tickles(DEAD, Reply.status(503));
    it.time.advance(Duration.ofMinutes(30));
    assertThat(session().state()).isEqualTo(State.MAINTENANCE);
    it.time.advance(Duration.ofMinutes(40));
    assertThat(session().state()).isEqualTo(State.LOST);
  }

  @Test
  void background_whenTheClockJumps_goesOn() {
    session().open();
    tickles(DEAD, Reply.status(503));
    it.time.advance(Duration.ofMinutes(5));
    it.time.jumpBack(Duration.ofHours(7));
    tickles(DEAD, READY);
    it.time.advance(Duration.ofHours(7).plusMinutes(2));
    assertThat(session().state()).isEqualTo(State.READY);
  }
}
