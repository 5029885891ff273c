package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.ibkr.cli.chart.Chart;
import io.github.ibkrauth.ibkr.cli.chart.ChartStyle;
import io.github.ibkrauth.ibkr.endpoint.HistoryRequest;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how prices went: a chart on a terminal, a table elsewhere. */
@Command(
    name = "history",
    description = "Show how the price of an instrument went, as a chart or a table.",
    footer = {
      "",
      "On a terminal candles are drawn; elsewhere there is a table. A period is a",
      "number and min, h, d, w, m (months) or y; a bar a number and S (seconds),",
      "min, h, d, w or m. Nights and weekends take no room in a chart."
    })
final class HistoryCommand implements Callable<Integer> {

  private static final int USUAL_WIDTH = 80;
  private static final int WIDEST = 500;
  private static final int HIGHEST = 200;

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();
  @Mixin private final ConidOption which = new ConidOption();
  @Mixin private final ZoneOption zone = new ZoneOption();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SYMBOL",
      description = "Such as AAPL@NASDAQ.")
  private @Nullable String word;

  @Option(
      names = "--period",
      paramLabel = "PERIOD",
      defaultValue = "1d",
      description = "How far back from now (1d).")
  private String period = "1d";

  @Option(
      names = "--bar",
      paramLabel = "BAR",
      defaultValue = "5min",
      description = "How long a bar is (5min).")
  private String bar = "5min";

  @Option(
      names = "--source",
      paramLabel = "PRICES",
      defaultValue = "trades",
      description = "Bars of which prices: trades (default), midpoint or bid-ask.")
  private String source = "trades";

  @Option(names = "--outside-rth", description = "Include bars outside regular trading hours.")
  private boolean outsideRegularHours;

  @ArgGroup(exclusive = true)
  private @Nullable Look look;

  @Option(
      names = "--width",
      paramLabel = "COLUMNS",
      description = "How wide the chart is; the terminal, or 80, otherwise.")
  private @Nullable Integer width;

  @Option(
      names = "--height",
      paramLabel = "ROWS",
      defaultValue = "16",
      description = "How many rows of prices the chart has (16).")
  private int height = 16;

  HistoryCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    which.check(word);
    between("--height", height, Chart.LEAST_ROWS, HIGHEST);
    if (width != null) {
      between("--width", width, Chart.LEAST_WIDTH, WIDEST);
    }
    HistoryRequest.Source prices = prices();
    ZoneId place = zone.zone();
    // Refused before anything is sent, whatever the instrument.
    Checked.input(() -> HistoryRequest.of(1, period, bar));
    return invocation.ask(
        client -> {
          Instrument instrument = which.find(client.contracts(), word);
          HistoryRequest request = HistoryRequest.of(instrument.conid(), period, bar).of(prices);
          HistoryView view =
              new HistoryView(
                  instrument,
                  client
                      .marketData()
                      .history(outsideRegularHours ? request.outsideRegularHours() : request),
                  place);
          return view.answer(style(), this::chart);
        });
  }

  /** Returns how to draw; empty for a table. */
  private Optional<ChartStyle> style() {
    if (look != null && look.table || look == null && invocation.width() == 0) {
      return Optional.empty();
    }
    return Optional.of(look != null && look.line ? ChartStyle.LINE : ChartStyle.CANDLES);
  }

  private HistoryView.Frame chart(int terminal) {
    int columns = width != null ? width : terminal > 0 ? terminal : USUAL_WIDTH;
    return new HistoryView.Frame(
        Math.max(Chart.LEAST_WIDTH, Math.min(WIDEST, columns)), height, invocation.coloured());
  }

  private HistoryRequest.Source prices() {
    return switch (source) {
      case "trades" -> HistoryRequest.Source.TRADES;
      case "midpoint" -> HistoryRequest.Source.MIDPOINT;
      case "bid-ask" -> HistoryRequest.Source.BID_ASK;
      default ->
          throw CommandFailure.usage(
              "--source must be trades, midpoint or bid-ask, not '" + source + "'.");
    };
  }

  private static void between(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw CommandFailure.usage(
          option + " must be between " + least + " and " + most + ", not " + value + ".");
    }
  }

  /** How the bars are shown. */
  private static final class Look {

    @Option(names = "--candles", description = "Draw candles.")
    private boolean candles;

    @Option(names = "--line", description = "Draw a line through the last prices.")
    private boolean line;

    @Option(names = "--table", description = "Print a table, also on a terminal.")
    private boolean table;
  }
}
