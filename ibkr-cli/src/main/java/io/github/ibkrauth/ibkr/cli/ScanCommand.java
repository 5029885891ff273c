package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.ibkr.endpoint.ScannerQuery;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a market scanner, or lists what scanners can be asked. */
@Command(
    name = "scan",
    description = "Rank the instruments of a market, or list what can be asked.",
    footer = {
      "",
      "Without TYPE it lists; --list says what. The broker gives these lists once in",
      "15 minutes only, so they are kept in the state directory for a day.",
      "For example: ibkr scan TOP_PERC_GAIN --filter priceAbove=5"
    })
final class ScanCommand implements Callable<Integer> {

  private static final int MOST_ROWS = 50;

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TYPE",
      description = "What to rank by, such as TOP_PERC_GAIN.")
  private @Nullable String type;

  @Option(
      names = "--instrument",
      paramLabel = "KIND",
      defaultValue = "STK",
      description = "Which kind of instruments (STK).")
  private String instrument = "STK";

  @Option(
      names = "--location",
      paramLabel = "PLACE",
      defaultValue = "STK.US.MAJOR",
      description = "Where to look (STK.US.MAJOR).")
  private String location = "STK.US.MAJOR";

  @Option(
      names = "--filter",
      paramLabel = "CODE=VALUE",
      description = "Only what passes, such as priceAbove=5; may be given several times.")
  private List<String> filters = new ArrayList<>();

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "25",
      description = "How many to show, 1 to 50 (25).")
  private int rows = 25;

  @Option(
      names = "--list",
      paramLabel = "WHAT",
      defaultValue = "types",
      description = "What to list: types (default), instruments, locations or filters.")
  private String list = "types";

  @Option(names = "--refresh", description = "Ask the broker for the lists, whatever is kept.")
  private boolean refresh;

  ScanCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    if (type == null) {
      return list();
    }
    if (rows < 1 || rows > MOST_ROWS) {
      throw CommandFailure.usage(
          "--rows must be between 1 and " + MOST_ROWS + ", not " + rows + ".");
    }
    String wanted = type.toUpperCase(Locale.ROOT);
    ScannerQuery query = Checked.input(() -> query(wanted));
    return invocation.ask(client -> ScanView.found(client.scanner().run(query), rows));
  }

  private int list() {
    ScanView.Listing listing = ScanView.Listing.of(list);
    KeptParameters kept = new KeptParameters(invocation.stateDirectory());
    return refresh
        ? invocation.ask(client -> listing.answer(kept.renewed(client.scanner())))
        : kept.recent()
            .map(parameters -> invocation.answer(listing.answer(parameters)))
            .orElseGet(
                () -> invocation.ask(client -> listing.answer(kept.renewed(client.scanner()))));
  }

  private ScannerQuery query(String wanted) {
    ScannerQuery query = ScannerQuery.of(instrument, location, wanted);
    for (String filter : filters) {
      int sign = filter.indexOf('=');
      if (sign < 1) {
        throw CommandFailure.usage(
            "--filter must be a code, = and a value, such as priceAbove=5, not '" + filter + "'.");
      }
      query = with(query, filter.substring(0, sign), filter.substring(sign + 1));
    }
    return query;
  }

  private static ScannerQuery with(ScannerQuery query, String code, String value) {
    try {
      return query.filter(code, new BigDecimal(value));
    } catch (NumberFormatException e) {
      return query.filter(code, value);
    }
  }
}
