package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.ibkr.endpoint.WatchlistEndpoints;
import io.github.ibkrauth.ibkr.model.Watchlist;
import io.github.ibkrauth.ibkr.model.WatchlistEntry;
import io.github.ibkrauth.ibkr.model.WatchlistIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists watchlists, and stands above the commands about one of them. */
@Command(
    name = "watchlists",
    synopsisSubcommandLabel = "[COMMAND]",
    description = "List the saved lists of instruments, or look after one of them.")
final class WatchlistsCommand implements Callable<Integer> {

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();

  @Option(names = "--all", description = "Those of the broker, too.")
  private boolean all;

  private WatchlistsCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  /** Returns the command with all that stand below it. */
  static CommandLine tree(Invocation invocation) {
    CommandLine tree = new CommandLine(new WatchlistsCommand(invocation));
    tree.addSubcommand(new Show(invocation));
    tree.addSubcommand(new Create(invocation));
    tree.addSubcommand(new Delete(invocation));
    return tree;
  }

  @Override
  public Integer call() {
    return invocation.ask(
        client ->
            WatchlistsView.list(
                all ? client.watchlists().listWithSystems() : client.watchlists().list()));
  }

  private static boolean isThere(WatchlistEndpoints lists, String id) {
    return lists.list().data().map(WatchlistIndex::lists).orElse(List.of()).stream()
        .map(WatchlistEntry::id)
        .anyMatch(id::equals);
  }

  /** Shows a list. */
  @Command(name = "show", description = "Show the instruments of a list.")
  private static final class Show implements Callable<Integer> {

    private final Invocation invocation;
    @Mixin private final HelpOption help = new HelpOption();

    @Parameters(index = "0", paramLabel = "ID", description = "The list's id.")
    private String id = "";

    Show(Invocation invocation) {
      this.invocation = invocation;
    }

    @Override
    public Integer call() {
      return invocation.ask(
          client -> WatchlistsView.one(Checked.input(() -> client.watchlists().get(id))));
    }
  }

  /** Makes a list. */
  @Command(
      name = "create",
      description = "Make a list of instruments.",
      footer = {"", "For example: ibkr watchlists create Tech AAPL@NASDAQ MSFT@NASDAQ"})
  private static final class Create implements Callable<Integer> {

    private final Invocation invocation;
    @Mixin private final HelpOption help = new HelpOption();
    @Mixin private final SymbolOptions symbols = new SymbolOptions();

    @Parameters(index = "0", paramLabel = "NAME", description = "What people see.")
    private String name = "";

    @Parameters(
        index = "1..*",
        arity = "0..*",
        paramLabel = "SYMBOL",
        description = "The instruments, in the order of the rows.")
    private List<String> words = new ArrayList<>();

    @Option(
        names = "--conid",
        paramLabel = "CONID",
        description = "Further instruments by the broker's ids; may be given several times.")
    private List<Long> conids = new ArrayList<>();

    @Option(
        names = "--id",
        paramLabel = "ID",
        description = "Digits; made from the time when left out.")
    private @Nullable String id;

    @Option(names = "--replace", description = "Replace the list that has this id.")
    private boolean replace;

    Create(Invocation invocation) {
      this.invocation = invocation;
    }

    @Override
    public Integer call() {
      if (words.isEmpty() && conids.isEmpty()) {
        throw CommandFailure.usage("Name at least one instrument, by a symbol or by --conid.");
      }
      symbols.check();
      String own = Optional.ofNullable(id).orElseGet(() -> "" + Instant.now().getEpochSecond());
      return invocation.ask(client -> create(client, own));
    }

    private Answer create(Connection client, String own) {
      if (!replace && isThere(client.watchlists(), own)) {
        throw CommandFailure.usage(
            "There is a list " + own + " already: take another --id, or add --replace.");
      }
      List<Long> all = new ArrayList<>();
      words.forEach(word -> all.add(symbols.find(client.contracts(), word).conid()));
      all.addAll(conids);
      Watchlist made = Checked.input(() -> client.watchlists().create(own, name, all));
      return WatchlistsView.created(made, all.size());
    }
  }

  /** Deletes a list. */
  @Command(name = "delete", description = "Delete a list for good.")
  private static final class Delete implements Callable<Integer> {

    private final Invocation invocation;
    @Mixin private final HelpOption help = new HelpOption();
    @Mixin private final YesOption yes = new YesOption();

    @Parameters(index = "0", paramLabel = "ID", description = "The list's id.")
    private String id = "";

    Delete(Invocation invocation) {
      this.invocation = invocation;
    }

    @Override
    public Integer call() {
      yes.confirm(invocation.question(), "Delete the watchlist " + id + "?");
      return invocation.ask(
          client ->
              WatchlistsView.deleted(id, Checked.input(() -> client.watchlists().delete(id))));
    }
  }
}
