package io.github.ibkrauth.ibkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.auth.Capability;
import io.github.ibkrauth.auth.SessionState;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.error.CredentialRejectedException;
import io.github.ibkrauth.auth.error.SessionLostException;
import io.github.ibkrauth.auth.http.RequestSigner;
import io.github.ibkrauth.auth.http.SignableRequest;
import io.github.ibkrauth.auth.spi.KeepAlive;
import io.github.ibkrauth.auth.testkit.ManualTime;
import io.github.ibkrauth.ibkr.endpoint.RequestLimiter;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Renewing the outer login while calls are under way. */
class LazyAuthSessionTest {

  private static final SignableRequest REQUEST =
      SignableRequest.builder("GET", URI.create("https://api.test/v1/api/tickle")).build();

  private final ManualTime time = ManualTime.at(Instant.parse("2026-01-05T12:00:00Z"));
  private final AuthRuntime runtime = time.runtime().build();
  private final FixedProvider provider = new FixedProvider();
  private final LazyAuthSession session =
      new LazyAuthSession(
          new StrategyHomes(
              provider.create(Scripted.config(), runtime),
              List.of(),
              host ->
                  provider.create(Scripted.config("ibkr.auth.fixed.base-url", "" + host), runtime)),
          runtime,
          RequestLimiter.none(runtime));

  private boolean renew() {
    return session.renew(session.sequence().get(), false, false);
  }

  @Test
  void renew_whenOpen_closesOneAndOpensAnother() {
    session.opened();
    long seen = session.sequence().get();
    assertThat(session.openedSince(seen)).isFalse();
    assertThat(session.renew(seen, false, false)).isTrue();
    assertThat(provider.opened).hasValue(2);
    assertThat(provider.closed).hasValue(1);
    assertThat(session.renew(seen, false, false)).as("was done meanwhile").isTrue();
    assertThat(provider.opened).hasValue(2);
  }

  @Test
  void renew_soonAfterTheLast_isPutOffEverLonger() {
    session.opened();
    int renewed = 0;
    for (int minute = 0; minute < 20; minute++) {
      renewed += renew() ? 1 : 0;
      time.advance(Duration.ofMinutes(1));
    }
    assertThat(renewed).isBetween(4, 6);
    assertThat(session.isOpen()).isTrue();
    assertThat(session.renew(session.sequence().get(), false, true)).as("forced").isTrue();
  }

  @Test
  void renew_afterALongLife_isDoneAtOnce() {
    session.opened();
    for (int day = 0; day < 5; day++) {
      time.advance(Duration.ofDays(1));
      assertThat(renew()).isTrue();
    }
  }

  @Test
  void renew_whenTheLoginFails_leavesNoneAndHoldsCallersBack() {
    session.opened();
    provider.refusal = new AuthTransportException(Details.of(AuthErrorCode.TRANSPORT, "down"));
    assertThatThrownBy(this::renew).isSameAs(provider.refusal);
    assertThat(session.isOpen()).isFalse();
    assertThat(session.state()).isEqualTo(SessionState.LOST);
    int attempts = provider.attempts.get();
    for (int i = 0; i < 100; i++) {
      assertThat(catchThrowable(session::opened)).isInstanceOf(AuthTransportException.class);
    }
    assertThat(provider.attempts).hasValue(attempts);
    provider.refusal = null;
    time.advance(Duration.ofSeconds(1));
    assertThat(session.opened()).isNotNull();
    assertThat(session.state()).isEqualTo(SessionState.OPEN);
  }

  @Test
  void renew_whenTheClockWasSetBack_isNotHeldBackUntilItCatchesUp() {
    session.opened();
    assertThat(renew()).isTrue();
    assertThat(renew()).as("too soon").isFalse();
    time.jumpBack(Duration.ofDays(1));
    assertThat(renew()).isTrue();
    assertThat(renew()).as("too soon again").isFalse();
  }

  @Test
  void opened_whenTheClockWasSetBackAfterAFailure_isTriedAgain() {
    session.opened();
    provider.refusal =
        new CredentialRejectedException(Details.of(AuthErrorCode.CREDENTIAL_REJECTED, "no"));
    assertThatThrownBy(this::renew).isSameAs(provider.refusal);
    provider.refusal = null;
    assertThat(catchThrowable(session::opened)).isNotNull();
    time.jumpBack(Duration.ofDays(1));
    assertThat(session.opened()).isNotNull();
  }

  @Test
  @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void opened_byAListenerThatIsToldOfTheOpening_failsInsteadOfWaitingForItself() {
    List<Throwable> thrown = new ArrayList<>();
    LazyAuthSession[] lazy = new LazyAuthSession[1];
    AuthStrategy inner = provider.create(Scripted.config(), runtime);
    AuthStrategy strategy =
        new AuthStrategy() {
          @Override
          public String id() {
            return inner.id();
          }

          @Override
          public Set<Capability> capabilities() {
            return inner.capabilities();
          }

          @Override
          public AuthSession open() {
            // As a listener that is told of a token does it.
            thrown.add(catchThrowable(() -> lazy[0].baseUri()));
            thrown.add(catchThrowable(() -> lazy[0].renew(0, false, true)));
            return inner.open();
          }
        };
    lazy[0] =
        new LazyAuthSession(
            new StrategyHomes(strategy, List.of(), host -> strategy),
            runtime,
            RequestLimiter.none(runtime));
    assertThat(lazy[0].opened()).isNotNull();
    assertThat(thrown).hasSize(2).allMatch(IllegalStateException.class::isInstance);
  }

  @Test
  void opened_whenTheRuntimeIsClosed_logsInOnceAndKeepsNothingAlive() {
    provider.keepAlive =
        new KeepAlive() {
          @Override
          public Duration interval() {
            return Duration.ofMinutes(1);
          }

          @Override
          public Duration deadline() {
            return Duration.ofMinutes(5);
          }

          @Override
          public Beat beat() {
            return Beat.OK;
          }
        };
    runtime.close();
    assertThat(session.opened()).isSameAs(session.opened());
    assertThat(provider.opened).hasValue(1);
    assertThat(time.pendingTasks()).isZero();
  }

  @Test
  void opened_whenTheFirstAttemptFails_isTriedAgainAtOnceAndThenWithPauses() {
    provider.refusal =
        new CredentialRejectedException(Details.of(AuthErrorCode.CREDENTIAL_REJECTED, "no"));
    for (int i = 0; i < 50; i++) {
      assertThat(catchThrowable(session::opened)).isInstanceOf(CredentialRejectedException.class);
    }
    assertThat(provider.attempts).hasValue(2);
  }

  @Test
  void opened_whenTheBrokerWantsFewerRequests_isLeftAloneForAMinute() {
    provider.refusal =
        new AuthTransportException(Details.of(AuthErrorCode.RATE_LIMITED, "too many"));
    for (int i = 0; i < 59; i++) {
      assertThat(catchThrowable(session::opened)).isSameAs(provider.refusal);
      time.advance(Duration.ofSeconds(1));
    }
    assertThat(provider.attempts).hasValue(1);
    provider.refusal = null;
    time.advance(Duration.ofSeconds(2));
    session.opened();
    assertThat(provider.attempts).hasValue(2);
  }

  @Test
  void authorize_whenTheSessionIsReplacedUnderTheRequest_signsWithTheNewOne() {
    AtomicInteger renewals = new AtomicInteger();
    AuthSession[] first = new AuthSession[1];
    LazyAuthSession[] lazy = new LazyAuthSession[1];
    AuthStrategy strategy =
        new Wrapped(
            provider.create(Scripted.config(), runtime),
            request -> {
              if (renewals.getAndIncrement() == 0) {
                // Replaced between the choice of the session and its signature.
                assertThat(lazy[0].renew(lazy[0].sequence().get(), false, false)).isTrue();
              }
            });
    lazy[0] =
        new LazyAuthSession(
            new StrategyHomes(strategy, List.of(), host -> strategy),
            runtime,
            RequestLimiter.none(runtime));
    first[0] = lazy[0].opened();
    Object tag = lazy[0].signer().authorize(REQUEST).credentialTag();
    assertThat(provider.opened).hasValue(2);
    assertThat(tag).isNotNull();
    assertThat(lazy[0].opened()).isNotSameAs(first[0]);
  }

  @Test
  void renew_whenManyAsk_isDoneOnce() throws Exception {
    session.opened();
    long seen = session.sequence().get();
    CountDownLatch go = new CountDownLatch(1);
    ExecutorService callers = Executors.newFixedThreadPool(16);
    try {
      List<Future<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        all.add(
            callers.submit(
                () -> {
                  go.await();
                  session.signer().authorize(REQUEST);
                  return session.renew(seen, false, false);
                }));
      }
      go.countDown();
      for (Future<Boolean> one : all) {
        assertThat(one.get(10, TimeUnit.SECONDS)).isTrue();
      }
    } finally {
      callers.shutdownNow();
    }
    assertThat(provider.opened).hasValue(2);
    assertThat(provider.closed).hasValue(1);
  }

  @Test
  void renew_elsewhere_goesToTheHostsInTurn() {
    LazyAuthSession moving =
        new LazyAuthSession(
            new StrategyHomes(
                provider.create(Scripted.config(), runtime),
                List.of(URI.create("https://1.api.test"), URI.create("https://2.api.test")),
                host ->
                    provider.create(
                        Scripted.config("ibkr.auth.fixed.base-url", host.toString()), runtime)),
            runtime,
            RequestLimiter.none(runtime));
    moving.opened();
    List<String> hosts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      moving.renew(moving.sequence().get(), true, true);
      hosts.add(moving.baseUri().getHost());
      assertThat(moving.origins()).extracting(origin -> origin.host()).containsOnly(hosts.get(i));
    }
    assertThat(hosts).containsExactly("1.api.test", "2.api.test", "1.api.test");
  }

  @Test
  void renew_whenClosed_isRefused() {
    session.opened();
    session.close();
    assertThatThrownBy(this::renew).isInstanceOf(SessionLostException.class);
    assertThat(provider.opened).hasValue(1);
  }

  /** A strategy that lets a test act right before a session signs. */
  private record Wrapped(AuthStrategy inner, Consumer<SignableRequest> before)
      implements AuthStrategy {

    @Override
    public String id() {
      return inner.id();
    }

    @Override
    public Set<Capability> capabilities() {
      return inner.capabilities();
    }

    @Override
    public AuthSession open() {
      AuthSession session = inner.open();
      return (AuthSession)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {AuthSession.class},
              (proxy, method, arguments) -> {
                if (!method.getName().equals("signer")) {
                  return method.invoke(session, arguments);
                }
                RequestSigner signer = session.signer();
                return (RequestSigner)
                    request -> {
                      before.accept(request);
                      return signer.authorize(request);
                    };
              });
    }
  }
}
