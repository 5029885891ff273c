package io.github.ibkrauth.ibkr.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Which account of the portfolio a command is about. */
final class AccountArgument {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ACCOUNT",
      description = AccountOption.DESCRIPTION)
  private @Nullable String id;

  /** Returns what the user wrote, if he did. */
  Optional<String> wanted() {
    return Optional.ofNullable(id);
  }
}
