package io.github.ibkrauth.ibkr.connect;

import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.CredentialRejectedException;
import io.github.ibkrauth.auth.error.InteractionRequiredException;
import io.github.ibkrauth.ibkr.endpoint.RequestLimiter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this process remembers of a user beyond one client: when the connection was used, whether
 * the user is needed, and what the broker's limits have counted. The count is kept for an hour
 * after the last use has ended, longer than any limit looks back. Thread-safe.
 */
final class UserNotes {

  private static final Duration COUNTED = Duration.ofHours(1);

  /** Refused for reasons that the user cannot mend. */
  private static final Set<AuthErrorCode> NOT_THE_USERS =
      Set.of(AuthErrorCode.CLOCK_SKEW, AuthErrorCode.IP_REFUSED, AuthErrorCode.RATE_LIMITED);

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<UserId, Note> notes = new HashMap<>();
  private Instant nextCleaning;

  UserNotes(InstantSource clock) {
    this.clock = clock;
    this.nextCleaning = clock.instant().plus(COUNTED);
  }

  /** Returns what counts for the user's limits, which goes on where it left off. */
  RequestLimiter limiter(UserId user, Supplier<RequestLimiter> fresh) {
    lock.lock();
    try {
      clean();
      Note note = note(user);
      RequestLimiter limiter = note.limiter;
      if (limiter == null) {
        limiter = fresh.get();
        note.limiter = limiter;
      }
      return limiter;
    } finally {
      lock.unlock();
    }
  }

  /** Notes that a use begins. */
  void used(UserId user) {
    lock.lock();
    try {
      Note note = note(user);
      note.lastUsed = clock.instant();
      note.uses++;
    } finally {
      lock.unlock();
    }
  }

  /** Notes that a use has ended. */
  void ended(UserId user) {
    lock.lock();
    try {
      Note note = notes.get(user);
      // Nothing was remembered of a user who was forgotten meanwhile.
      if (note != null && note.uses > 0) {
        note.lastUsed = clock.instant();
        note.uses--;
      }
    } finally {
      lock.unlock();
    }
  }

  void worked(UserId user) {
    lock.lock();
    try {
      note(user).problem = null;
    } finally {
      lock.unlock();
    }
  }

  /** Returns the code to tell, when it is the user's turn and that is news. */
  Optional<AuthErrorCode> failed(UserId user, AuthException failure) {
    boolean userNeeded =
        failure instanceof InteractionRequiredException
            || failure instanceof CredentialRejectedException;
    if (!userNeeded || NOT_THE_USERS.contains(failure.code())) {
      return Optional.empty();
    }
    lock.lock();
    try {
      Note note = note(user);
      boolean news = note.problem == null;
      note.problem = failure.code();
      return news ? Optional.of(failure.code()) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  Optional<Instant> lastUsed(UserId user) {
    lock.lock();
    try {
      return Optional.ofNullable(notes.get(user)).map(note -> note.lastUsed);
    } finally {
      lock.unlock();
    }
  }

  Optional<AuthErrorCode> problem(UserId user) {
    lock.lock();
    try {
      return Optional.ofNullable(notes.get(user)).map(note -> note.problem);
    } finally {
      lock.unlock();
    }
  }

  void forget(UserId user) {
    lock.lock();
    try {
      notes.remove(user);
    } finally {
      lock.unlock();
    }
  }

  private Note note(UserId user) {
    return notes.computeIfAbsent(user, any -> new Note(clock.instant()));
  }

  /** Lets go of counts that no limit looks back to. */
  private void clean() {
    Instant now = clock.instant();
    if (now.isBefore(nextCleaning)) {
      return;
    }
    nextCleaning = now.plus(COUNTED.dividedBy(4));
    notes
        .values()
        .forEach(
            note -> {
              if (note.uses == 0 && note.lastUsed.isBefore(now.minus(COUNTED))) {
                note.limiter = null;
              }
            });
  }

  /** Guarded by the lock. */
  private static final class Note {

    private Instant lastUsed;
    private int uses;
    private @Nullable AuthErrorCode problem;
    private @Nullable RequestLimiter limiter;

    Note(Instant lastUsed) {
      this.lastUsed = lastUsed;
    }
  }
}
