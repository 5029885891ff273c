package io.github.ibkrauth.auth.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.SessionState;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.error.InteractionRequiredException;
import io.github.ibkrauth.auth.http.AuthChallenge;
import io.github.ibkrauth.auth.http.Recovery;
import io.github.ibkrauth.auth.spi.KeepAlive;
import io.github.ibkrauth.auth.spi.KeepAlive.Beat;
import io.github.ibkrauth.auth.testkit.Reply;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a refusal, a beat and a silence each prove. */
class RecoveryTest {

  private static final Reply SILENCE = Reply.failure(new SocketTimeoutException("Read timed out"));

  private final Bench bench = new Bench();

  @Test
  void recover_whenTheLoginIsGood_triesAgainUnderANewTag() {
    AuthSession session = bench.open();
    Object before = Bench.authorize(session).credentialTag();

    assertThat(session.recover(Bench.refused(before))).isEqualTo(Recovery.RETRY);

    assertThat(bench.tickled()).isEqualTo(2);
    assertThat(Bench.authorize(session).credentialTag()).isNotEqualTo(before);
    assertThat(session.state()).isEqualTo(SessionState.OPEN);
  }

  @Test
  void recover_whenTheSameRefusalGoesOn_asksLessAndLess() {
    AuthSession session = bench.open();

    for (int second = 0; second < 600; second++) {
      session.recover(Bench.refused(Bench.authorize(session).credentialTag()));
      bench.time.advance(Duration.ofSeconds(1));
    }

    assertThat(bench.tickled()).isBetween(5, 12);
    assertThat(session.state()).isEqualTo(SessionState.OPEN);
  }

  @Test
  void recover_whenNobodyIsLoggedIn_callsForAHumanOnce() {
    AuthSession session = bench.open();
    Object tag = Bench.authorize(session).credentialTag();
    bench.tickles(Reply.json(200, "{\"error\":\"no session\"}"));

    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> session.recover(Bench.refused(tag)))
          .isInstanceOf(InteractionRequiredException.class);
    }

    assertThat(session.state()).isEqualTo(SessionState.AWAITING_USER);
    assertThat(bench.listener.of(AuthEvent.InteractionRequested.class)).hasSize(1);
    assertThat(bench.tickled()).isEqualTo(2);
  }

  @Test
  void recover_whenNothingIsProven_losesNothing() {
    for (Reply reply : List.of(SILENCE, Bench.TROUBLE, Reply.status(404), Reply.status(302))) {
      bench.tickles(Bench.ANSWERED);
      AuthSession session = bench.open();
      Object tag = Bench.authorize(session).credentialTag();
      bench.tickles(reply);

      assertThat(session.recover(Bench.refused(tag))).isEqualTo(Recovery.RETRY);

      assertThatThrownBy(() -> Bench.authorize(session))
          .isNotInstanceOf(InteractionRequiredException.class);
      assertThat(session.state()).isEqualTo(SessionState.OPEN);
      bench.tickles(Bench.ANSWERED);
      bench.time.advance(Duration.ofSeconds(2));
      Bench.authorize(session);
    }
    assertThat(bench.listener.of(AuthEvent.InteractionRequested.class)).isEmpty();
  }

  @Test
  void recover_fromAnOldRefusalAfterANewLogin_bringsNothingDown() {
    AuthSession session = bench.open();
    Object old = Bench.authorize(session).credentialTag();
    bench.tickles(Bench.LOGGED_OUT);
    assertThatThrownBy(() -> session.recover(Bench.refused(old)))
        .isInstanceOf(InteractionRequiredException.class);
    bench.tickles(Bench.ANSWERED);
    bench.time.advance(Duration.ofSeconds(2));
    Object fresh = Bench.authorize(session).credentialTag();
    int before = bench.tickled();

    assertThat(session.recover(Bench.refused(old))).isEqualTo(Recovery.RETRY);

    assertThat(Bench.authorize(session).credentialTag()).isEqualTo(fresh);
    assertThat(bench.tickled()).isEqualTo(before);
  }

  @Test
  void recover_fromWhatIsNoRefusalOfOurs_givesUpWithoutAsking() {
    AuthSession session = bench.open();
    AuthSession other = bench.open();
    Object tag = Bench.authorize(session).credentialTag();
    int before = bench.tickled();

    assertThat(session.recover(AuthChallenge.builder(Bench.request("/v1/api/x"), 403, tag).build()))
        .isEqualTo(Recovery.GIVE_UP);
    assertThat(session.recover(Bench.refused("something else"))).isEqualTo(Recovery.GIVE_UP);
    assertThat(other.recover(Bench.refused(tag))).isEqualTo(Recovery.GIVE_UP);
    assertThat(bench.tickled()).isEqualTo(before);
  }

  @Test
  void recover_fromSixtyFourRefusalsAtOnce_asksOnce() throws Exception {
    AuthSession session = bench.open();
    Object tag = Bench.authorize(session).credentialTag();
    CountDownLatch allThere = new CountDownLatch(64);
    bench
        .transport
        .on("POST", Bench.TICKLE)
        .replyWith(
            request -> {
              await(allThere);
              return Bench.ANSWERED;
            });
    int before = bench.tickled();
    ExecutorService pool = Executors.newFixedThreadPool(64);
    Callable<Recovery> refused =
        () -> {
          allThere.countDown();
          return session.recover(Bench.refused(tag));
        };

    List<Future<Recovery>> all = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      all.add(pool.submit(refused));
    }

    for (Future<Recovery> one : all) {
      assertThat(one.get(20, TimeUnit.SECONDS)).isEqualTo(Recovery.RETRY);
    }
    pool.shutdown();
    assertThat(bench.tickled()).isEqualTo(before + 1);
  }

  @Test
  void beat_whateverComes_believesTheGatewaysOwnWordOnly() {
    AuthSession session = bench.open();
    KeepAlive beat = session.keepAlive().orElseThrow();

    assertThat(beat.interval()).isEqualTo(Duration.ofSeconds(60));
    assertThat(beat.deadline()).isEqualTo(Duration.ofHours(24));
    assertThat(beat.beat()).isEqualTo(Beat.OK);
    for (Reply reply : List.of(SILENCE, Bench.TROUBLE, Reply.status(404), Reply.status(429))) {
      bench.tickles(reply);
      assertThat(beat.beat()).isEqualTo(Beat.MISSED);
      assertThat(session.state()).isEqualTo(SessionState.OPEN);
      assertThat(Bench.authorize(session).headers()).isEmpty();
    }
    bench.tickles(Bench.LOGGED_OUT);
    assertThat(beat.beat()).isEqualTo(Beat.NEEDS_USER);
    assertThat(session.state()).isEqualTo(SessionState.AWAITING_USER);
    assertThat(beat.beat()).isEqualTo(Beat.NEEDS_USER);
    assertThat(bench.listener.of(AuthEvent.InteractionRequested.class)).hasSize(1);

    bench.tickles(Bench.ANSWERED);
    bench.time.advance(Duration.ofSeconds(60));
    assertThat(beat.beat()).isEqualTo(Beat.OK);
    assertThat(session.state()).isEqualTo(SessionState.OPEN);
    session.close();
    assertThat(beat.beat()).isEqualTo(Beat.MISSED);
  }

  @Test
  void beat_whenTheHumanLogsInAgainWhileItWaits_doesNotUndoIt() {
    AuthSession session = bench.open();
    Object old = Bench.authorize(session).credentialTag();
    bench
        .transport
        .on("POST", Bench.TICKLE)
        .replyWith(
            request -> {
              // While the beat's answer is on its way, a refusal is mended by a newer look.
              bench.tickles(Bench.ANSWERED);
              session.recover(Bench.refused(old));
              return Bench.LOGGED_OUT;
            });

    assertThat(session.keepAlive().orElseThrow().beat()).isEqualTo(Beat.MISSED);

    assertThat(session.state()).isEqualTo(SessionState.OPEN);
    assertThat(Bench.authorize(session).headers()).isEmpty();
  }

  @Test
  void supervision_overTwoHoursOfAFlappingGateway_forcesNoLogin() {
    Instant start = bench.time.instant();
    bench
        .transport
        .on("POST", Bench.TICKLE)
        .replyWith(
            request ->
                Duration.between(start, bench.time.instant()).toSeconds() / 30 % 2 == 0
                    ? Bench.ANSWERED
                    : SILENCE);
    AuthSession session = bench.open();
    try (AuthRuntime.Supervision supervision =
        bench.runtime.supervise(
            "gateway-session", "s", "credential", session.keepAlive().orElseThrow(), Set.of())) {
      int worked = 0;
      for (int second = 0; second < 7200; second++) {
        bench.time.advance(Duration.ofSeconds(1));
        worked += refusedNowAndThen(session, second) ? 1 : 0;
        assertThat(session.state()).isEqualTo(SessionState.OPEN);
        assertThat(supervision.state()).isIn(SessionState.OPEN, SessionState.DEGRADED);
      }
      assertThat(worked).isGreaterThan(3000);
    }
    assertThat(bench.listener.of(AuthEvent.InteractionRequested.class)).isEmpty();
    assertThat(bench.transport.requests())
        .allSatisfy(request -> assertThat(request.path()).isEqualTo(Bench.TICKLE));
    assertThat(bench.tickled()).isLessThan(7200 / 2);
  }

  /** Returns whether a request could be sent; each minute one meets a 401. */
  private static boolean refusedNowAndThen(AuthSession session, int second) {
    try {
      Object tag = Bench.authorize(session).credentialTag();
      if (second % 60 == 35) {
        session.recover(Bench.refused(tag));
      }
      return true;
    } catch (AuthTransportException silent) {
      assertThat(silent.code()).isEqualTo(GatewayErrorCode.UPSTREAM_DOWN);
      return false;
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
