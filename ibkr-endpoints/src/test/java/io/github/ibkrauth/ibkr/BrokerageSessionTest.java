package io.github.ibkrauth.ibkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.testkit.ManualTime;
import io.github.ibkrauth.auth.testkit.Reply;
import io.github.ibkrauth.ibkr.BrokerageSession.State;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerageSessionTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Reply DEAD = tickled(Scripted.DEAD);
  private static final Reply READY = tickled(Scripted.READY);

  private Scripted it = new Scripted();

  @AfterEach
  void close() {
    it.close();
    assertThat(it.transport.openResponses()).isZero();
  }

  private BrokerageSession session() {
    return it.client.brokerage();
  }

  private void remake(String... settings) {
    it.close();
    it = new Scripted(settings);
  }

  @Test
  void open_whenAllGoesWell_initializesPollsAndWarmsUpInOrder() {
    it.status(Scripted.NOT_YET, Scripted.NOT_YET, Scripted.READY);
    session().open();
    assertThat(session().state()).isEqualTo(State.READY);
    assertThat(it.paths())
        .containsExactly(
            "POST /tickle",
            "POST /iserver/auth/ssodh/init",
            "POST /iserver/auth/status",
            "POST /iserver/auth/status",
            "POST /iserver/auth/status",
            "GET /iserver/accounts",
            "GET /portfolio/accounts");
    assertThat(it.transport.requestsTo("/v1/api/iserver/auth/ssodh/init").get(0).body())
        .isEqualTo("{\"publish\":true,\"compete\":true}");
    assertThat(it.time.slept()).isEqualTo(Duration.ofSeconds(3));
    assertThat(it.heard.words).containsExactly("opened");
  }

  @Test
  void open_whenTheServerSaysNothingOfEstablished_isContentWithTheRest() {
    it.init("{\"authenticated\":true,\"connected\":true,\"competing\":false}");
    session().open();
    assertThat(it.sent("/iserver/auth/status")).isZero();
    assertThat(session().state()).isEqualTo(State.READY);
  }

  @Test
  void open_whenTheSessionIsThereAlready_initializesNothing() {
    it.tickle(Scripted.READY);
    session().open();
    assertThat(it.paths())
        .containsExactly("POST /tickle", "GET /iserver/accounts", "GET /portfolio/accounts");
  }

  @Test
  void open_whenOpen_doesNothing() {
    session().open();
    int sent = it.paths().size();
    session().open();
    assertThat(it.paths()).hasSize(sent);
  }

  @Test
  void open_whenNeverEstablished_endsAtTheTimeoutAndSaysWhatIsMissing() {
    it.status(Scripted.NOT_YET);
    NoBrokerageSessionException e =
        catchThrowableOfType(NoBrokerageSessionException.class, () -> session().open());
    assertThat(e).hasMessageContaining("within 60 s").hasMessageContaining("established is false");
    assertThat(e.retryable()).isTrue();
    assertThat(it.time.slept()).isEqualTo(Duration.ofSeconds(60));
    assertThat(session().state()).isEqualTo(State.LOST);
  }

  @Test
  void open_whenSettingsSaySo_pollsAtThatPaceForThatLong() {
    remake("ibkr.session.open-timeout", "10s", "ibkr.session.poll-interval", "4s");
    it.status(Scripted.NOT_YET);
    assertThatThrownBy(() -> session().open()).isInstanceOf(NoBrokerageSessionException.class);
    assertThat(it.sent("/iserver/auth/status")).isEqualTo(3);
    assertThat(it.time.slept()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void open_whenPollsMeetTroubleOfServerOrNetwork_goesOnPolling() {
    it.on(
        "POST",
        "/iserver/auth/status",
        Reply.status(503),
        Reply.failure(new SocketTimeoutException("slow")),
        Reply.status(200).body("text/html", "<html>"),
        Reply.json(200, Scripted.READY));
    session().open();
    assertThat(session().state()).isEqualTo(State.READY);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 429})
  void open_whenAPollIsRefused_fails(int status) {
    it.on("POST", "/iserver/auth/status", Reply.status(status));
    IbkrException e = catchThrowableOfType(IbkrException.class, () -> session().open());
    assertThat(e.status()).hasValue(status);
    // A login that is refused twice is renewed, and the session asked for once more.
    assertThat(it.sent("/iserver/auth/status")).isEqualTo(status == 401 ? 4 : 1);
    assertThat(it.provider.opened).hasValue(status == 401 ? 2 : 1);
  }

  @Test
  void open_whenAnotherLoginHasItAndCompetingIsOff_isAStateAndNotALoop() {
    remake("ibkr.session.compete", "false");
    it.init(Scripted.COMPETING);
    CompetingSessionException e =
        catchThrowableOfType(CompetingSessionException.class, () -> session().open());
    assertThat(e).hasMessageContaining("second user name");
    assertThat(session().state()).isEqualTo(State.COMPETING);
    assertThat(it.heard.words).containsExactly("competing");
    int sent = it.paths().size();
    assertThatThrownBy(() -> it.client.accounts().list())
        .isInstanceOf(CompetingSessionException.class);
    assertThat(it.paths()).hasSize(sent);
    assertThat(it.transport.requestsTo("/v1/api/iserver/auth/ssodh/init").get(0).body())
        .contains("\"compete\":false");
  }

  @Test
  void open_whenAnotherLoginHasItAndCompetingIsOn_takesItOver() {
    it.tickle(Scripted.COMPETING);
    it.init(Scripted.COMPETING);
    it.status(Scripted.COMPETING, Scripted.READY);
    session().open();
    assertThat(session().state()).isEqualTo(State.READY);
    assertThat(it.sent("/iserver/auth/ssodh/init")).isEqualTo(1);
  }

  @Test
  void open_whenTheOtherLoginDoesNotLetGo_endsAsCompeting() {
    it.init(Scripted.COMPETING);
    it.status(Scripted.COMPETING);
    assertThatThrownBy(() -> session().open()).isInstanceOf(CompetingSessionException.class);
    assertThat(it.sent("/iserver/auth/ssodh/init")).isEqualTo(2);
    assertThat(session().state()).isEqualTo(State.COMPETING);
  }

  @Test
  void beat_whenAnswered_keepsTheSessionWithoutMoreLogins() {
    session().open();
    it.tickle(Scripted.READY);
    int before = it.sent("/tickle");
    it.time.advance(Duration.ofMinutes(30));
    assertThat(it.sent("/tickle") - before).isBetween(30, 34);
    assertThat(session().state()).isEqualTo(State.READY);
    assertThat(it.sent("/iserver/auth/ssodh/init")).isEqualTo(1);
    assertThat(it.events.of(AuthEvent.KeepAliveBeat.class)).isNotEmpty();
  }

  @Test
  void beat_whenServerOrNetworkFail_provesNothingAndLosesNothing() {
    session().open();
    it.on(
        "POST",
        "/tickle",
        Reply.status(503),
        Reply.failure(new IOException("reset")),
        Reply.status(200).body("text/html", "<html>"),
        Reply.json(200, "{}"));
    it.time.advance(Duration.ofMinutes(20));
    assertThat(session().state()).isEqualTo(State.DEGRADED);
    assertThat(it.heard.words).containsExactly("opened");
    it.client.accounts().list();
    assertThat(it.sent("/iserver/auth/ssodh/init")).isEqualTo(1);
    it.tickle(Scripted.READY);
    it.time.advance(MINUTE);
    assertThat(session().state()).isEqualTo(State.READY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":\"no session\"}",
        "{\"iserver\":{\"error\":\"no bridge\"}}",
        "{\"iserver\":{\"authStatus\":{\"authenticated\":false,\"connected\":true}}}",
        "{\"iserver\":{\"authStatus\":{\"authenticated\":true,\"connected\":false}}}"
      })
  void beat_whenTheServerSaysGone_bringsTheSessionBackByItself(String tickle) {
    session().open();
    Reply gone = Reply.json(200, tickle);
    Reply then = tickle.contains("no session") ? DEAD : READY;
    it.on("POST", "/tickle", gone, gone, then, READY);
    it.time.advance(MINUTE.plusSeconds(5));
    assertThat(session().state()).isEqualTo(State.READY);
    assertThat(it.heard.words).hasSize(3).first().isEqualTo("opened");
    assertThat(it.heard.words.get(1)).startsWith("lost: ");
    assertThat(it.heard.words).last().isEqualTo("opened");
    assertThat(it.heard.states())
        .contains(State.LOST, State.CONNECTING)
        .last()
        .isEqualTo(State.READY);
    assertThat(it.sent("/iserver/auth/ssodh/init")).isEqualTo(2);
    // What the broker forgets with a session is asked for again.
    assertThat(it.sent("/portfolio/accounts")).isEqualTo(2);
  }

  @Test
  void beat_whenAnotherLoginTookItAndThePolicyIsFail_waitsUntilSomebodyAsks() {
    remake("ibkr.session.compete", "fail");
    session().open();
    it.tickle(Scripted.COMPETING);
    it.time.advance(Duration.ofMinutes(10));
    assertThat(session().state()).isEqualTo(State.COMPETING);
    assertThat(it.heard.words).containsExactly("opened", "competing");
    assertThat(it.sent("/iserver/auth/ssodh/init")).isEqualTo(1);
    assertThatThrownBy(() -> it.client.accounts().list())
        .isInstanceOf(CompetingSessionException.class);
    it.tickle(Scripted.DEAD);
    it.time.advance(Duration.ofMinutes(10));
    assertThat(session().state()).isEqualTo(State.COMPETING);
    session().open();
    assertThat(session().state()).isEqualTo(State.READY);
    assertThat(it.sent("/iserver/auth/ssodh/init")).isEqualTo(2);
  }

  @Test
  void call_whenAnotherLoginTookItUnseenAndThePolicyIsFail_doesNotFightForIt() {
    remake("ibkr.session.compete", "fail");
    session().open();
    it.tickle(Scripted.COMPETING);
    it.on("GET", "/iserver/accounts", Reply.json(400, "{\"error\":\"Bad Request: no bridge\"}"));
    assertThatThrownBy(() -> it.client.accounts().list())
        .isInstanceOf(CompetingSessionException.class);
    assertThat(it.sent("/iserver/auth/ssodh/init")).isEqualTo(1);
    assertThat(session().state()).isEqualTo(State.COMPETING);
  }

  @Test
  void call_whenTheSessionWasLostUnseen_opensItAndIsSentOnceMore() {
    session().open();
    it.on(
        "GET",
        "/iserver/accounts",
        Reply.json(400, "{\"error\":\"Bad Request: no bridge\"}"),
        Reply.json(200, "{\"accounts\":[\"A\"]}"));
    assertThat(it.client.accounts().list().accounts()).containsExactly("A");
    assertThat(it.sent("/iserver/auth/ssodh/init")).isEqualTo(2);
  }

  @Test
  void call_whenOpeningFails_waitsEverLongerBeforeTryingByItself() {
    it.on("POST", "/iserver/auth/ssodh/init", Reply.status(500));
    assertThatThrownBy(() -> it.client.accounts().list())
        .isInstanceOf(ServerTroubleException.class);
    for (int i = 0; i < 1000; i++) {
      catchThrowable(() -> it.client.accounts().list());
      it.time.advance(Duration.ofSeconds(10));
    }
    assertThat(it.sent("/iserver/auth/ssodh/init")).isBetween(8, 20);
    NoBrokerageSessionException e =
        catchThrowableOfType(NoBrokerageSessionException.class, () -> it.client.accounts().list());
    assertThat(e).hasMessageContaining("times in a row").hasMessageContaining("Call open()");
    assertThat(e.retryAfter()).isPresent();
    it.init(Scripted.READY);
    session().open();
    assertThat(it.client.accounts().list().accounts()).isEmpty();
  }

  @Test
  void open_whenManyAskAtOnce_isDoneOnce() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    it.transport
        .on("POST", "/v1/api/iserver/auth/ssodh/init")
        .replyWith(
            request -> {
              entered.countDown();
              await(release);
              return Reply.json(200, Scripted.READY);
            });
    ExecutorService callers = Executors.newFixedThreadPool(16);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        all.add(callers.submit(() -> session().open()));
      }
      await(entered);
      assertThat(session().state()).isEqualTo(State.CONNECTING);
      release.countDown();
      for (Future<?> one : all) {
        one.get(10, TimeUnit.SECONDS);
      }
    } finally {
      callers.shutdownNow();
    }
    assertThat(it.sent("/iserver/auth/ssodh/init")).isEqualTo(1);
    assertThat(it.heard.words).containsExactly("opened");
  }

  @Test
  void open_whenTheFirstCallerIsInterrupted_isDoneByAnother() throws Exception {
    it.close();
    it =
        new Scripted(
            ManualTime.withWaitingSleepers(Instant.parse("2026-01-05T12:00:00Z")),
            "ibkr.limits.enabled",
            "false");
    it.status(Scripted.READY);
    AtomicReference<Throwable> first = new AtomicReference<>();
    AtomicReference<Throwable> second = new AtomicReference<>();
    Thread leader = new Thread(() -> first.set(catchThrowable(() -> session().open())));
    Thread follower = new Thread(() -> second.set(catchThrowable(() -> session().open())));
    leader.start();
    until(() -> it.time.sleepers() == 1);
    follower.start();
    until(() -> follower.getState() == Thread.State.WAITING);
    leader.interrupt();
    leader.join(10_000);
    until(() -> it.time.sleepers() == 1);
    it.time.advance(Duration.ofSeconds(2));
    follower.join(10_000);
    assertThat(first.get()).isInstanceOf(NoAnswerException.class);
    assertThat(((NoAnswerException) first.get()).reason())
        .isEqualTo(NoAnswerException.Reason.INTERRUPTED);
    assertThat(second.get()).isNull();
    assertThat(session().state()).isEqualTo(State.READY);
  }

  @Test
  void opened_whenAListenerUsesTheSession_doesNotWaitForItself() {
    List<Integer> sizes = new ArrayList<>();
    session()
        .addListener(
            new BrokerageSessionListener() {
              @Override
              public void opened(BrokerageSession session) {
                session.open();
                sizes.add(it.client.accounts().list().accounts().size());
                throw new IllegalStateException("a listener's own trouble");
              }
            });
    session().open();
    assertThat(sizes).containsExactly(0);
    assertThat(session().state()).isEqualTo(State.READY);
  }

  @Test
  void removeListener_whenRemoved_isToldNothing() {
    session().removeListener(it.heard);
    session().open();
    assertThat(it.heard.words).isEmpty();
  }

  @Test
  void logout_whenOpen_tellsTheBrokerAndStopsBeating() {
    session().open();
    session().logout();
    int sent = it.paths().size();
    it.time.advance(Duration.ofMinutes(30));
    assertThat(it.paths()).hasSize(sent).last().isEqualTo("POST /logout");
    assertThat(session().state()).isEqualTo(State.CLOSED);
    assertThat(it.heard.words).containsExactly("opened", "closed");
  }

  @Test
  void logout_whenTheSessionIsGoneAlready_isNoError() {
    it.on("POST", "/logout", Reply.status(401));
    session().open();
    session().logout();
    assertThat(it.sent("/logout")).isEqualTo(1);
  }

  @Test
  void logout_whenTheBrokerCannotBeTold_saysSoAndStopsAllTheSame() {
    it.on("POST", "/logout", Reply.failure(new IOException("reset")));
    session().open();
    NoAnswerException e = catchThrowableOfType(NoAnswerException.class, () -> session().logout());
    assertThat(e.outcomeUnknown()).isTrue();
    assertThat(session().state()).isEqualTo(State.CLOSED);
    assertThat(it.time.pendingTasks()).isZero();
  }

  @Test
  void close_whenOpen_stopsBeatingAndDoesNotLogOut() {
    session().open();
    it.client.close();
    it.client.close();
    it.time.advance(Duration.ofMinutes(30));
    assertThat(it.sent("/logout")).isZero();
    assertThat(it.time.pendingTasks()).isZero();
    assertThat(it.heard.words).containsExactly("opened", "closed");
    assertThat(it.provider.closed).hasValue(1);
    assertThatThrownBy(() -> session().open())
        .isInstanceOf(NoBrokerageSessionException.class)
        .hasMessageContaining("closed with its client");
  }

  @Test
  void close_whileOpening_leavesNothingBehind() throws Exception {
    it.close();
    it = new Scripted(ManualTime.withWaitingSleepers(Instant.parse("2026-01-05T12:00:00Z")));
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread opener = new Thread(() -> thrown.set(catchThrowable(() -> session().open())));
    opener.start();
    until(() -> it.time.sleepers() == 1);
    it.client.close();
    it.time.advance(Duration.ofSeconds(2));
    opener.join(10_000);
    assertThat(thrown.get()).isInstanceOf(RuntimeException.class);
    assertThat(session().state()).isEqualTo(State.CLOSED);
    assertThat(it.time.pendingTasks()).isZero();
  }

  private static Reply tickled(String status) {
    return Reply.json(200, "{\"iserver\":{\"authStatus\":" + status + "}}");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void until(java.util.function.BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
