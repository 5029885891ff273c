package io.github.ibkrauth.auth.token;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.error.CredentialRejectedException;
import io.github.ibkrauth.auth.error.SessionLostException;
import io.github.ibkrauth.auth.error.SessionLostException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
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

  private final String name;
  private final TokenSource<T> source;
  private final RefreshPolicy policy;
  private final AuthRuntime runtime;
  private final String strategyId;
  private final String sessionId;
  private final Function<T, String> fingerprint;

  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Entry<T> entry;
  private volatile Duration skew = Duration.ZERO;

  // Guarded by the lock.
  private @Nullable Flight<T> flight;
  private @Nullable AuthException lastFailure;
  private int failures;
  private long nextAttemptAt = Long.MIN_VALUE;
  private boolean closed;

  private TokenCache(Builder<T> builder) {
    this.name = builder.name;
    this.source = builder.source;
    this.policy = builder.policy;
    this.runtime = Objects.requireNonNull(builder.runtime, "runtime");
    this.strategyId = builder.strategyId;
    this.sessionId = builder.sessionId;
    this.fingerprint = builder.fingerprint;
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
    Entry<T> current = entry;
    if (current != null) {
      long now = runtime.clock().millis();
      if (now < current.refreshAt) {
        return current.value;
      }
      if (now < current.mandatoryAt) {
        refreshInBackground(now);
        return current.value;
      }
    }
    return fetchOrJoin();
  }

  /** Returns the token held, if one is held and not expired; never fetches. */
  public Optional<T> peek() {
    Entry<T> current = entry;
    return current != null && runtime.clock().millis() < current.mandatoryAt
        ? Optional.of(current.value)
        : Optional.empty();
  }

  /** Returns when the token held ends, by the local clock, if that is known. */
  public Optional<Instant> expiresAt() {
    Entry<T> current = entry;
    return current == null ? Optional.empty() : Optional.ofNullable(current.expiresAt);
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
      Entry<T> current = entry;
      if (current == null || !(current.value == observed || current.value.equals(observed))) {
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
      lastFailure = null;
      pending = flight;
      flight = null;
    } finally {
      lock.unlock();
    }
    if (pending != null) {
      pending.fail(closedFailure());
      pending.cancel();
    }
  }

  private T fetchOrJoin() {
    long start = runtime.clock().millis();
    while (true) {
      Flight<T> mine = null;
      Flight<T> current;
      lock.lock();
      try {
        if (closed) {
          throw closedFailure();
        }
        long now = runtime.clock().millis();
        Entry<T> held = entry;
        if (held != null && now < held.mandatoryAt) {
          return held.value;
        }
        if (flight == null) {
          if (lastFailure != null && now < nextAttemptAt) {
            throw lastFailure;
          }
          mine = new Flight<>();
          flight = mine;
        }
        current = flight;
      } finally {
        lock.unlock();
      }
      if (mine != null) {
        return lead(mine);
      }
      join(current, policy.maxWait().toMillis() - (runtime.clock().millis() - start));
      if (current.succeeded()) {
        return current.value();
      }
    }
  }

  /** Waits for somebody else's fetch to end; throws if it failed or takes too long. */
  private void join(Flight<T> current, long patience) {
    boolean landed;
    try {
      landed = current.await(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted("while waiting for the " + name, e);
    }
    if (!landed) {
      throw new AuthTransportException(
          Details.of(
                  AuthErrorCode.TIMEOUT,
                  "Waited "
                      + policy.maxWait().toSeconds()
                      + " s for another caller that is fetching the "
                      + name
                      + ". Try again; if it stays so, check the connection to the token server.")
              .withStrategy(strategyId));
    }
    AuthException failure = current.failure();
    if (failure != null) {
      throw failure;
    }
  }

  private T lead(Flight<T> mine) {
    try {
      IssuedToken<T> issued = source.load(new Context());
      return publish(mine, issued);
    } catch (InterruptedException e) {
      abandon(mine);
      Thread.currentThread().interrupt();
      throw interrupted("while fetching the " + name, e);
    } catch (AuthException e) {
      if (e.code().equals(AuthErrorCode.INTERRUPTED) || Thread.currentThread().isInterrupted()) {
        abandon(mine);
      } else {
        failed(mine, e);
      }
      throw e;
    } catch (RuntimeException e) {
      AuthException wrapped =
          new AuthProtocolException(
              Details.of(
                      AuthErrorCode.PROTOCOL,
                      "Fetching the "
                          + name
                          + " failed in this program: "
                          + e.getClass().getName()
                          + ".")
                  .withStrategy(strategyId)
                  .withCause(e));
      failed(mine, wrapped);
      throw wrapped;
    } finally {
      // An Error passes through; nobody may wait for ever because of it.
      abandon(mine);
    }
  }

  private T publish(Flight<T> mine, IssuedToken<T> issued) {
    Entry<T> next = Entry.of(issued, policy, runtime.random().nextDouble());
    lock.lock();
    try {
      if (flight != mine) {
        throw closedFailure();
      }
      entry = next;
      failures = 0;
      lastFailure = null;
      nextAttemptAt = Long.MIN_VALUE;
      flight = null;
    } finally {
      lock.unlock();
    }
    mine.succeed(next.value);
    runtime.emit(
        () ->
            new AuthEvent.TokenIssued(
                runtime.clock().instant(),
                strategyId,
                sessionId,
                name,
                fingerprint.apply(next.value),
                Duration.between(issued.issuedAt(), runtime.clock().instant())));
    return next.value;
  }

  private void failed(Flight<T> mine, AuthException failure) {
    Duration wait;
    lock.lock();
    try {
      if (flight != mine) {
        return;
      }
      failures = Math.min(failures + 1, Integer.MAX_VALUE - 1);
      Duration backoff = policy.backoff().delay(failures, runtime.random());
      Duration asked = failure.retryAfter().orElse(Duration.ZERO);
      wait = asked.compareTo(backoff) > 0 ? asked : backoff;
      nextAttemptAt = runtime.clock().millis() + wait.toMillis();
      lastFailure = failure;
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
      if (closed || flight != null || now < nextAttemptAt) {
        return;
      }
      mine = new Flight<>();
      task = new FutureTask<>(() -> leadInBackground(mine), null);
      mine.task(task);
      flight = mine;
    } finally {
      lock.unlock();
    }
    try {
      runtime.executor().execute(task);
    } catch (RejectedExecutionException e) {
      abandon(mine);
    }
  }

  private void leadInBackground(Flight<T> mine) {
    try {
      lead(mine);
    } catch (AuthException e) {
      // Told to the listener and kept as the last failure; callers have the old token.
      return;
    }
  }

  private SessionLostException closedFailure() {
    return new SessionLostException(
        Details.of(AuthErrorCode.SESSION_LOST, "The session is closed; open a new one.")
            .withStrategy(strategyId),
        Reason.CLOSED);
  }

  private AuthTransportException interrupted(String where, InterruptedException cause) {
    return new AuthTransportException(
        Details.of(AuthErrorCode.INTERRUPTED, "The thread was interrupted " + where + ".")
            .withStrategy(strategyId)
            .withCause(cause));
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

  /** What callers see; replaced as a whole. */
  private record Entry<T>(T value, long refreshAt, long mandatoryAt, @Nullable Instant expiresAt) {

    static <T> Entry<T> of(IssuedToken<T> issued, RefreshPolicy policy, double draw) {
      Instant end = issued.expiresAt();
      if (end == null) {
        return new Entry<>(issued.value(), Long.MAX_VALUE, Long.MAX_VALUE, null);
      }
      long start = issued.issuedAt().toEpochMilli();
      long life = Math.max(0, end.toEpochMilli() - start);
      long margin = Math.min(policy.margin().toMillis(), life / 10);
      double share = policy.refreshFrom() + (policy.refreshTo() - policy.refreshFrom()) * draw;
      long mandatoryAt = start + life - margin;
      return new Entry<>(
          issued.value(), Math.min(mandatoryAt, start + (long) (life * share)), mandatoryAt, end);
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
