package io.github.ibkrauth.auth;

import io.github.ibkrauth.auth.http.Origin;
import io.github.ibkrauth.auth.internal.EventDispatch;
import io.github.ibkrauth.auth.internal.RuntimeThreads;
import io.github.ibkrauth.auth.internal.SessionSupervisor;
import io.github.ibkrauth.auth.spi.KeepAlive;
import io.github.ibkrauth.auth.time.Sleeper;
import io.github.ibkrauth.auth.time.TaskScheduler;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Time, randomness, threads and listeners, for everything in this library; plus objects that the
 * application lends to strategies, such as an HTTP transport. Threads are started on first use, are
 * daemons, eight at most, and end at {@link #close()}; when all of them are busy, work waits.
 *
 * <p>Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class AuthRuntime implements AutoCloseable {

  private final InstantSource clock;
  private final Sleeper sleeper;
  private final TaskScheduler scheduler;
  private final Executor executor;
  private final RandomGenerator random;
  private final EventDispatch events;
  private final Map<Class<?>, Object> services;
  private final RuntimeThreads ownThreads;
  private final SessionSupervisor supervisor;
  private final boolean borrowed;

  private AuthRuntime(Builder builder) {
    this.ownThreads = new RuntimeThreads();
    this.clock = builder.clock;
    this.sleeper = builder.sleeper;
    this.executor = builder.executor != null ? builder.executor : ownThreads::execute;
    this.scheduler = builder.scheduler != null ? builder.scheduler : ownThreads::schedule;
    this.random = builder.random;
    this.events = new EventDispatch(builder.listener);
    this.services = Map.copyOf(builder.services);
    this.supervisor = new SessionSupervisor(this);
    this.borrowed = false;
  }

  private AuthRuntime(AuthRuntime lender, Map<Class<?>, Object> services) {
    this.ownThreads = lender.ownThreads;
    this.clock = lender.clock;
    this.sleeper = lender.sleeper;
    this.executor = lender.executor;
    this.scheduler = lender.scheduler;
    this.random = lender.random;
    this.events = lender.events;
    this.services = Map.copyOf(services);
    this.supervisor = lender.supervisor;
    this.borrowed = true;
  }

  /** Starts a runtime; everything not set is the system's own. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns a runtime of the system's clock, secure random numbers, own daemon threads, and no
   * listener.
   */
  public static AuthRuntime system() {
    return builder().build();
  }

  /** Returns the clock. */
  public InstantSource clock() {
    return clock;
  }

  /** Returns what waits. */
  public Sleeper sleeper() {
    return sleeper;
  }

  /** Returns what runs tasks later. */
  public TaskScheduler scheduler() {
    return scheduler;
  }

  /** Returns what runs tasks now, on another thread. */
  public Executor executor() {
    return executor;
  }

  /** Returns random numbers fit for secrets. */
  public RandomGenerator random() {
    return random;
  }

  /**
   * Returns an object that the application lends.
   *
   * @param type the type under which it was lent
   */
  public <T> Optional<T> service(Class<T> type) {
    return Optional.ofNullable(services.get(type)).map(type::cast);
  }

  /**
   * Returns a runtime that lends one object more, in the place of another of that type if there is
   * one. It shares everything else with this one, threads and supervision too: closing it does
   * nothing, and closing this one ends both.
   *
   * @param type the type under which it is lent
   */
  public <T> AuthRuntime lending(Class<T> type, T object) {
    Map<Class<?>, Object> more = new LinkedHashMap<>(services);
    more.put(Objects.requireNonNull(type, "type"), Objects.requireNonNull(object, "object"));
    return new AuthRuntime(this, more);
  }

  /**
   * Returns a runtime that lends nothing and shares everything else with this one, for work on
   * behalf of somebody who must not use what the application has. Closing it does nothing.
   */
  public AuthRuntime lendingNothing() {
    return new AuthRuntime(this, Map.of());
  }

  /**
   * Tells the listener, if there is one.
   *
   * @param event builds the event; not called when nobody listens
   */
  public void emit(Supplier<? extends AuthEvent> event) {
    events.emit(event);
  }

  /**
   * Beats for a session until the supervision is closed: first at a random moment within the
   * interval, then at 90 to 100 percent of it after each beat, never twice at the same time. One
   * missed beat is an event, two make the session {@link SessionState#DEGRADED}, a silence beyond
   * the deadline makes it {@link SessionState#LOST}.
   *
   * @param strategyId named in events
   * @param sessionId named in events
   * @param name what the beat is called in events
   * @param keepAlive what to do and how often
   * @param coveredBy a beat is left out when one of these origins was {@linkplain #touched touched}
   *     within half an interval; may be empty
   * @throws IllegalArgumentException when the interval is not positive or not below the deadline
   * @throws java.util.concurrent.RejectedExecutionException after {@link #close}
   */
  public Supervision supervise(
      String strategyId,
      String sessionId,
      String name,
      KeepAlive keepAlive,
      Set<Origin> coveredBy) {
    return supervisor.supervise(strategyId, sessionId, name, keepAlive, coveredBy);
  }

  /**
   * Notes that a session-keeping request to that place has just succeeded. It counts for every
   * session that this runtime keeps alive there, so it is not for a runtime that users share.
   */
  public void touched(Origin origin) {
    supervisor.touched(origin);
  }

  /**
   * Stops all supervision and the threads this runtime started; not an executor or scheduler it was
   * given. Does nothing where {@link #lending} or {@link #lendingNothing} gave this runtime.
   */
  @Override
  public void close() {
    if (borrowed) {
      return;
    }
    supervisor.close();
    ownThreads.close();
  }

  /** A session that is being kept alive. Thread-safe. */
  public interface Supervision extends AutoCloseable {

    /** Returns what the beats say about the session. */
    SessionState state();

    /** Stops beating; a beat under way is not interrupted. */
    @Override
    void close();
  }

  /** Builds a runtime. Not thread-safe. */
  public static final class Builder {

    private InstantSource clock = InstantSource.system();
    private Sleeper sleeper =
        duration -> Thread.sleep(duration.toMillis(), duration.getNano() % 1_000_000);
    private RandomGenerator random = new SecureRandom();
    private @Nullable TaskScheduler scheduler;
    private @Nullable Executor executor;
    private AuthEventListener listener = EventDispatch.NOBODY;
    private final Map<Class<?>, Object> services = new LinkedHashMap<>();

    private Builder() {}

    /** Sets the clock. */
    public Builder clock(InstantSource value) {
      this.clock = Objects.requireNonNull(value, "clock");
      return this;
    }

    /** Sets what waits. */
    public Builder sleeper(Sleeper value) {
      this.sleeper = Objects.requireNonNull(value, "sleeper");
      return this;
    }

    /** Sets what runs tasks later. */
    public Builder scheduler(TaskScheduler value) {
      this.scheduler = Objects.requireNonNull(value, "scheduler");
      return this;
    }

    /** Sets what runs tasks now. */
    public Builder executor(Executor value) {
      this.executor = Objects.requireNonNull(value, "executor");
      return this;
    }

    /** Sets random numbers; they must be fit for secrets, but in a test. */
    public Builder random(RandomGenerator value) {
      this.random = Objects.requireNonNull(value, "random");
      return this;
    }

    /** Sets who is told. */
    public Builder listener(AuthEventListener value) {
      this.listener = Objects.requireNonNull(value, "listener");
      return this;
    }

    /** Lends an object to strategies. */
    public <T> Builder service(Class<T> type, T object) {
      services.put(Objects.requireNonNull(type, "type"), Objects.requireNonNull(object, "object"));
      return this;
    }

    /** Builds the runtime; starts nothing. */
    public AuthRuntime build() {
      return new AuthRuntime(this);
    }
  }
}
