package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether the broker wants to be left alone: after an answer 429 it ignores the whole address for
 * ten to fifteen minutes, and every further call prolongs that. Meanwhile nothing goes out: no
 * call, no login, no beat.
 *
 * <p>A client has one of its own. Clients that reach the broker from one address share one, if it
 * is lent to their runtime: {@code AuthRuntime.builder().service(PenaltyBox.class, box)}.
 *
 * <p>Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class PenaltyBox {

  /** How long the broker's own text says that the penalty lasts. */
  public static final Duration USUAL = Duration.ofMinutes(15);

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Consumer<Duration>> listeners = new CopyOnWriteArrayList<>();
  private final Elapsed elapsed;
  private long until;

  /** Whether there ever was a penalty: without one nobody need look at the clock. */
  private volatile boolean entered;

  private @Nullable Instant since;
  private @Nullable Object lastReason;

  /**
   * Creates one that holds nothing back.
   *
   * @param clock what time it is
   */
  public PenaltyBox(InstantSource clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
    this.elapsed = new Elapsed(clock);
  }

  /** Returns how long nothing goes out yet; empty when the broker may be called. */
  public Optional<Duration> left() {
    if (!entered) {
      return Optional.empty();
    }
    lock.lock();
    try {
      long left = until - elapsed.now();
      return left > 0 ? Optional.of(Duration.ofNanos(left)) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Returns when the broker answered 429 first in this penalty; empty when there is none. */
  public Optional<Instant> since() {
    lock.lock();
    try {
      return until > elapsed.now() ? Optional.ofNullable(since) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets calls go out again at once. For somebody who knows that the broker's penalty is over; if
   * it is not, the next call begins another.
   */
  public void release() {
    lock.lock();
    try {
      until = elapsed.now();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Notes that the broker has answered 429.
   *
   * @param pause how long it is to be left alone from now on; zero does nothing
   * @param reason what says so; the same object again is no news
   */
  public void enter(Duration pause, Object reason) {
    if (pause.isZero() || pause.isNegative()) {
      return;
    }
    boolean news;
    lock.lock();
    try {
      if (reason == lastReason) {
        return;
      }
      lastReason = reason;
      entered = true;
      long now = elapsed.now();
      news = until <= now;
      if (news) {
        since = clock.instant();
      }
      until = Math.max(until, now + pause.toNanos());
    } finally {
      lock.unlock();
    }
    if (news) {
      listeners.forEach(listener -> listener.accept(pause));
    }
  }

  /** Adds who is told of each penalty, once, with its length. */
  public void addListener(Consumer<Duration> listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
  }

  /** Removes a listener. */
  public void removeListener(Consumer<Duration> listener) {
    listeners.remove(listener);
  }
}
