package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.ibkr.model.AllowedFeatures;
import io.github.ibkrauth.ibkr.model.BrokerageAccounts;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The accounts of the brokerage session.
 *
 * @param listed as the broker lists them
 */
record TradingAccounts(BrokerageAccounts listed) {

  /** Ids of paper accounts have a D before the letters of live ones: DU1234567, DF1234567. */
  private static final Pattern PAPER = Pattern.compile("D[A-Z]{1,2}\\d+");

  /**
   * Returns the account that is meant.
   *
   * @param wanted the one that the user named, if he did
   * @throws CommandFailure when it is none of them, or none was named and there are several
   */
  String choose(Optional<String> wanted) {
    List<String> ids = listed.accounts();
    if (wanted.isPresent()) {
      boolean searched = listed.allowFeatures().map(AllowedFeatures::dynamicAccounts).orElse(false);
      if (!ids.contains(wanted.get()) && !searched) {
        throw CommandFailure.usage(
            wanted.get()
                + " is no account of this login. They are "
                + String.join(", ", ids)
                + ".");
      }
      return wanted.get();
    }
    if (ids.isEmpty()) {
      throw new CommandFailure(
          Failure.of(ExitCode.FAILED, "NO_ACCOUNT", "The login has no account."));
    }
    if (ids.size() > 1) {
      throw CommandFailure.usage(
          "There are several accounts, so name one by --account: " + String.join(", ", ids) + ".");
    }
    return ids.get(0);
  }

  /**
   * Returns whether an account trades with paper money for sure: its id says so, and the broker
   * does not say otherwise. Where the two disagree it counts as live.
   */
  boolean isPaper(String account) {
    return PAPER.matcher(account).matches() && listed.json().optionalFlag("isPaper").orElse(true);
  }
}
