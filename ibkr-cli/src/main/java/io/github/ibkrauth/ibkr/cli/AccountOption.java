package io.github.ibkrauth.ibkr.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which account of the brokerage session a command is about. */
final class AccountOption {

  static final String DESCRIPTION = "The account's id; may be left out when there is one only.";

  @Option(names = "--account", paramLabel = "ACCOUNT", description = DESCRIPTION)
  private @Nullable String id;

  /** Asks for the accounts, and returns the one that is meant. */
  String choose(Connection client) {
    return new TradingAccounts(client.accounts().list()).choose(wanted());
  }

  /** Returns what the user wrote, if he did. */
  Optional<String> wanted() {
    return Optional.ofNullable(id);
  }
}
