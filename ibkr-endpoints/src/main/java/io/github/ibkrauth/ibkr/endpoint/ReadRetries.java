package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.ibkr.NoAnswerException;
import io.github.ibkrauth.ibkr.NoAnswerException.Reason;
import io.github.ibkrauth.ibkr.ServerTroubleException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Sends a read again after an error of the server (408, 5xx) or a broken connection: twice at most,
 * after short pauses that keep the endpoint's own limit. Not after a silence, which has cost the
 * whole time-out already, and not after 429. What changes anything goes out once. Thread-safe.
 */
final class ReadRetries {

  private static final List<Duration> PAUSES =
      List.of(Duration.ofMillis(250), Duration.ofSeconds(1));

  /** Where a limit makes calls rarer than that, the caller decides whether to ask again. */
  private static final Duration LONGEST_SPACING = Duration.ofSeconds(5);

  private static final Set<Reason> BROKEN = Set.of(Reason.CONNECTION_LOST, Reason.NOT_CONNECTED);

  private final AuthRuntime runtime;
  private final List<Duration> pauses;

  private ReadRetries(AuthRuntime runtime, List<Duration> pauses) {
    this.runtime = runtime;
    this.pauses = pauses;
  }

  /** Sends once: for looks, which whoever looks repeats. */
  static ReadRetries none(AuthRuntime runtime) {
    return new ReadRetries(runtime, List.of());
  }

  /** Returns what sends reads again. */
  ReadRetries some() {
    return new ReadRetries(runtime, PAUSES);
  }

  /**
   * Sends.
   *
   * @param endpoint what is called
   * @param sending sends once
   * @param cause finds the failure in what that throws
   */
  <T> T send(
      Endpoint endpoint, Supplier<T> sending, Function<RuntimeException, RuntimeException> cause) {
    Duration spacing = spacing(endpoint);
    if (!endpoint.isRead() || spacing.compareTo(LONGEST_SPACING) > 0) {
      return sending.get();
    }
    for (Duration pause : pauses) {
      try {
        return sending.get();
      } catch (RuntimeException e) {
        if (!mayPass(cause.apply(e)) || !rest(spacing, pause)) {
          throw e;
        }
      }
    }
    return sending.get();
  }

  /** A call that failed counts against the endpoint's own limit as well. */
  private static Duration spacing(Endpoint endpoint) {
    Duration longest = Duration.ZERO;
    for (Limit limit : endpoint.limits()) {
      Duration one = limit.spacing();
      longest = one.compareTo(longest) > 0 ? one : longest;
    }
    return longest;
  }

  private static boolean mayPass(RuntimeException failure) {
    return failure instanceof ServerTroubleException
        || (failure instanceof NoAnswerException none && BROKEN.contains(none.reason()));
  }

  /**
   * Waits for the spacing and half of the pause or more; returns false when the thread is
   * interrupted.
   */
  private boolean rest(Duration spacing, Duration pause) {
    double part = 0.5 + 0.5 * runtime.random().nextDouble();
    try {
      runtime.sleeper().sleep(spacing.plusMillis(Math.round(pause.toMillis() * part)));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
