package io.github.ibkrauth.auth.googlehttp;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Cuts off what takes too long in all, as when a server sends a byte now and then: a socket's own
 * limit starts anew with each byte.
 */
final class Deadline {

  private final CompletableFuture<Void> end = new CompletableFuture<>();

  private Deadline(Duration limit, Runnable cut) {
    end.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (nothing, late) -> {
              if (late != null) {
                CompletableFuture.runAsync(cut);
              }
            });
  }

  /**
   * Starts the time.
   *
   * @param limit how long it may take
   * @param cut makes it fail, on a thread of the JDK's
   */
  static Deadline after(Duration limit, Runnable cut) {
    return new Deadline(limit, cut);
  }

  /** Ends the time; returns whether it was over before. Always gives the same answer. */
  boolean isMissed() {
    end.complete(null);
    return end.isCompletedExceptionally();
  }
}
