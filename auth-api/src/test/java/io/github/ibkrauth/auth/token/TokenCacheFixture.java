package io.github.ibkrauth.auth.token;

import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.FakeTime;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthTransportException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;

/** One thread, a clock that the test moves, an executor whose tasks the test runs. */
abstract class TokenCacheFixture {

  static final Duration HOUR = Duration.ofHours(1);

  final FakeTime time = new FakeTime();
  final Deque<Runnable> background = new ArrayDeque<>();
  final List<AuthEvent> events = new CopyOnWriteArrayList<>();
  final Deque<AuthException> failures = new ArrayDeque<>();
  Executor executor = background::add;
  int loads;
  TokenCache<String> cache = cache(Duration.ofHours(1));

  @AfterEach
  void close() {
    cache.close();
  }

  TokenCache<String> cache(Duration life) {
    return cache(life, time.runtime(0.5).listener(events::add), RefreshPolicy.standard());
  }

  TokenCache<String> cache(Duration life, AuthRuntime.Builder runtime, RefreshPolicy policy) {
    return TokenCache.builder("t", context -> load(context, life))
        .policy(policy)
        .runtime(runtime.executor(task -> executor.execute(task)).build())
        .build();
  }

  IssuedToken<String> load(TokenSource.LoadContext context, Duration life) {
    loads++;
    AuthException failure = failures.poll();
    if (failure != null) {
      throw failure;
    }
    return IssuedToken.lasting("token-" + loads, context.now(), life);
  }

  <E extends AuthEvent> List<E> of(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  static AuthException transport() {
    return new AuthTransportException(Details.of(AuthErrorCode.TRANSPORT, "No connection."));
  }

  static AuthException asking(Duration wait) {
    return new AuthTransportException(
        Details.of(AuthErrorCode.RATE_LIMITED, "Too many requests.").withRetryAfter(wait));
  }
}
