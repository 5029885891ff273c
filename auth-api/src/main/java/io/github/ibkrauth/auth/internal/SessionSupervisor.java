package io.github.ibkrauth.auth.internal;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.http.Origin;
import io.github.ibkrauth.auth.spi.KeepAlive;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

/** Keeps the sessions of one runtime alive. Thread-safe. */
public final class SessionSupervisor implements AutoCloseable {

  private final AuthRuntime runtime;
  private final Map<Origin, Instant> touches = new ConcurrentHashMap<>();
  private final Set<SupervisedSession> supervised = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Creates the supervisor; starts nothing. */
  public SessionSupervisor(AuthRuntime runtime) {
    this.runtime = runtime;
  }

  /**
   * Begins to beat.
   *
   * @throws RejectedExecutionException after close
   */
  public AuthRuntime.Supervision supervise(
      String strategyId,
      String sessionId,
      String name,
      KeepAlive keepAlive,
      Set<Origin> coveredBy) {
    SupervisedSession session =
        new SupervisedSession(
            this,
            runtime,
            new SupervisedSession.Names(strategyId, sessionId, name),
            keepAlive,
            Set.copyOf(coveredBy));
    supervised.add(session);
    if (closed) {
      session.close();
      throw new RejectedExecutionException("the runtime is closed");
    }
    session.start();
    return session;
  }

  /** Notes a request that kept a session alive. */
  public void touched(Origin origin) {
    touches.put(origin, runtime.clock().instant());
  }

  /** Returns the last touch of one of these origins, if it is not older than that. */
  Optional<Instant> touchedWithin(Set<Origin> origins, Duration age) {
    Instant since = runtime.clock().instant().minus(age);
    return origins.stream()
        .map(touches::get)
        .filter(at -> at != null && !at.isBefore(since))
        .max(Comparator.naturalOrder());
  }

  void forget(SupervisedSession session) {
    supervised.remove(session);
  }

  @Override
  public void close() {
    closed = true;
    supervised.forEach(SupervisedSession::close);
  }
}
