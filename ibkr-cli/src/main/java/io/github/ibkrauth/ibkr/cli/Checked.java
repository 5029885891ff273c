package io.github.ibkrauth.ibkr.cli;

import java.util.function.Supplier;

/** Makes a parameter that the library refuses a wrong command line. */
final class Checked {

  private Checked() {}

  /**
   * Returns what the library makes of what the user wrote.
   *
   * @throws CommandFailure when it refuses it, with the library's sentence
   */
  static <T> T input(Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          Failure.of(ExitCode.USAGE, "USAGE", String.valueOf(e.getMessage())), e);
    }
  }
}
