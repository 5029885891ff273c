package io.github.ibkrauth.ibkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ibkrauth.auth.testkit.Reply;
import io.github.ibkrauth.ibkr.BrokerageSession.State;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How calls and warm-ups meet a session that is lost, and how an opening goes on after that. */
class SessionCureTest extends ScriptedSession {

  // Calls.

  @Test
  void call_whenTheLoginIsGone_renewsItAndIsSentOnceMore() {
    session().open();
    tickles(Reply.status(401), Reply.status(401), DEAD, READY);
    it.on(
        "GET",
        "/iserver/accounts",
        Reply.status(401),
        Reply.status(401),
        Reply.json(200, "{\"accounts\":[\"A\"]}"));
    assertThat(it.client.accounts().list().accounts()).containsExactly("A");
    assertThat(it.provider.opened).hasValue(2);
  }

  @Test
  void call_whenOnlyItsEndpointIsRefused_leavesTheLoginAlone() {
    session().open();
    tickles(READY);
    it.on("GET", "/portfolio/A/summary", Reply.status(401));
    for (int i = 0; i < 5; i++) {
      AccessRefusedException e =
          catchThrowableOfType(
              AccessRefusedException.class, () -> it.client.portfolio().summary("A"));
      assertThat(e.status()).hasValue(401);
    }
    assertThat(it.sent("/tickle")).as("looks, with that of the opening").isEqualTo(2);
    assertThat(it.provider.opened).hasValue(1);
    assertThat(session().state()).isEqualTo(State.READY);
  }

  @Test
  void call_thatMustNotGoOutTwice_saysSoWhileTheSessionIsCured() {
    session().open();
    tickles(DEAD, READY);
    it.on(
        "POST",
        "/iserver/account/A/orders",
        Reply.json(400, "{\"error\":\"Bad Request: no bridge\"}"));
    NoBrokerageSessionException e =
        (NoBrokerageSessionException)
            it.client.call("POST", "/iserver/account/A/orders", "{}").problem().orElseThrow();
    assertThat(e)
        .hasMessageContaining("It was not sent again; the brokerage session is opened again");
    assertThat(it.sent("/iserver/account/A/orders")).isEqualTo(1);
    it.time.advance(Duration.ofSeconds(5));
    assertThat(session().state()).isEqualTo(State.READY);
    assertThat(it.sent(INIT)).isEqualTo(2);
  }

  @Test
  void call_whenTheListOfAccountsFindsNoSession_isCuredToo() {
    session().open();
    it.on(
        "GET",
        "/iserver/account/orders",
        Reply.json(500, "{\"error\":\"Please query /accounts first\"}"),
        Reply.json(200, "{}"));
    it.on(
        "GET",
        "/iserver/accounts",
        Reply.json(400, "{\"error\":\"Bad Request: no bridge\"}"),
        Reply.json(200, "{\"accounts\":[]}"));
    assertThat(it.client.call("GET", "/iserver/account/orders", null).status()).isEqualTo(200);
    assertThat(it.sent(INIT)).isEqualTo(2);
  }

  @Test
  void calls_whenOpeningsDoNotLast_doNotOpenForEveryCall() {
    it.on("GET", "/iserver/account/trades", Reply.json(400, "{\"error\":\"no bridge\"}"));
    for (int i = 0; i < 100; i++) {
      catchThrowable(() -> it.client.call("GET", "/iserver/account/trades", null));
      it.time.advance(Duration.ofSeconds(1));
    }
    assertThat(it.sent(INIT)).isLessThan(20);
  }

  // Warm-ups.

  @Test
  void addWarmUp_whenTheSessionComesBack_isDoneAgainAfterWhatItNeeds() {
    List<String> done = new ArrayList<>();
    session()
        .addWarmUp(
            "questions",
            session -> done.add("questions after " + it.sent("/iserver/accounts") + " lists"),
            WarmUps.BROKERAGE_ACCOUNTS);
    session().open();
    tickles(DEAD, DEAD, READY);
    it.time.advance(MINUTE.plusSeconds(5));
    assertThat(done).containsExactly("questions after 1 lists", "questions after 2 lists");
  }

  @Test
  void addWarmUp_whenItFails_theSessionIsThereAndTheNextBeatTriesAgain() {
    List<RuntimeException> trouble = new ArrayList<>(List.of(new IllegalStateException("x")));
    List<String> done = new ArrayList<>();
    session()
        .addWarmUp(
            "questions",
            session -> {
              if (!trouble.isEmpty()) {
                throw trouble.remove(0);
              }
              done.add("questions");
            });
    session().open();
    assertThat(session().state()).isEqualTo(State.READY);
    assertThat(done).isEmpty();
    tickles(READY);
    it.time.advance(MINUTE);
    assertThat(done).containsExactly("questions");
  }

  @Test
  void addWarmUp_whenItsCallFindsNoSession_doesNotWaitForItself() {
    List<String> done = new ArrayList<>();
    it.on(
        "GET",
        "/iserver/account/orders",
        Reply.status(503),
        Reply.json(400, "{\"error\":\"Bad Request: no bridge\"}"),
        Reply.json(400, "{\"error\":\"Bad Request: no bridge\"}"),
        Reply.json(200, "{}"));
    session()
        .addWarmUp(
            "orders",
            session -> {
              it.client
                  .call("GET", "/iserver/account/orders", null)
                  .problem()
                  .ifPresent(
                      e -> {
                        throw e;
                      });
              done.add("orders");
            });
    session().open();
    tickles(READY, DEAD, READY);
    it.time.advance(Duration.ofMinutes(3));
    assertThat(done).isNotEmpty();
    assertThat(session().state()).isEqualTo(State.READY);
  }

  // What happens between the rungs.

  @Test
  void open_whenThePreviousLoginOfOursHoldsIt_asksOnceMore() {
    it.init(Scripted.NOT_YET, Scripted.READY);
    it.status(COMPETING);
    session().open();
    assertThat(session().state()).isEqualTo(State.READY);
    assertThat(it.sent(INIT)).isEqualTo(2);
  }

  @Test
  void open_whenAnotherLoginNeverLetsItGo_asksNoThirdTime() {
    it.init(Scripted.NOT_YET);
    it.status(COMPETING);
    assertThatThrownBy(session()::open).isInstanceOf(CompetingSessionException.class);
    assertThat(it.sent(INIT)).isEqualTo(2);
  }

  @Test
  void open_whenTheListFindsNoSession_opensItOnceMore() {
    it.on("GET", "/iserver/accounts", NO_BRIDGE, Reply.json(200, "{\"accounts\":[]}"));
    session().open();
    assertThat(session().state()).isEqualTo(State.READY);
    assertThat(it.sent(INIT)).isEqualTo(2);
  }

  @Test
  void open_whenTheListNeverFindsASession_endsLost() {
    it.on("GET", "/iserver/accounts", NO_BRIDGE);
    assertThatThrownBy(session()::open).isInstanceOf(NoBrokerageSessionException.class);
    assertThat(it.sent(INIT)).isEqualTo(2);
    assertThat(session().state()).isEqualTo(State.LOST);
  }

  @Test
  void open_whenTheServerStumblesOverTheList_asksForItAgain() {
    it.on(
        "GET",
        "/iserver/accounts",
        Reply.status(503),
        Reply.failure(new IOException("reset")),
        Reply.json(200, "{\"accounts\":[]}"));
    session().open();
    assertThat(session().state()).isEqualTo(State.READY);
    assertThat(it.sent(INIT)).isEqualTo(1);
  }

  @Test
  void recovery_whenItWasEverEstablished_asksForThePortfolioAccountsAnew() {
    session().open();
    tickles(DEAD, READY);
    it.time.advance(MINUTE.plusSeconds(5));
    assertThat(session().state()).isEqualTo(State.READY);
    assertThat(it.sent(INIT)).isEqualTo(1);
    assertThat(it.sent("/portfolio/accounts")).isEqualTo(2);
  }
}
