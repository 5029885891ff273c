package io.github.ibkrauth.auth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.http.Recovery;
import io.github.ibkrauth.auth.http.RequestAuthorization;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The tests that every strategy must pass. Inherit it, start a server that plays the real one, and
 * tell the contract about both; JUnit runs the inherited tests.
 *
 * <pre>{@code
 * class MyStrategyContractTest extends AuthStrategyContract {
 *   private final MyFakeServer server = new MyFakeServer();
 *
 *   @Override protected AuthStrategyProvider provider() { return new MyProvider(); }
 *   @Override protected Map<String, String> validSettings() {
 *     return Map.of("my-strategy.token", "canary-1234", "my-strategy.base-url", server.url());
 *   }
 *   ...
 * }
 * }</pre>
 *
 * <p>Tests of features that a strategy does not claim by a {@link
 * io.github.ibkrauth.auth.Capability} are skipped, with the reason. A hook that the strategy's
 * server cannot provide may skip the tests that need it by {@code Assumptions.abort}.
 *
 * <p>Output is captured while a test runs: do not run several classes at the same time in one
 * process.
 */
@ApiLevel(ApiLevel.Kind.API)
public abstract class AuthStrategyContract extends SessionContract {

  private static final int CROWD = 64;

  /** For subclasses. */
  protected AuthStrategyContract() {}

  @Test
  void signer_whenManyColdCallersCome_fetchesOnce() throws Exception {
    delayCredentials(SLOW);
    int before = credentialRequests();
    AuthSession session = open();

    List<Errand<Object>> crowd = Errand.together(CROWD, () -> authorize(session).credentialTag());

    assertEquals(before + 1, credentialRequests(), "each caller fetched for itself");
    assertEquals(1, distinct(crowd).size(), "the callers got different credentials");
  }

  @Test
  void recover_whenManyRefusalsComeAtOnce_renewsOnce() throws Exception {
    AuthSession session = open();
    Object old = authorize(session).credentialTag();
    rejectCurrentCredential();
    delayCredentials(SLOW);
    int before = credentialRequests();

    List<Errand<Object>> crowd =
        Errand.together(
            CROWD,
            () -> {
              assertEquals(Recovery.RETRY, session.recover(refusal(old)));
              return authorize(session).credentialTag();
            });

    assertEquals(before + 1, credentialRequests(), "a storm of refusals caused several renewals");
    Set<Object> tags = distinct(crowd);
    assertEquals(1, tags.size());
    assertNotEquals(old, tags.iterator().next());
    delayCredentials(Duration.ZERO);
    assertEquals(200, call(session));
  }

  @Test
  void signer_whenTheServerIsInTrouble_isNotAStorm() throws Exception {
    AuthSession session = open();
    Object old = authorize(session).credentialTag();
    rejectCurrentCredential();
    breakCredentials(true);
    session.recover(refusal(old));
    int before = credentialRequests();

    List<Errand<RequestAuthorization>> crowd = Errand.together(CROWD, () -> authorize(session));

    for (Errand<RequestAuthorization> caller : crowd) {
      leaks.scan(caller.refusal());
    }
    int asked = credentialRequests() - before;
    assertTrue(asked <= CROWD / 8, CROWD + " callers caused " + asked + " requests");
  }

  @Test
  void signer_whenAWaitingCallerIsInterrupted_keepsTheFlagAndHarmsNobody() throws Exception {
    AuthSession session = open();
    Errand<Integer> leader = startSlowRenewal(session);
    Errand<RequestAuthorization> waiting = Errand.start(() -> authorize(session));
    Errand<RequestAuthorization> other = Errand.start(() -> authorize(session));
    waiting.untilWaiting();

    waiting.interrupt();

    leaks.scan(waiting.refusal());
    assertTrue(waiting.interruptedAtEnd(), "the interrupt flag was lost");
    other.value();
    assertEquals(200, leader.value());
  }

  @Test
  void signer_whenTheFetchingCallerIsInterrupted_strandsNobody() throws Exception {
    AuthSession session = open();
    Errand<Integer> leader = startSlowRenewal(session);
    List<Errand<RequestAuthorization>> others = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      others.add(Errand.start(() -> authorize(session)));
    }
    for (Errand<RequestAuthorization> other : others) {
      other.untilWaiting();
    }

    leader.interrupt();
    delayCredentials(Duration.ZERO);

    assertEquals(1, distinctTags(others).size(), "those who waited got different credentials");
    leader.end();
    assertEquals(200, call(session));
  }

  @Test
  void close_whileACredentialIsFetched_letsEveryCallerGo() throws Exception {
    AuthSession session = open();
    Errand<Integer> leader = startSlowRenewal(session);
    Errand<RequestAuthorization> waiting = Errand.start(() -> authorize(session));
    waiting.untilWaiting();

    session.close();

    leaks.scan(waiting.refusal());
    Throwable end = leader.failure();
    leaks.scan(Optional.ofNullable(end));
    assertTrue(
        end instanceof AuthException || end == null && leader.value() == 401,
        "the fetching caller ended with " + end);
    delayCredentials(Duration.ZERO);
  }

  @Test
  void call_whenTheContextClassLoaderIsNull_works() throws Exception {
    Errand<Integer> caller =
        Errand.start(
            () -> {
              Thread.currentThread().setContextClassLoader(null);
              AuthSession session = open();
              int first = call(session);
              rejectCurrentCredential();
              return Math.max(first, call(session));
            });

    assertEquals(200, caller.value());
  }

  @Test
  void call_onTheCommonPool_works() throws Exception {
    CompletableFuture<Integer> caller =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return call(open());
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            },
            ForkJoinPool.commonPool());

    assertEquals(200, caller.get(30, TimeUnit.SECONDS));
  }

  @Test
  void call_onVirtualThreads_works() throws Exception {
    Method start = startVirtualThread();
    AuthSession session = open();
    int before = credentialRequests();
    rejectCurrentCredential();
    List<CompletableFuture<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < CROWD; i++) {
      CompletableFuture<Integer> call = new CompletableFuture<>();
      calls.add(call);
      Runnable work =
          () -> {
            try {
              call.complete(call(session));
            } catch (Exception | Error e) {
              call.completeExceptionally(e);
            }
          };
      start.invoke(null, work);
    }

    for (CompletableFuture<Integer> call : calls) {
      assertEquals(200, call.get(30, TimeUnit.SECONDS));
    }
    assertTrue(credentialRequests() <= before + 2, "virtual threads caused several renewals");
  }

  /** Returns a caller that is fetching a new credential, which takes a while. */
  private Errand<Integer> startSlowRenewal(AuthSession session) throws Exception {
    assertEquals(200, call(session));
    rejectCurrentCredential();
    delayCredentials(SLOW);
    int before = credentialRequests();
    Errand<Integer> leader = Errand.start(() -> call(session));
    Errand.until("a new credential is asked for", () -> credentialRequests() > before);
    return leader;
  }

  private static Method startVirtualThread() {
    try {
      return Thread.class.getMethod("startVirtualThread", Runnable.class);
    } catch (NoSuchMethodException e) {
      return abort("this JDK has no virtual threads");
    }
  }

  private static Set<Object> distinct(List<Errand<Object>> crowd) throws InterruptedException {
    Set<Object> values = new HashSet<>();
    for (Errand<Object> errand : crowd) {
      values.add(errand.value());
    }
    return values;
  }

  private static Set<Object> distinctTags(List<Errand<RequestAuthorization>> crowd)
      throws InterruptedException {
    Set<Object> tags = new HashSet<>();
    for (Errand<RequestAuthorization> errand : crowd) {
      tags.add(errand.value().credentialTag());
    }
    return tags;
  }
}
