package io.github.ibkrauth.auth.time;

import io.github.ibkrauth.auth.ApiLevel;
import java.time.Duration;

/** Waits. A test's implementation moves its clock instead. Thread-safe. */
@ApiLevel(ApiLevel.Kind.SUPPORT)
@FunctionalInterface
public interface Sleeper {

  /**
   * Waits at least that long.
   *
   * @throws InterruptedException when the thread is interrupted meanwhile
   */
  void sleep(Duration duration) throws InterruptedException;
}
