package io.github.ibkrauth.ibkr.cli;

import java.util.concurrent.CountDownLatch;

/** Waits for the end of a command that runs until somebody ends it. */
final class Termination {

  private Termination() {}

  /**
   * Waits for SIGINT or SIGTERM, stops, and ends the process well; or, when the thread is
   * interrupted, stops and returns.
   */
  static void await(Runnable stop) {
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
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Runtime.getRuntime().removeShutdownHook(hook);
      stop.run();
    }
  }
}
