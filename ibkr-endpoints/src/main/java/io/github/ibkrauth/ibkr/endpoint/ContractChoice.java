package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.ibkr.AmbiguousContractException;
import io.github.ibkrauth.ibkr.IbkrException.Failure;
import io.github.ibkrauth.ibkr.NotFoundException;
import io.github.ibkrauth.ibkr.model.AssetClass;
import io.github.ibkrauth.ibkr.model.ContractMatch;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Picks the one instrument that is meant, and never guesses. */
final class ContractChoice {

  private ContractChoice() {}

  /**
   * Returns the only match of a symbol and a kind that passes the test.
   *
   * @throws AmbiguousContractException when several do
   * @throws NotFoundException when none does
   */
  static ContractMatch one(
      List<ContractMatch> matches, String symbol, AssetClass kind, Predicate<ContractMatch> meant) {
    List<ContractMatch> candidates =
        matches.stream()
            .filter(match -> match.symbol().filter(symbol::equalsIgnoreCase).isPresent())
            .filter(match -> match.section(kind).isPresent())
            .filter(meant)
            .toList();
    Endpoint asked = ContractCatalog.SEARCH;
    if (candidates.isEmpty()) {
      throw new NotFoundException(
          Failure.of(
              asked,
              asked
                  + " found no "
                  + kind
                  + " with the symbol '"
                  + symbol
                  + "' that fits. Check the symbol and where it is listed."));
    }
    if (candidates.size() > 1) {
      throw new AmbiguousContractException(
          Failure.of(
              asked,
              asked
                  + " found "
                  + candidates.size()
                  + " contracts for '"
                  + symbol
                  + "': "
                  + candidates.stream().map(ContractChoice::words).collect(Collectors.joining(", "))
                  + ". Name the exchange or use the contract id."),
          candidates);
    }
    return candidates.get(0);
  }

  private static String words(ContractMatch match) {
    return match.conid() + match.description().map(exchange -> " at " + exchange).orElse("");
  }
}
