package io.github.ibkrauth.ibkr.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for the end of a command that runs until somebody ends it, or until it has no reader. */
final class Ending {

  private static final Duration LONG = Duration.ofHours(1);

  private final CountDownLatch over = new CountDownLatch(1);

  /** Ends the command from within. */
  void now() {
    over.countDown();
  }

  /**
   * Waits for SIGINT or SIGTERM, stops, and ends the process well; or, when the thread is
   * interrupted or the command ends from within, stops and returns.
   */
  void await(Runnable stop) {
    await(stop, LONG, () -> {});
  }

  /**
   * Does the same, and something else meanwhile.
   *
   * @param stop done once, at the end
   * @param pause between two turns
   * @param turn done at once and after each pause
   */
  void await(Runnable stop, Duration pause, Runnable turn) {
    Thread hook =
        new Thread(
            () -> {
              stop.run();
              // Java would end with 130 or 143; being told to stop is how this command ends well.
              Runtime.getRuntime().halt(ExitCode.OK);
            },
            "ibkr-termination");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      do {
        turn.run();
      } while (!over.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      // The wish to end, in a test.
    } finally {
      remove(hook);
      stop.run();
    }
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process ends at this very moment, and the hook has begun.
    }
  }
}
