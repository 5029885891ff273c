package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.InteractionRequiredException;
import io.github.ibkrauth.auth.token.Backoff;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps logins apart. A login that has served for half an hour is renewed at once when it turns out
 * dead; one that dies sooner only after a pause that grows. What failed is not tried again by every
 * caller. Used under its owner's lock.
 */
final class LoginPauses {

  private static final Backoff RENEWALS =
      new Backoff(Duration.ofSeconds(30), Duration.ofMinutes(30));
  private static final Backoff TROUBLE = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(15));
  private static final Backoff REFUSALS =
      new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(30));
  private static final Duration PROVEN = Duration.ofMinutes(30);
  private static final Duration HUMAN = Duration.ofSeconds(5);

  private final AuthRuntime runtime;
  private int renewals;
  private int failures;
  private @Nullable Instant openedAt;
  private @Nullable Instant noted;
  private @Nullable Instant renewNotBefore;
  private @Nullable Instant tryNotBefore;
  private @Nullable AuthException failure;

  LoginPauses(AuthRuntime runtime) {
    this.runtime = runtime;
  }

  /** Returns whether a session may be given up for a new one. */
  boolean mayRenew() {
    Instant now = now();
    return isDue(renewNotBefore, now) || proven(now);
  }

  /** Notes that a session was opened. */
  void opened() {
    Instant now = now();
    if (openedAt != null) {
      renewals = proven(now) ? 0 : renewals + 1;
      renewNotBefore = renewals == 0 ? null : now.plus(RENEWALS.delay(renewals, runtime.random()));
    }
    openedAt = now;
    noted = now;
    failures = 0;
    failure = null;
    tryNotBefore = null;
  }

  /**
   * Notes that opening failed. The first attempt of all may be repeated at once, unless the broker
   * wants fewer requests.
   */
  void failed(AuthException e) {
    failures++;
    failure = e;
    noted = now();
    boolean limited = e.code().equals(AuthErrorCode.RATE_LIMITED);
    if (openedAt == null && failures == 1 && !limited) {
      return;
    }
    Duration pause;
    if (e instanceof InteractionRequiredException) {
      pause = HUMAN;
    } else {
      pause = (e.retryable() ? TROUBLE : REFUSALS).delay(failures, runtime.random());
    }
    Duration wish = e.retryAfter().orElse(Duration.ZERO);
    if (limited && wish.compareTo(Outcome.PENALTY) < 0) {
      wish = Outcome.PENALTY;
    }
    tryNotBefore = now().plus(wish.compareTo(pause) > 0 ? wish : pause);
  }

  /** Returns the failure that callers get instead of another attempt. */
  @Nullable AuthException heldBack() {
    return isDue(tryNotBefore, now()) ? null : failure;
  }

  /** Returns the last failure, if nothing was opened since. */
  @Nullable AuthException failure() {
    return failure;
  }

  /** A clock that was set back since the pause began need not catch up first. */
  private boolean isDue(@Nullable Instant notBefore, Instant now) {
    return notBefore == null || !now.isBefore(notBefore) || (noted != null && now.isBefore(noted));
  }

  private boolean proven(Instant now) {
    return openedAt != null && !now.isBefore(openedAt.plus(PROVEN));
  }

  private Instant now() {
    return runtime.clock().instant();
  }
}
