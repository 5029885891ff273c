package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.token.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait between attempts to bring the session back. Trouble of the network or of the
 * server, which costs the broker nothing, is looked at again within a minute. What the broker
 * refused is asked for ever less often, up to half an hour: endless logins end in a ban. A window
 * of maintenance is waited for to the end. Thread-safe.
 */
final class Patience {

  private static final Backoff TROUBLE = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(1));
  private static final Backoff REFUSED = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(30));
  private static final Backoff SLOW = new Backoff(Duration.ofMinutes(5), Duration.ofMinutes(30));

  /** Within this time after trouble a caller's need leads to no new attempt. */
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

  private static final Duration AFTER_TROUBLE_IN_A_WINDOW = Duration.ofMinutes(1);
  private static final Duration LATEST_AFTER_A_WINDOW = Duration.ofMinutes(2);

  /** A session that was lost sooner than that was not worth its opening. */
  private static final Duration SHORT_LIFE = Duration.ofMinutes(2);

  private static final int FREE_SHORT_LIVES = 2;

  private final AuthRuntime runtime;
  private final SessionCalendar calendar;
  private final ReentrantLock lock = new ReentrantLock();
  private Kind kind = Kind.NONE;
  private int troubles;
  private int refusals;
  private int shortLives;
  private @Nullable Instant openedAt;
  private Duration asked = Duration.ZERO;
  private @Nullable Instant lastTry;
  private @Nullable Instant next;

  Patience(AuthRuntime runtime, SessionCalendar calendar) {
    this.runtime = runtime;
    this.calendar = calendar;
  }

  /**
   * Notes that the session is there.
   *
   * @param initialized whether it had to be opened for that
   */
  void succeeded(boolean initialized) {
    guarded(
        () -> {
          reset();
          if (initialized) {
            openedAt = now();
          }
        });
  }

  /** Notes that it is gone; one that is gone too soon again and again is not opened at once. */
  void lost() {
    guarded(
        () -> {
          Instant now = now();
          boolean brief = openedAt != null && now.isBefore(openedAt.plus(SHORT_LIFE));
          shortLives = brief ? shortLives + 1 : 0;
          openedAt = null;
          if (shortLives > FREE_SHORT_LIVES) {
            kind = Kind.REFUSED;
            refusals = shortLives - FREE_SHORT_LIVES;
            lastTry = now;
            next = now.plus(REFUSED.delay(refusals, runtime.random()));
          }
        });
  }

  /** Notes an attempt that met trouble, which proves nothing. */
  Instant trouble(@Nullable Duration wish) {
    return failed(Kind.TROUBLE, TROUBLE, wish);
  }

  /**
   * Notes an attempt that the broker refused.
   *
   * @param slow whether nothing will change within minutes
   * @param wish how long the broker asked to wait
   */
  Instant refused(boolean slow, @Nullable Duration wish) {
    return failed(Kind.REFUSED, slow ? SLOW : REFUSED, wish);
  }

  /** Notes that nothing will come of it before somebody else acts. */
  Instant later(Duration pause) {
    lock.lock();
    try {
      reset();
      Instant now = now();
      Instant due = now.plus(pause);
      kind = Kind.TROUBLE;
      lastTry = now;
      next = due;
      return due;
    } finally {
      lock.unlock();
    }
  }

  /** Forgets what went wrong. */
  void forgive() {
    guarded(
        () -> {
          reset();
          shortLives = 0;
        });
  }

  /** Returns whether more than a look is allowed now. */
  boolean mayClimb() {
    lock.lock();
    try {
      Instant now = now();
      // A clock that was set back need not catch up first.
      return kind != Kind.REFUSED
          || next == null
          || lastTry == null
          || !now.isBefore(next)
          || now.isBefore(lastTry);
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether a call that needs the session may start an attempt now. */
  boolean mayTry() {
    lock.lock();
    try {
      Instant now = now();
      if (next == null || lastTry == null || !now.isBefore(next) || now.isBefore(lastTry)) {
        return true;
      }
      Duration rest =
          calendar.maintenanceAt(now).isPresent() ? AFTER_TROUBLE_IN_A_WINDOW : AFTER_TROUBLE;
      return kind == Kind.TROUBLE
          && !now.isBefore(lastTry.plus(asked.compareTo(rest) > 0 ? asked : rest));
    } finally {
      lock.unlock();
    }
  }

  /** Returns when the next attempt is due; empty when nothing stands in its way. */
  Optional<Instant> next() {
    lock.lock();
    try {
      return Optional.ofNullable(next);
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many attempts in a row have failed. */
  int failures() {
    lock.lock();
    try {
      return troubles + refusals;
    } finally {
      lock.unlock();
    }
  }

  private Instant failed(Kind what, Backoff backoff, @Nullable Duration wish) {
    lock.lock();
    try {
      Instant now = now();
      kind = what;
      troubles = what == Kind.TROUBLE ? troubles + 1 : 0;
      refusals = what == Kind.REFUSED ? refusals + 1 : refusals;
      Duration delay = backoff.delay(what == Kind.TROUBLE ? troubles : refusals, runtime.random());
      lastTry = now;
      asked = wish == null ? Duration.ZERO : wish;
      Duration wait = wish != null && wish.compareTo(delay) > 0 ? wish : delay;
      Instant due =
          calendar
              .maintenanceAt(now)
              .map(window -> window.until().plus(fraction(LATEST_AFTER_A_WINDOW)))
              .orElse(now.plus(wait));
      next = due;
      return due;
    } finally {
      lock.unlock();
    }
  }

  private Duration fraction(Duration whole) {
    return Duration.ofMillis(
        Math.max(1, Math.round(whole.toMillis() * runtime.random().nextDouble())));
  }

  private void reset() {
    kind = Kind.NONE;
    troubles = 0;
    refusals = 0;
    asked = Duration.ZERO;
    lastTry = null;
    next = null;
  }

  private void guarded(Runnable change) {
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
  }

  private Instant now() {
    return runtime.clock().instant();
  }

  private enum Kind {
    NONE,
    TROUBLE,
    REFUSED
  }
}
