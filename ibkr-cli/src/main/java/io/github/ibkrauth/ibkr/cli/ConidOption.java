package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.ibkr.endpoint.ContractEndpoints;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One instrument, by a symbol or by the broker's id. */
final class ConidOption {

  @Mixin private final SymbolOptions symbols = new SymbolOptions();

  @Option(
      names = "--conid",
      paramLabel = "CONID",
      description = "The broker's contract id, instead of a symbol.")
  private @Nullable Long conid;

  /**
   * Checks that there is one of the two.
   *
   * @param word the symbol that the user wrote, if any
   */
  void check(@Nullable String word) {
    if ((word == null) == (conid == null)) {
      throw CommandFailure.usage("Name the instrument by a symbol or by --conid, one of the two.");
    }
    if (conid == null) {
      symbols.check();
    } else if (conid <= 0) {
      throw CommandFailure.usage("--conid must be above 0, not " + conid + ".");
    }
  }

  /** Returns the id that the user wrote, if he did. */
  Optional<Long> conid() {
    return Optional.ofNullable(conid);
  }

  /** Asks which instrument a symbol means; with an id nothing is asked. */
  Instrument find(ContractEndpoints contracts, @Nullable String word) {
    return conid != null || word == null
        ? Instrument.of(conid().orElseThrow())
        : symbols.find(contracts, word);
  }
}
