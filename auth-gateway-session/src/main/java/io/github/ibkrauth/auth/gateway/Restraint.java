package io.github.ibkrauth.auth.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What holds repeated attempts back: the delay doubles with each attempt, and a session that was
 * taken back from a rival too often is left to it. Being ready for long wipes the slate. Not
 * thread-safe: its round holds a lock.
 */
final class Restraint {

  private int attempts;
  private int takeovers;
  private Instant lastAttempt = Instant.MIN;
  private @Nullable Instant readySince;

  /** Takes note of a state that was found. */
  void saw(TickleView view, MaintenancePolicy policy, Instant now) {
    if (attempts > 0 && now.isBefore(lastAttempt)) {
      // The clock was set back; an attempt in the future would hold everything back until then.
      lastAttempt = now;
    }
    if (!view.ready()) {
      readySince = null;
      return;
    }
    if (readySince == null || now.isBefore(readySince)) {
      readySince = now;
    }
    if (Duration.between(readySince, now).compareTo(policy.calm()) >= 0) {
      attempts = 0;
      takeovers = 0;
    }
  }

  /** Returns until when nothing may be attempted, if that lies ahead. */
  Optional<Instant> heldUntil(MaintenancePolicy policy, Instant now) {
    if (attempts == 0) {
      return Optional.empty();
    }
    Instant until = lastAttempt.plus(policy.delay(attempts));
    return now.isBefore(until) ? Optional.of(until) : Optional.empty();
  }

  /** Returns whether the session was taken back too often to try it once more. */
  boolean leavesItTo(TickleView rival, MaintenancePolicy policy) {
    return takesFromRival(rival, policy) && takeovers >= policy.takeovers();
  }

  /**
   * Takes note of an attempt.
   *
   * @param before what was found before
   * @param now when it ended
   */
  void attempted(TickleView before, MaintenancePolicy policy, Instant now) {
    if (takesFromRival(before, policy)) {
      takeovers++;
    }
    attempts++;
    readySince = null;
    lastAttempt = now;
  }

  private static boolean takesFromRival(TickleView view, MaintenancePolicy policy) {
    return view.competing() && (policy.compete() || policy.isNoetl());
  }
}
