package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.ibkr.endpoint.ContractEndpoints;
import io.github.ibkrauth.ibkr.model.AssetClass;
import io.github.ibkrauth.ibkr.model.ContractMatch;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which instrument a symbol means. What is left open is never guessed. */
final class SymbolOptions {

  /** Kinds whose contract a search finds; of the others there are many to a symbol. */
  private static final Set<AssetClass> SINGLE =
      Set.of(
          AssetClass.STOCK,
          AssetClass.INDEX,
          AssetClass.CASH,
          AssetClass.CRYPTO,
          AssetClass.FUND,
          AssetClass.COMMODITY,
          AssetClass.CFD);

  @Option(
      names = "--exchange",
      paramLabel = "EXCHANGE",
      description = "The listing exchange, such as NASDAQ; the same as SYMBOL@EXCHANGE.")
  private @Nullable String exchange;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      defaultValue = "STK",
      description = "The instrument: STK (default), IND, CASH, CRYPTO, FUND, CMDTY or CFD.")
  private String type = "STK";

  /** Returns the kind that is meant, whatever it is. */
  AssetClass kind() {
    AssetClass kind = new AssetClass(type.toUpperCase(Locale.ROOT));
    if (!kind.isNamed()) {
      throw CommandFailure.usage(
          "--type must be a kind of instrument such as STK, not '" + type + "'.");
    }
    return kind;
  }

  /**
   * Checks what can be checked before anything is sent.
   *
   * @throws CommandFailure when the kind is none, or one of many contracts
   */
  void check() {
    AssetClass kind = kind();
    if (!SINGLE.contains(kind)) {
      throw CommandFailure.usage(
          "A symbol has many contracts of the kind "
              + kind
              + ", so name one by --conid; ibkr chain lists them.");
    }
  }

  /**
   * Asks the broker which instrument a word means.
   *
   * @param word a symbol, or a symbol, {@code @} and its listing exchange
   * @throws io.github.ibkrauth.ibkr.AmbiguousContractException when there are several
   * @throws io.github.ibkrauth.ibkr.NotFoundException when there is none
   */
  Instrument find(ContractEndpoints contracts, String word) {
    AssetClass kind = kind();
    ContractMatch match = match(contracts, word, kind);
    OptionalLong own =
        match.section(kind).map(section -> section.conid()).orElse(OptionalLong.empty());
    return new Instrument(
        own.orElse(match.conid()),
        match.symbol().or(() -> Optional.of(symbol(word))),
        match.description(),
        match.companyName());
  }

  /** Asks the broker which underlying a word means. */
  ContractMatch match(ContractEndpoints contracts, String word, AssetClass kind) {
    Optional<String> place = place(word);
    return Checked.input(
        () ->
            place.isPresent()
                ? contracts.resolve(symbol(word), kind, place.get())
                : contracts.resolve(symbol(word), kind));
  }

  /** Returns what stands before the sign. */
  static String symbol(String word) {
    int sign = word.lastIndexOf('@');
    return sign < 0 ? word : word.substring(0, sign);
  }

  private Optional<String> place(String word) {
    int sign = word.lastIndexOf('@');
    return sign < 0 ? Optional.ofNullable(exchange) : Optional.of(word.substring(sign + 1));
  }

  /** Returns the choices that a symbol leaves, as lines of a numbered list. */
  static String choices(List<ContractMatch> candidates) {
    StringBuilder lines = new StringBuilder();
    int number = 1;
    for (ContractMatch match : candidates) {
      Instrument one =
          new Instrument(match.conid(), match.symbol(), match.description(), match.companyName());
      lines.append('\n').append(number++).append(") ").append(one.words());
    }
    return lines.toString();
  }
}
