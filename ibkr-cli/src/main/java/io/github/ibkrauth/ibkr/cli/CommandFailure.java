package io.github.ibkrauth.ibkr.cli;

import org.jspecify.annotations.Nullable;

/** A command found out by itself that it cannot go on. */
final class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  CommandFailure(Failure failure) {
    this(failure, null);
  }

  CommandFailure(Failure failure, @Nullable Throwable cause) {
    super(failure.message(), cause);
    this.failure = failure;
  }

  /** Creates one for a wrong command line. */
  static CommandFailure usage(String message) {
    return new CommandFailure(Failure.of(ExitCode.USAGE, "USAGE", message));
  }

  Failure failure() {
    return failure;
  }
}
