package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.ibkr.endpoint.ContractSearch;
import io.github.ibkrauth.ibkr.model.AssetClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds instruments. */
@Command(
    name = "search",
    description = "Find instruments by symbol, or by a part of the company's name.")
final class SearchCommand implements Callable<Integer> {

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();

  @Parameters(
      paramLabel = "TEXT",
      arity = "1..*",
      description = "A symbol; with --name, a part of a name.")
  private List<String> words = new ArrayList<>();

  @Option(names = "--name", description = "Look for the text in names.")
  private boolean name;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "Only underlyings of this kind: STK, IND or BOND.")
  private @Nullable String type;

  SearchCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    String text = String.join(" ", words);
    ContractSearch search = Checked.input(() -> search(text));
    return invocation.ask(client -> SearchView.answer(text, client.contracts().search(search)));
  }

  private ContractSearch search(String text) {
    ContractSearch search = name ? ContractSearch.byName(text) : ContractSearch.bySymbol(text);
    return type == null ? search : search.of(new AssetClass(type.toUpperCase(Locale.ROOT)));
  }
}
