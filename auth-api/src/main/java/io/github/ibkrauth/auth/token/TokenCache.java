package io.github.ibkrauth.auth.token;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.CredentialRejectedException;
import io.github.ibkrauth.auth.error.SessionLostException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Holds one token and fetches the next: at most one fetch at a time, ahead of expiry in the
 * background where possible.
 *
 * <ul>
 *   <li><b>Fresh</b>: {@link #get()} returns the token after one volatile read and one look at the
 *       clock.
 *   <li><b>Advisory</b> (past a random moment at 60 to 80 percent of its life): returns it and
 *       starts at most one background refresh.
 *   <li><b>Mandatory</b> (none, expired, or within the margin): the first caller fetches on its own
 *       thread, the others wait for it, for a bounded time. If the fetching caller is interrupted,
 *       one of the waiting takes over.
 * </ul>
 *
 * <p>After a failure, callers get the same failure until the back-off is over, so that a server in
 * trouble sees one request per back-off. A rejected credential drops the token at once. Only the
 * very token that was refused can be {@linkplain #invalidate invalidated}.
 *
 * <p>Thread-safe. No lock is held while the source works or a listener is told.
 *
 * @param <T> the type of the token
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class TokenCache<T> implements AutoCloseable {

  private static final Duration NOTABLE_SKEW = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private final String name;
  private final TokenSource<T> source;
  private final RefreshPolicy policy;
  private final AuthRuntime runtime;
  private final String strategyId;
  private final String sessionId;
  private final Function<T, String> fingerprint;
  private final CacheErrors errors;

  private final ReentrantLock lock = new ReentrantLock();
  private volatile Duration skew = Duration.ZERO;

  // Written under the lock; read without it where a stale answer does no harm.
  private volatile @Nullable HeldToken<T> entry;
  private volatile @Nullable Flight<T> flight;
  private volatile @Nullable Setback setback;

  // Guarded by the lock.
  private boolean closed;

  private TokenCache(Builder<T> builder) {
    this.name = builder.name;
    this.source = builder.source;
    this.policy = builder.policy;
    this.runtime = Objects.requireNonNull(builder.runtime, "runtime");
    this.strategyId = builder.strategyId;
    this.sessionId = builder.sessionId;
    this.fingerprint = builder.fingerprint;
    this.errors = new CacheErrors(name, strategyId);
  }

  /**
   * Starts a cache.
   *
   * @param name what the token is called in events and errors, such as {@code access token}
   * @param source where it comes from
   */
  public static <T> Builder<T> builder(String name, TokenSource<T> source) {
    return new Builder<>(name, source);
  }

  /**
   * Returns a valid token; blocks while one is fetched.
   *
   * @throws AuthException when none can be had, or the wait was too long or was interrupted (then
   *     the thread's interrupt flag is set)
   */
  public T get() {
    HeldToken<T> current = entry;
    if (current != null) {
      long now = runtime.clock().millis();
      if (now < current.refreshAt()) {
        return current.value();
      }
      if (now < current.mandatoryAt()) {
        if (flight == null && !heldBack(now)) {
          refreshInBackground(now);
        }
        return current.value();
      }
    }
    return fetchOrJoin();
  }

  /** Returns the token held, if one is held and not expired; never fetches. */
  public Optional<T> peek() {
    HeldToken<T> current = entry;
    return current != null && runtime.clock().millis() < current.mandatoryAt()
        ? Optional.of(current.value())
        : Optional.empty();
  }

  /** Returns when the token held ends, by the local clock, if that is known. */
  public Optional<Instant> expiresAt() {
    HeldToken<T> current = entry;
    return current == null ? Optional.empty() : Optional.ofNullable(current.expiresAt());
  }

  /** Returns the server's clock minus ours as last reported by the source. */
  public Duration skew() {
    return skew;
  }

  /**
   * Drops the token if it is still this one.
   *
   * @param observed the token that was refused
   * @return whether it was dropped; {@code false} when somebody else dropped or replaced it already
   */
  public boolean invalidate(T observed) {
    Objects.requireNonNull(observed, "observed");
    lock.lock();
    try {
      HeldToken<T> current = entry;
      if (current == null || !(current.value() == observed || current.value().equals(observed))) {
        return false;
      }
      entry = null;
    } finally {
      lock.unlock();
    }
    runtime.emit(
        () ->
            new AuthEvent.TokenInvalidated(
                runtime.clock().instant(),
                strategyId,
                sessionId,
                name,
                fingerprint.apply(observed)));
    return true;
  }

  /**
   * Forgets the token, cancels a background refresh, and lets all waiting callers fail with {@link
   * Reason#CLOSED}.
   */
  @Override
  public void close() {
    Flight<T> pending;
    lock.lock();
    try {
      closed = true;
      entry = null;
      setback = null;
      pending = flight;
      flight = null;
    } finally {
      lock.unlock();
    }
    if (pending != null) {
      pending.fail(errors.closed());
      pending.cancel();
    }
  }

  private T fetchOrJoin() {
    long start = runtime.clock().millis();
    while (true) {
      Flight<T> current;
      lock.lock();
      try {
        if (closed) {
          throw errors.closed();
        }
        long now = runtime.clock().millis();
        HeldToken<T> held = entry;
        if (held != null && now < held.mandatoryAt()) {
          return held.value();
        }
        current = flight;
        if (current == null) {
          Setback last = setback;
          if (last != null && last.holdsBack(now)) {
            throw last.failure();
          }
          current = new Flight<>();
          flight = current;
        }
      } finally {
        lock.unlock();
      }
      // A background refresh that still waits for a thread is taken over: it may wait behind us.
      if (current.begin()) {
        return lead(current);
      }
      join(current, patience(start));
      if (current.succeeded()) {
        return current.value();
      }
    }
  }

  /** Returns how many milliseconds are left; a clock that was set back does not add any. */
  private long patience(long start) {
    long most = policy.maxWait().toMillis();
    return Math.min(most, most - (runtime.clock().millis() - start));
  }

  /** Waits for somebody else's fetch to end; throws if it failed or takes too long. */
  private void join(Flight<T> current, long patience) {
    boolean landed;
    try {
      landed = current.await(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw errors.interrupted("waiting for", e);
    }
    if (!landed) {
      throw errors.waitedTooLong(policy.maxWait());
    }
    AuthException failure = current.failure();
    if (failure != null) {
      throw failure;
    }
  }

  private T lead(Flight<T> mine) {
    Instant start = runtime.clock().instant();
    try {
      return publish(mine, source.load(new Context()), start);
    } catch (InterruptedException e) {
      abandon(mine);
      Thread.currentThread().interrupt();
      throw errors.interrupted("fetching", e);
    } catch (AuthException e) {
      failedUnlessInterrupted(mine, e);
      throw e;
    } catch (RuntimeException e) {
      AuthException wrapped = errors.unexpected(e);
      failedUnlessInterrupted(mine, wrapped);
      throw wrapped;
    } catch (Error e) {
      // Counts as a failure: else everybody who waits would meet the same error, one by one.
      failedUnlessInterrupted(mine, errors.unexpected(e));
      throw e;
    } finally {
      abandon(mine);
    }
  }

  /** An interrupt concerns the thread that fetched; those who wait for it must not inherit it. */
  private void failedUnlessInterrupted(Flight<T> mine, AuthException failure) {
    if (failure.code().equals(AuthErrorCode.INTERRUPTED)
        || Thread.currentThread().isInterrupted()) {
      abandon(mine);
    } else {
      failed(mine, failure);
    }
  }

  private T publish(Flight<T> mine, IssuedToken<T> issued, Instant start) {
    Instant end = issued.expiresAt();
    if (end != null && !runtime.clock().instant().isBefore(end)) {
      throw errors.expiredOnArrival();
    }
    HeldToken<T> next = HeldToken.of(issued, policy, runtime.random().nextDouble());
    lock.lock();
    try {
      if (flight != mine) {
        throw errors.closed();
      }
      entry = next;
      setback = null;
      flight = null;
    } finally {
      lock.unlock();
    }
    mine.succeed(next.value());
    runtime.emit(
        () -> {
          Instant now = runtime.clock().instant();
          return new AuthEvent.TokenIssued(
              now,
              strategyId,
              sessionId,
              name,
              fingerprint.apply(next.value()),
              Duration.between(start, now));
        });
    return next.value();
  }

  private void failed(Flight<T> mine, AuthException failure) {
    Duration wait;
    lock.lock();
    try {
      if (flight != mine) {
        return;
      }
      Setback before = setback;
      int inARow = before == null ? 1 : Math.min(before.inARow(), 1_000_000) + 1;
      Duration backoff = policy.backoff().delay(inARow, runtime.random());
      Duration asked = shorter(failure.retryAfter().orElse(Duration.ZERO), LONGEST_WAIT);
      wait = asked.compareTo(backoff) > 0 ? asked : backoff;
      long now = runtime.clock().millis();
      setback = new Setback(inARow, failure, now, now + wait.toMillis());
      if (failure instanceof CredentialRejectedException) {
        entry = null;
      }
      flight = null;
    } finally {
      lock.unlock();
    }
    mine.fail(failure);
    Duration nextAttemptIn = wait;
    runtime.emit(
        () ->
            new AuthEvent.TokenRefreshFailed(
                runtime.clock().instant(),
                strategyId,
                sessionId,
                name,
                failure.code(),
                nextAttemptIn));
  }

  /** Ends a flight without a result: a waiting caller takes over. */
  private void abandon(Flight<T> mine) {
    lock.lock();
    try {
      if (flight == mine) {
        flight = null;
      }
    } finally {
      lock.unlock();
    }
    mine.abandon();
  }

  private void refreshInBackground(long now) {
    Flight<T> mine;
    FutureTask<?> task;
    lock.lock();
    try {
      // The caller looked at the token without the lock; it may have been renewed since.
      HeldToken<T> held = entry;
      if (closed || flight != null || heldBack(now) || held == null || now < held.refreshAt()) {
        return;
      }
      mine = new Flight<>();
      task = new FutureTask<>(() -> leadInBackground(mine), null);
      mine.task(task);
      flight = mine;
    } finally {
      lock.unlock();
    }
    boolean handedOver = false;
    try {
      runtime.executor().execute(task);
      handedOver = true;
    } catch (RuntimeException e) {
      // Full or shut down: the token held is good, and the next caller tries again.
      return;
    } finally {
      if (!handedOver) {
        abandon(mine);
      }
    }
  }

  private boolean heldBack(long now) {
    Setback last = setback;
    return last != null && last.holdsBack(now);
  }

  private void leadInBackground(Flight<T> mine) {
    if (!mine.begin()) {
      return;
    }
    try {
      lead(mine);
    } catch (AuthException e) {
      // Told to the listener and kept as the last failure; callers have the old token.
      return;
    }
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private final class Context implements TokenSource.LoadContext {

    @Override
    public Instant now() {
      return runtime.clock().instant();
    }

    @Override
    public Duration skew() {
      return skew;
    }

    @Override
    public void serverDate(Instant date) {
      Instant now = runtime.clock().instant();
      Duration measured = Duration.between(now, date);
      // The header has whole seconds: a difference below one second says nothing.
      skew = measured.abs().compareTo(Duration.ofSeconds(1)) <= 0 ? Duration.ZERO : measured;
      if (measured.abs().compareTo(NOTABLE_SKEW) > 0) {
        runtime.emit(() -> new AuthEvent.ClockSkewDetected(now, strategyId, sessionId, measured));
      }
    }
  }

  /** Builds a cache. Not thread-safe. */
  public static final class Builder<T> {

    private final String name;
    private final TokenSource<T> source;
    private RefreshPolicy policy = RefreshPolicy.standard();
    private @Nullable AuthRuntime runtime;
    private String strategyId = "";
    private String sessionId = "";
    private Function<T, String> fingerprint = token -> "";

    private Builder(String name, TokenSource<T> source) {
      this.name = Objects.requireNonNull(name, "name");
      this.source = Objects.requireNonNull(source, "source");
    }

    /** Sets when to fetch; {@link RefreshPolicy#standard()} if not called. */
    public Builder<T> policy(RefreshPolicy value) {
      this.policy = Objects.requireNonNull(value, "policy");
      return this;
    }

    /** Sets clock, executor, random numbers and listener; required. */
    public Builder<T> runtime(AuthRuntime value) {
      this.runtime = Objects.requireNonNull(value, "runtime");
      return this;
    }

    /** Sets what events and errors name as strategy and session. */
    public Builder<T> owner(String strategy, String session) {
      this.strategyId = Objects.requireNonNull(strategy, "strategy");
      this.sessionId = Objects.requireNonNull(session, "session");
      return this;
    }

    /**
     * Sets how events name a token; such as {@link io.github.ibkrauth.auth.Secret#fingerprint()}.
     * Without it they name none.
     */
    public Builder<T> fingerprint(Function<T, String> value) {
      this.fingerprint = Objects.requireNonNull(value, "fingerprint");
      return this;
    }

    /** Builds the cache, empty. */
    public TokenCache<T> build() {
      return new TokenCache<>(this);
    }
  }
}
