package io.github.ibkrauth.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.FakeTime;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.error.SessionLostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads at once; the test decides when a fetch ends. */
@Timeout(60)
class TokenCacheCrowdTest {

  private static final int CROWD = 64;
  private static final Duration HOUR = Duration.ofHours(1);

  private final FakeTime time = new FakeTime();
  private final AuthRuntime runtime = AuthRuntime.builder().clock(time).build();
  private final AtomicInteger loads = new AtomicInteger();
  private final CountDownLatch loading = new CountDownLatch(1);
  private final Semaphore mayEnd = new Semaphore(0);
  private TokenCache<String> cache = cache(this::slowly, RefreshPolicy.standard());

  @AfterEach
  void close() {
    cache.close();
    runtime.close();
  }

  @Test
  void get_whenTenThousandCallersComeAtExpiry_fetchesExactlyOnce() throws Exception {
    cache = cache(this::atOnce, RefreshPolicy.standard());
    cache.get();
    time.advance(HOUR);
    ExecutorService callers = Executors.newFixedThreadPool(CROWD);
    List<Future<String>> results = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      results.add(callers.submit(cache::get));
    }
    Set<String> tokens = new HashSet<>();
    for (Future<String> result : results) {
      tokens.add(result.get());
    }
    callers.shutdown();

    assertThat(tokens).containsExactly("token-2");
    assertThat(loads).hasValue(2);
  }

  @Test
  void get_inManyRoundsOfExpiry_fetchesExactlyOnceARound() throws Exception {
    cache = cache(this::atOnce, RefreshPolicy.standard());
    ExecutorService callers = Executors.newFixedThreadPool(CROWD);
    for (int round = 1; round <= 200; round++) {
      List<Future<String>> results = new ArrayList<>();
      for (int i = 0; i < CROWD; i++) {
        results.add(callers.submit(cache::get));
      }
      for (Future<String> result : results) {
        assertThat(result.get()).isEqualTo("token-" + round);
      }
      assertThat(loads).hasValue(round);
      time.advance(HOUR);
    }
    callers.shutdown();
  }

  @Test
  void get_whenManyComeCold_oneFetchesAndAllGetIt() throws Exception {
    List<Caller<String>> crowd = Caller.start(CROWD, cache::get);
    loading.await();
    for (Caller<String> caller : crowd) {
      caller.untilWaiting();
    }

    mayEnd.release();

    for (Caller<String> caller : crowd) {
      assertThat(caller.value()).isEqualTo("token-1");
    }
    assertThat(loads).hasValue(1);
  }

  @Test
  void invalidate_inAStormOnOneToken_renewsExactlyOnce() throws Exception {
    cache = cache(this::atOnce, RefreshPolicy.standard());
    for (int round = 1; round <= 100; round++) {
      String old = cache.get();
      AtomicInteger winners = new AtomicInteger();
      List<Caller<String>> storm =
          Caller.start(
              CROWD,
              () -> {
                if (cache.invalidate(old)) {
                  winners.incrementAndGet();
                }
                return cache.get();
              });
      for (Caller<String> caller : storm) {
        assertThat(caller.value()).isEqualTo("token-" + (round + 1));
      }
      assertThat(winners).hasValue(1);
      assertThat(loads).hasValue(round + 1);
    }
  }

  @Test
  void get_whenTheLeaderIsInterrupted_aFollowerTakesOverAndNobodyElseIsHurt() throws Exception {
    Caller<String> leader = Caller.start(cache::get);
    loading.await();
    List<Caller<String>> followers = Caller.start(8, cache::get);
    for (Caller<String> follower : followers) {
      follower.untilWaiting();
    }

    leader.interrupt();

    assertThat(code(leader.failure())).isEqualTo(AuthErrorCode.INTERRUPTED);
    assertThat(leader.interruptedAtEnd()).isTrue();
    mayEnd.release();
    for (Caller<String> follower : followers) {
      assertThat(follower.value()).isEqualTo("token-2");
      assertThat(follower.interruptedAtEnd()).isFalse();
    }
    assertThat(loads).hasValue(2);
  }

  @Test
  void get_whenTheLeadersInterruptLooksLikeAnotherFailure_isNotInherited() throws Exception {
    // As a blocking connection does: the flag stays set and some unchecked exception flies.
    cache =
        cache(
            context -> {
              try {
                return slowly(context);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("closed by interrupt", e);
              }
            },
            RefreshPolicy.standard());
    Caller<String> leader = Caller.start(cache::get);
    loading.await();
    Caller<String> follower = Caller.start(cache::get).untilWaiting();

    leader.interrupt();
    assertThat(leader.failure()).isInstanceOf(AuthProtocolException.class);
    mayEnd.release();

    assertThat(follower.value()).isEqualTo("token-2");
  }

  @Test
  void get_whenAFollowerIsInterrupted_onlyThatOneLeaves() throws Exception {
    Caller<String> leader = Caller.start(cache::get);
    loading.await();
    Caller<String> leaving = Caller.start(cache::get).untilWaiting();
    Caller<String> staying = Caller.start(cache::get).untilWaiting();

    leaving.interrupt();

    assertThat(code(leaving.failure())).isEqualTo(AuthErrorCode.INTERRUPTED);
    assertThat(leaving.interruptedAtEnd()).isTrue();
    mayEnd.release();
    assertThat(leader.value()).isEqualTo("token-1");
    assertThat(staying.value()).isEqualTo("token-1");
  }

  @Test
  void get_whenTheLeaderFails_allGetTheFailureAfterOneFetch() throws Exception {
    cache =
        cache(
            context -> {
              slowly(context);
              throw new AuthTransportException(Details.of(AuthErrorCode.SERVER_TROUBLE, "503"));
            },
            RefreshPolicy.standard());
    List<Caller<String>> crowd = Caller.start(CROWD, cache::get);
    loading.await();
    for (Caller<String> caller : crowd) {
      caller.untilWaiting();
    }
    mayEnd.release();

    for (Caller<String> caller : crowd) {
      assertThat(code(caller.failure())).isEqualTo(AuthErrorCode.SERVER_TROUBLE);
    }
    assertThat(loads).hasValue(1);
  }

  @Test
  void get_whenTheLeaderDiesOfAnError_followersGetAFailureAndDoNotDieOneByOne() throws Exception {
    cache =
        cache(
            context -> {
              slowly(context);
              throw new StackOverflowError();
            },
            RefreshPolicy.standard());
    Caller<String> leader = Caller.start(cache::get);
    loading.await();
    List<Caller<String>> followers = Caller.start(8, cache::get);
    for (Caller<String> follower : followers) {
      follower.untilWaiting();
    }
    mayEnd.release();

    assertThat(leader.failure()).isInstanceOf(StackOverflowError.class);
    for (Caller<String> follower : followers) {
      assertThat(follower.failure())
          .isInstanceOf(AuthProtocolException.class)
          .hasMessageContaining("java.lang.StackOverflowError");
    }
    assertThat(loads).hasValue(1);
  }

  @Test
  void get_whenTheLeaderIsSlow_followersWaitForABoundedTime() throws Exception {
    cache = cache(this::slowly, RefreshPolicy.standard().withMaxWait(Duration.ofMillis(50)));
    Caller<String> leader = Caller.start(cache::get);
    loading.await();
    Caller<String> follower = Caller.start(cache::get);

    assertThat(follower.failure()).isInstanceOf(AuthTransportException.class);
    assertThat(code(follower.failure())).isEqualTo(AuthErrorCode.TIMEOUT);
    mayEnd.release();
    assertThat(leader.value()).isEqualTo("token-1");
    assertThat(loads).hasValue(1);
  }

  @Test
  void get_whenInTheAdvisoryWindow_neverBlocksAndRefreshesOnce() throws Exception {
    mayEnd.release();
    cache.get();
    time.advance(Duration.ofMinutes(50));

    for (Caller<String> caller : Caller.start(CROWD, cache::get)) {
      assertThat(caller.value()).isEqualTo("token-1");
    }
    mayEnd.release();
    while (!cache.get().equals("token-2")) {
      Thread.onSpinWait();
    }

    assertThat(loads).hasValue(2);
  }

  @Test
  void get_whenTheExecutorIsFullOfCallers_doesNotWaitForItself() throws Exception {
    ExecutorService single = Executors.newSingleThreadExecutor();
    AuthRuntime narrow = AuthRuntime.builder().clock(time).executor(single).build();
    cache =
        TokenCache.builder("t", this::atOnce)
            .policy(RefreshPolicy.standard().withMaxWait(Duration.ofSeconds(10)))
            .runtime(narrow)
            .build();
    cache.get();
    // The application's own task, on the only thread: a refresh is queued behind it.
    Future<String> task =
        single.submit(
            () -> {
              time.advance(Duration.ofMinutes(50));
              cache.get();
              time.advance(HOUR);
              return cache.get();
            });

    assertThat(task.get()).isEqualTo("token-2");
    single.shutdown();
  }

  @Test
  void close_whileFetchingWithWaiters_letsAllGo() throws Exception {
    Caller<String> leader = Caller.start(cache::get);
    loading.await();
    Caller<String> follower = Caller.start(cache::get).untilWaiting();

    cache.close();

    assertThat(reason(follower.failure())).isEqualTo(SessionLostException.Reason.CLOSED);
    mayEnd.release();
    assertThat(reason(leader.failure())).isEqualTo(SessionLostException.Reason.CLOSED);
    assertThat(cache.peek()).isEmpty();
  }

  @Test
  void close_whileRefreshingInTheBackground_interruptsTheFetch() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(2);
    cache =
        cache(
            context -> {
              second.countDown();
              if (loads.get() == 0) {
                return atOnce(context);
              }
              try {
                return slowly(context);
              } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
              }
            },
            RefreshPolicy.standard());
    cache.get();
    time.advance(Duration.ofMinutes(50));
    assertThat(cache.get()).isEqualTo("token-1");
    second.await();
    loading.await();

    cache.close();

    interrupted.await();
    assertThat(cache.peek()).isEmpty();
  }

  @Test
  void get_whileAnInvalidatedTokenIsRenewedInTheBackground_waitsForThatOne() throws Exception {
    mayEnd.release();
    cache.get();
    time.advance(Duration.ofMinutes(50));
    cache.get();
    while (loads.get() < 2) {
      Thread.onSpinWait();
    }
    cache.invalidate("token-1");
    Caller<String> caller = Caller.start(cache::get).untilWaiting();

    mayEnd.release();

    assertThat(caller.value()).isEqualTo("token-2");
    assertThat(loads).hasValue(2);
  }

  private TokenCache<String> cache(TokenSource<String> source, RefreshPolicy policy) {
    return TokenCache.builder("t", source).policy(policy).runtime(runtime).build();
  }

  private IssuedToken<String> atOnce(TokenSource.LoadContext context) {
    return IssuedToken.lasting("token-" + loads.incrementAndGet(), context.now(), HOUR);
  }

  private IssuedToken<String> slowly(TokenSource.LoadContext context) throws InterruptedException {
    IssuedToken<String> token = atOnce(context);
    loading.countDown();
    mayEnd.acquire();
    return token;
  }

  private static AuthErrorCode code(Throwable failure) {
    return ((AuthException) failure).code();
  }

  private static SessionLostException.Reason reason(Throwable failure) {
    return ((SessionLostException) failure).reason();
  }
}
