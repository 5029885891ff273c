package io.github.ibkrauth.ibkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.testkit.Reply;
import io.github.ibkrauth.ibkr.BrokerageSession.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when two logins of one user name want the session. */
class CompetingSessionsTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String INIT = "/iserver/auth/ssodh/init";

  private Scripted it = new Scripted();

  @AfterEach
  void close() {
    it.close();
  }

  private BrokerageSession session() {
    return it.client.brokerage();
  }

  private void remake(String... settings) {
    it.close();
    it = new Scripted(settings);
  }

  private static Reply tickled(String status) {
    return Reply.json(200, "{\"iserver\":{\"authStatus\":" + status + "}}");
  }

  private List<Boolean> taking() {
    return it.transport.requestsTo("/v1/api" + INIT).stream()
        .map(request -> request.body().contains("\"compete\":true"))
        .toList();
  }

  private void rivalTakesIt() {
    it.on("POST", "/tickle", tickled(Scripted.COMPETING), tickled(Scripted.COMPETING));
    it.status(Scripted.READY);
  }

  @Test
  void take_whenItIsTaken_takesItBack() {
    session().open();
    it.on(
        "POST",
        "/tickle",
        tickled(Scripted.COMPETING),
        tickled(Scripted.COMPETING),
        tickled(Scripted.READY));
    it.time.advance(MINUTE.plusSeconds(5));
    assertThat(session().state()).isEqualTo(State.READY);
    assertThat(it.heard.words).containsExactly("opened", "competing", "opened");
    assertThat(taking()).containsExactly(true, true);
  }

  @Test
  void take_whenACallFindsItTaken_takesItBackForTheCall() {
    session().open();
    it.tickle(Scripted.COMPETING);
    it.on(
        "GET",
        "/iserver/accounts",
        Reply.json(400, "{\"error\":\"Bad Request: no bridge\"}"),
        Reply.json(200, "{\"accounts\":[\"A\"]}"));
    assertThat(it.client.accounts().list().accounts()).containsExactly("A");
    assertThat(taking()).containsExactly(true, true);
  }

  @Test
  void take_whenItIsADuel_stopsAndSaysWhoCompetes() {
    session().open();
    it.tickle(
        "{\"authenticated\":false,\"connected\":true,\"competing\":true,"
            + "\"message\":\"Trading TWS session is connected\"}");
    it.time.advance(Duration.ofMinutes(9));
    assertThat(session().state()).isEqualTo(State.COMPETING);
    assertThat(session().status().why())
        .contains("Trading TWS session is connected")
        .contains("3 times within 10 minutes")
        .contains("open()");
    assertThat(taking()).hasSize(3);
    it.time.advance(Duration.ofHours(5));
    assertThat(taking()).hasSize(3);
    CompetingSessionException e =
        catchThrowableOfType(CompetingSessionException.class, () -> it.client.accounts().list());
    assertThat(e).hasMessageContaining("no longer taken back");
  }

  @Test
  void take_whenItIsADuelThatCallsNotice_stopsAsWell() {
    session().open();
    Reply noBridge = Reply.json(400, "{\"error\":\"Bad Request: no bridge\"}");
    Reply accounts = Reply.json(200, "{\"accounts\":[\"A\"]}");
    for (int loss = 1; loss <= 3; loss++) {
      it.tickle(Scripted.READY);
      it.time.advance(Duration.ofSeconds(150));
      it.tickle(Scripted.COMPETING);
      it.on("GET", "/iserver/accounts", noBridge, accounts);
      if (loss < 3) {
        assertThat(it.client.accounts().list().accounts()).containsExactly("A");
      } else {
        assertThatThrownBy(() -> it.client.accounts().list())
            .isInstanceOf(CompetingSessionException.class)
            .hasMessageContaining("3 times within 10 minutes");
      }
    }
    assertThat(session().state()).isEqualTo(State.COMPETING);
    assertThat(session().status().why()).containsOnlyOnce("3 times within 10 minutes");
    assertThat(taking()).hasSize(3);
  }

  @Test
  void duel_whenTheOtherLeaves_opensWithoutTaking() {
    session().open();
    it.tickle(Scripted.COMPETING);
    it.time.advance(Duration.ofMinutes(30));
    assertThat(session().state()).isEqualTo(State.COMPETING);
    it.on("POST", "/tickle", tickled(Scripted.DEAD), tickled(Scripted.READY));
    it.time.advance(MINUTE.plusSeconds(5));
    assertThat(session().state()).isEqualTo(State.READY);
    assertThat(taking()).last().isEqualTo(false);
  }

  @Test
  void duel_whenSomebodyAsks_takesItAgain() {
    session().open();
    it.tickle(Scripted.COMPETING);
    it.time.advance(Duration.ofMinutes(30));
    session().open();
    assertThat(session().state()).isEqualTo(State.READY);
    assertThat(taking()).last().isEqualTo(true);
  }

  @Test
  void duel_whenLossesAreFarApart_isNone() {
    session().open();
    for (int day = 1; day <= 5; day++) {
      it.on(
          "POST",
          "/tickle",
          tickled(Scripted.COMPETING),
          tickled(Scripted.COMPETING),
          tickled(Scripted.READY));
      it.time.advance(Duration.ofMinutes(11));
      assertThat(session().state()).isEqualTo(State.READY);
    }
    assertThat(taking()).hasSize(6).containsOnly(true);
  }

  @Test
  void duel_whenSettingsSaySo_stopsSooner() {
    remake("ibkr.session.duel-losses", "1");
    session().open();
    it.tickle(Scripted.COMPETING);
    it.time.advance(Duration.ofMinutes(5));
    assertThat(session().state()).isEqualTo(State.COMPETING);
    assertThat(taking()).hasSize(1);
  }

  @Test
  void yield_whenAnotherHasIt_waitsUntilItLeavesAndThenOpens() {
    remake("ibkr.session.compete", "yield");
    it.tickle(Scripted.COMPETING);
    assertThatThrownBy(() -> session().open()).isInstanceOf(CompetingSessionException.class);
    it.time.advance(Duration.ofHours(1));
    assertThat(session().state()).isEqualTo(State.COMPETING);
    assertThat(session().status().nextAttempt().orElseThrow())
        .isBetween(it.time.instant(), it.time.instant().plus(MINUTE));
    assertThat(session().status().lastStep()).contains(SessionStep.AWAIT_TURN);
    assertThat(taking()).isEmpty();
    it.on("POST", "/tickle", tickled(Scripted.DEAD), tickled(Scripted.READY));
    it.time.advance(MINUTE.plusSeconds(5));
    assertThat(session().state()).isEqualTo(State.READY);
    assertThat(taking()).containsExactly(false);
  }

  @Test
  void yield_whenALookMeetsTrouble_goesOnWaiting() {
    remake("ibkr.session.compete", "yield");
    it.tickle(Scripted.COMPETING);
    assertThatThrownBy(() -> session().open()).isInstanceOf(CompetingSessionException.class);
    it.on("POST", "/tickle", Reply.status(503));
    it.time.advance(Duration.ofHours(1));
    assertThat(session().state()).isEqualTo(State.COMPETING);
  }

  @Test
  void fail_whenTheOtherHasGone_waitsUntilSomebodyAsks() {
    remake("ibkr.session.compete", "fail");
    session().open();
    rivalTakesIt();
    it.time.advance(MINUTE);
    assertThat(session().state()).isEqualTo(State.COMPETING);
    assertThat(session().status().nextAttempt()).isEmpty();
    it.tickle(Scripted.DEAD);
    it.time.advance(Duration.ofHours(1));
    assertThat(session().state()).isEqualTo(State.COMPETING);
    assertThatThrownBy(() -> it.client.accounts().list())
        .isInstanceOf(CompetingSessionException.class);
    session().open();
    assertThat(session().state()).isEqualTo(State.READY);
    assertThat(taking()).containsExactly(false, false);
  }

  @Test
  void takeInWindow_takesWithinItAndWaitsOutside() {
    // The test begins on a Monday at 7 in New York.
    remake(
        "ibkr.session.compete", "take-in-window",
        "ibkr.session.take-window", "MON-FRI 08:00-17:00 America/New_York");
    it.tickle(Scripted.COMPETING);
    assertThatThrownBy(() -> session().open()).isInstanceOf(CompetingSessionException.class);
    it.time.advance(Duration.ofMinutes(50));
    assertThat(session().state()).isEqualTo(State.COMPETING);
    assertThat(taking()).isEmpty();
    it.time.advance(Duration.between(it.time.instant(), Instant.parse("2026-01-05T12:59:59Z")));
    assertThat(taking()).isEmpty();
    it.time.advance(MINUTE.plusSeconds(1));
    assertThat(taking()).isNotEmpty().containsOnly(true);
    assertThat(it.heard.words).contains("opened");
  }

  @ParameterizedTest
  @CsvSource({
    "true, TAKE",
    "false, FAIL",
    "yes, TAKE",
    "TAKE, TAKE",
    "yield, YIELD",
    "fail, FAIL",
    "take-in-window, TAKE_IN_WINDOW",
    "take_in_window, TAKE_IN_WINDOW",
  })
  void parse_knowsOldAndNewWords(String text, CompetePolicy policy) {
    assertThat(CompetePolicy.parse(text)).contains(policy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "maybe", "taken"})
  void parse_whenUnknown_isNothing(String text) {
    assertThat(CompetePolicy.parse(text)).isEmpty();
  }

  @Test
  void settings_whenTheWindowIsMissing_sayWhichAndHow() {
    assertThatThrownBy(() -> new Scripted("ibkr.session.compete", "take-in-window"))
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessageContaining("ibkr.session.take-window must be set")
        .hasMessageContaining("MON-FRI 08:00-17:00");
  }
}
