package io.github.ibkrauth.ibkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ibkrauth.auth.Capability;
import io.github.ibkrauth.auth.testkit.Reply;
import io.github.ibkrauth.ibkr.BrokerageSession.State;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a session tells about itself, and how it ends. */
class SessionStatusTest {

  private static final Instant START = Instant.parse("2026-01-05T12:00:00Z");

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

  @Test
  void status_fromBeginningToEnd_saysWhatAndWhy() {
    SessionStatus idle = session().status();
    assertThat(idle.state()).isEqualTo(State.IDLE);
    assertThat(idle.since()).isEqualTo(START);
    assertThat(idle.why()).isEqualTo("Nothing has needed it yet.");
    assertThat(idle.lastStep()).isEmpty();
    assertThat(idle.nextAttempt()).isEmpty();
    assertThat(idle.forecast()).isPresent();
    assertThat(idle.ready()).isFalse();
    assertThat(idle.live()).isTrue();
    it.on("POST", "/iserver/auth/ssodh/init", Reply.status(503));
    catchThrowable(() -> session().open());
    SessionStatus lost = session().status();
    assertThat(lost.state()).isEqualTo(State.LOST);
    assertThat(lost.why()).contains("ssodh/init").contains("503");
    assertThat(lost.lastError()).contains("ServerTrouble 503");
    assertThat(lost.nextAttempt().orElseThrow()).isAfter(it.time.instant());
    assertThat(lost.toString())
        .startsWith("LOST since ")
        .contains("[last step WAIT]", "[last error ServerTrouble 503]", "[next attempt ")
        .contains("[expected: the broker's daily reset from ");
    it.init(Scripted.READY);
    session().open();
    assertThat(session().status().ready()).isTrue();
    assertThat(session().status().lastError()).isEmpty();
    assertThat(session().status().nextAttempt()).isEmpty();
    it.client.close();
    assertThat(session().status().live()).isFalse();
  }

  @Test
  void forecast_whenTheLoginEndsSooner_saysThat() {
    it.on(
        "POST",
        "/tickle",
        Reply.json(
            200, "{\"ssoExpires\":7200000,\"iserver\":{\"authStatus\":" + Scripted.READY + "}}"));
    session().open();
    Interruption next = session().status().forecast().orElseThrow();
    assertThat(next.what()).isEqualTo("the end of the login");
    assertThat(next.at()).isEqualTo(it.time.instant().plus(Duration.ofHours(2)));
  }

  @Test
  void forecast_whenTheBrokerTellsTheIdleTimeOnly_isTheCalendars() {
    it.on(
        "POST",
        "/tickle",
        Reply.json(
            200, "{\"ssoExpires\":359000,\"iserver\":{\"authStatus\":" + Scripted.READY + "}}"));
    session().open();
    assertThat(session().status().forecast().orElseThrow().what()).contains("daily reset");
  }

  @Test
  void changed_always_tellsBeforeAndAfter() {
    session().open();
    assertThat(it.heard.states()).containsExactly(State.CONNECTING, State.READY);
    session().logout();
    assertThat(it.heard.states()).last().isEqualTo(State.CLOSED);
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void health_livesUnlessClosedAndIsReadyOnlyWhenEstablished(State state) {
    SessionStatus status = SessionStatus.of(state, START, "why").build();
    assertThat(status.live()).isEqualTo(state != State.CLOSED);
    assertThat(status.ready()).isEqualTo(state == State.READY);
  }

  @Test
  void interruption_whenOutOfOrder_isRefused() {
    assertThatThrownBy(() -> new Interruption(START, START.minusSeconds(1), "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  // Waiting.

  @Test
  void awaitReady_whenNothingNeededItYet_opensAndReturns() {
    session().awaitReady(Duration.ofSeconds(30));
    assertThat(session().state()).isEqualTo(State.READY);
    assertThat(it.sent("/iserver/auth/ssodh/init")).isEqualTo(1);
  }

  @Test
  void awaitReady_whenItDoesNotComeInTime_saysWhy() {
    it.on("POST", "/tickle", Reply.failure(new IOException("reset")));
    Instant before = it.time.instant();
    NoBrokerageSessionException e =
        catchThrowableOfType(
            NoBrokerageSessionException.class, () -> session().awaitReady(Duration.ofSeconds(30)));
    assertThat(e)
        .hasMessageContaining("not ready after 30 s")
        .hasMessageContaining("it is LOST since")
        .hasMessageContaining("The next attempt is at");
    assertThat(e.retryable()).isTrue();
    assertThat(Duration.between(before, it.time.instant()))
        .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31));
  }

  @Test
  void awaitReady_whenItComesLater_returnsThen() {
    it.on(
        "POST",
        "/tickle",
        Reply.failure(new IOException("reset")),
        Reply.failure(new IOException("reset")),
        Reply.json(200, "{\"iserver\":{\"authStatus\":" + Scripted.READY + "}}"));
    session().awaitReady(Duration.ofMinutes(1));
    assertThat(session().state()).isEqualTo(State.READY);
  }

  @Test
  void awaitReady_whenAnotherLoginHasIt_saysThat() {
    remake("ibkr.session.compete", "yield");
    it.tickle(Scripted.COMPETING);
    assertThatThrownBy(() -> session().awaitReady(Duration.ofSeconds(10)))
        .isInstanceOf(CompetingSessionException.class)
        .hasMessageContaining("COMPETING");
  }

  @Test
  void awaitReady_whenInterrupted_returnsAtOnce() throws InterruptedException {
    it.on("POST", "/tickle", Reply.failure(new IOException("reset")));
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicReference<Boolean> flag = new AtomicReference<>();
    Thread waiter =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              thrown.set(catchThrowable(() -> session().awaitReady(Duration.ofHours(1))));
              flag.set(Thread.currentThread().isInterrupted());
            });
    waiter.start();
    waiter.join(10_000);
    assertThat(thrown.get()).isInstanceOf(NoAnswerException.class);
    assertThat(flag.get()).isTrue();
  }

  @Test
  void awaitReady_whenClosed_saysSoAtOnce() {
    it.client.close();
    assertThatThrownBy(() -> session().awaitReady(Duration.ofHours(1)))
        .isInstanceOf(NoBrokerageSessionException.class)
        .hasMessageContaining("closed with its client");
  }

  // The end.

  @ParameterizedTest
  @CsvSource({
    "never, false, false, 0",
    "if-opened, false, false, 1",
    "if-opened, true, false, 0",
    "if-opened, false, true, 0",
  })
  void close_logsOutOnlyWhatThisProgramOpenedAndOnlyIfAskedTo(
      String setting, boolean thereAlready, boolean interactive, int logouts) {
    remake("ibkr.session.logout-on-close", setting);
    it.provider.capabilities = interactive ? Set.of(Capability.INTERACTIVE) : Set.of();
    if (thereAlready) {
      it.tickle(Scripted.READY);
    }
    session().open();
    it.client.close();
    it.client.close();
    assertThat(it.sent("/logout")).isEqualTo(logouts);
  }

  @Test
  void close_whenTheLogoutFails_closesAllTheSame() {
    remake("ibkr.session.logout-on-close", "if-opened");
    session().open();
    it.on("POST", "/logout", Reply.failure(new IOException("reset")));
    it.client.close();
    assertThat(session().state()).isEqualTo(State.CLOSED);
    assertThat(it.provider.closed).hasValue(1);
    assertThat(it.time.pendingTasks()).isZero();
  }

  @Test
  void logout_whenOpenedAnew_beginsFromTheStart() {
    session().open();
    session().logout();
    assertThatThrownBy(() -> it.client.accounts().list())
        .isInstanceOf(NoBrokerageSessionException.class)
        .hasMessageContaining("after the logout");
    it.time.advance(Duration.ofHours(1));
    assertThat(session().state()).isEqualTo(State.CLOSED);
    session().open();
    assertThat(session().state()).isEqualTo(State.READY);
  }
}
