package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.ibkr.endpoint.ContractEndpoints;
import io.github.ibkrauth.ibkr.endpoint.DerivativeQuery;
import io.github.ibkrauth.ibkr.json.Num;
import io.github.ibkrauth.ibkr.model.AssetClass;
import io.github.ibkrauth.ibkr.model.ContractDetails;
import io.github.ibkrauth.ibkr.model.ContractMatch;
import io.github.ibkrauth.ibkr.model.ContractSection;
import io.github.ibkrauth.ibkr.model.OptionRight;
import io.github.ibkrauth.ibkr.model.Strikes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what is derived from an underlying. */
@Command(
    name = "chain",
    description = "Show the options or futures on an underlying.",
    footer = {
      "",
      "Alone it lists the months. With --month it lists the strikes of that month,",
      "and with --contracts the contracts with their conids, for which the broker is",
      "asked once a strike and right: narrow it down by --right and --strikes."
    })
final class ChainCommand implements Callable<Integer> {

  private static final int MOST_CONTRACT_CALLS = 60;

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();

  @Parameters(
      index = "0",
      paramLabel = "SYMBOL",
      description = "The underlying, such as AAPL@NASDAQ.")
  private String word = "";

  @Option(
      names = "--exchange",
      paramLabel = "EXCHANGE",
      description = "The listing exchange of the underlying; the same as SYMBOL@EXCHANGE.")
  private @Nullable String exchange;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      defaultValue = "OPT",
      description = "What to list: OPT (default), FOP, WAR or FUT.")
  private String type = "OPT";

  @Option(
      names = "--month",
      paramLabel = "MONTH",
      description = "A month that chain SYMBOL lists, such as JAN27.")
  private @Nullable String month;

  @Option(names = "--right", paramLabel = "C|P", description = "Calls or puts only.")
  private @Nullable String right;

  @Option(
      names = "--strikes",
      paramLabel = "FROM..TO",
      description = "Strikes from the first to the second only, such as 200..250.")
  private @Nullable String strikes;

  @Option(
      names = "--traded-at",
      paramLabel = "EXCHANGE",
      description = "What this exchange trades; options on futures need one.")
  private @Nullable String tradedAt;

  @Option(names = "--contracts", description = "List the contracts of --month with their conids.")
  private boolean contracts;

  ChainCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    AssetClass kind = new AssetClass(type.toUpperCase(Locale.ROOT));
    if (!List.of(AssetClass.OPTION, AssetClass.FUTURE_OPTION, AssetClass.WARRANT, AssetClass.FUTURE)
        .contains(kind)) {
      throw CommandFailure.usage("--type must be OPT, FOP, WAR or FUT, not '" + type + "'.");
    }
    if (month == null && (contracts || right != null || strikes != null)) {
      throw CommandFailure.usage("--contracts, --right and --strikes need a --month.");
    }
    StrikeSpan span = StrikeSpan.of(strikes);
    Optional<OptionRight> only = right();
    if (month != null) {
      String wanted = month.toUpperCase(Locale.ROOT);
      Checked.input(() -> DerivativeQuery.of(1, kind, wanted));
    }
    return invocation.ask(client -> chain(client.contracts(), kind, only, span));
  }

  private Optional<OptionRight> right() {
    if (right == null) {
      return Optional.empty();
    }
    OptionRight named = OptionRight.of(right.toUpperCase(Locale.ROOT));
    if (!named.isNamed()) {
      throw CommandFailure.usage("--right must be C or P, not '" + right + "'.");
    }
    return Optional.of(named);
  }

  private Answer chain(
      ContractEndpoints calls, AssetClass kind, Optional<OptionRight> only, StrikeSpan span) {
    // The broker wants the search before the rest.
    ContractMatch underlying = underlying(calls, kind);
    ChainView view = new ChainView(underlying, kind);
    ContractSection section = underlying.section(kind).orElseThrow();
    if (month == null) {
      return view.months(section);
    }
    String wanted = month.toUpperCase(Locale.ROOT);
    if (!section.months().isEmpty() && !section.months().contains(wanted)) {
      throw CommandFailure.usage(
          "There is no month "
              + wanted
              + "; there are "
              + String.join(", ", section.months())
              + ".");
    }
    DerivativeQuery query = DerivativeQuery.of(underlying.conid(), kind, wanted);
    DerivativeQuery placed = tradedAt == null ? query : query.at(tradedAt);
    if (kind.equals(AssetClass.FUTURE)) {
      return view.contracts(wanted, calls.details(placed));
    }
    Strikes listed = calls.strikes(placed);
    return contracts
        ? view.contracts(wanted, contracts(calls, placed, listed, only, span))
        : view.strikes(wanted, listed, only, span);
  }

  private ContractMatch underlying(ContractEndpoints calls, AssetClass kind) {
    int sign = word.lastIndexOf('@');
    String symbol = SymbolOptions.symbol(word);
    Optional<String> place =
        sign < 0 ? Optional.ofNullable(exchange) : Optional.of(word.substring(sign + 1));
    return Checked.input(
        () ->
            place.isPresent()
                ? calls.resolve(symbol, kind, place.get())
                : calls.resolve(symbol, kind));
  }

  private List<ContractDetails> contracts(
      ContractEndpoints calls,
      DerivativeQuery month,
      Strikes listed,
      Optional<OptionRight> only,
      StrikeSpan span) {
    List<DerivativeQuery> questions = new ArrayList<>();
    for (OptionRight each : only.map(List::of).orElse(List.of(OptionRight.CALL, OptionRight.PUT))) {
      for (Num strike : each.equals(OptionRight.CALL) ? listed.calls() : listed.puts()) {
        BigDecimal price = strike.value();
        if (span.holds(price)) {
          questions.add(month.strike(price).right(each));
        }
      }
    }
    if (questions.size() > MOST_CONTRACT_CALLS) {
      throw CommandFailure.usage(
          "That would be "
              + questions.size()
              + " calls; at most "
              + MOST_CONTRACT_CALLS
              + " are made. Narrow it down by --right and --strikes.");
    }
    List<ContractDetails> found = new ArrayList<>();
    questions.forEach(question -> found.addAll(calls.details(question)));
    return found;
  }
}
