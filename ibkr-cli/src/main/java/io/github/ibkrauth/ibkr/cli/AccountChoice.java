package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.ibkr.NotFoundException;
import io.github.ibkrauth.ibkr.RequestRefusedException;
import io.github.ibkrauth.ibkr.endpoint.PortfolioEndpoints;
import io.github.ibkrauth.ibkr.model.Account;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Which account a command is about.
 *
 * @param wanted the id the user wrote, if any
 */
record AccountChoice(Optional<String> wanted) {

  /**
   * Asks about the account.
   *
   * @throws CommandFailure when none was named and there is not exactly one, or when the broker
   *     refuses the one that was named; both list what there is
   */
  Answer about(
      PortfolioEndpoints portfolio, BiFunction<PortfolioEndpoints, String, Answer> question) {
    List<String> ids = portfolio.accounts().stream().map(Account::id).toList();
    String id = wanted.orElseGet(() -> theOnly(ids));
    try {
      return question.apply(portfolio, id);
    } catch (NotFoundException | RequestRefusedException e) {
      if (ids.contains(id)) {
        throw e;
      }
      throw new CommandFailure(
          FailureReader.read(e)
              .withRemedy("The accounts of this login are " + String.join(", ", ids) + "."),
          e);
    }
  }

  private static String theOnly(List<String> ids) {
    if (ids.isEmpty()) {
      throw new CommandFailure(
          Failure.of(ExitCode.FAILED, "NO_ACCOUNT", "The login has no account."));
    }
    if (ids.size() > 1) {
      throw CommandFailure.usage(
          "There are several accounts, so name one: " + String.join(", ", ids) + ".");
    }
    return ids.get(0);
  }
}
