package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.ibkr.IbkrException;
import io.github.ibkrauth.ibkr.endpoint.MarketDataEndpoints;
import io.github.ibkrauth.ibkr.model.MarketDataField;
import io.github.ibkrauth.ibkr.model.Quote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what instruments cost. */
@Command(
    name = "quote",
    description = "Show what instruments cost now, and how current that is.",
    footer = {
      "",
      "A symbol that several exchanges list is not guessed: write AAPL@NASDAQ, or",
      "--exchange for all of them. The lines of market data that this opens at the",
      "broker are given back at the end."
    })
final class QuoteCommand implements Callable<Integer> {

  private static final int MOST = 100;
  private static final int LONGEST_WAIT = 60;

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();
  @Mixin private final SymbolOptions symbols = new SymbolOptions();

  @Parameters(paramLabel = "SYMBOL", arity = "0..*", description = "Such as AAPL@NASDAQ.")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--conid",
      paramLabel = "CONID",
      description = "The broker's contract id; may be given several times.")
  private List<Long> conids = new ArrayList<>();

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "How long to wait for prices that do not come at once (5).")
  private int wait = 5;

  QuoteCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    int wanted = words.size() + conids.size();
    if (wanted == 0 || wanted > MOST) {
      throw CommandFailure.usage(
          "Name 1 to "
              + MOST
              + " instruments, by symbols or by --conid; there are "
              + wanted
              + ".");
    }
    if (wait < 0 || wait > LONGEST_WAIT) {
      throw CommandFailure.usage(
          "--wait must be between 0 and " + LONGEST_WAIT + " seconds, not " + wait + ".");
    }
    if (!words.isEmpty()) {
      symbols.check();
    }
    return invocation.ask(this::quotes);
  }

  private Answer quotes(Connection client) {
    List<Instrument> instruments = new ArrayList<>();
    words.forEach(word -> instruments.add(symbols.find(client.contracts(), word)));
    conids.forEach(conid -> instruments.add(Instrument.of(conid)));
    List<Long> ids = instruments.stream().map(Instrument::conid).distinct().toList();
    return QuoteView.answer(instruments, ask(client.marketData(), ids), wait);
  }

  private List<Quote> ask(MarketDataEndpoints marketData, List<Long> ids) {
    List<Quote> first = Checked.input(() -> marketData.snapshot(ids, QuoteView.FIELDS));
    // What has prices at the first question has a line already, which another program may use.
    List<Long> opened = new ArrayList<>(ids);
    first.stream()
        .filter(quote -> quote.has(List.of(MarketDataField.LAST)))
        .forEach(quote -> opened.remove(quote.conid()));
    try {
      return first.stream().filter(quote -> quote.has(QuoteView.AWAITED)).count() == ids.size()
          ? first
          : marketData.snapshot(ids, QuoteView.FIELDS, QuoteView.AWAITED, Duration.ofSeconds(wait));
    } finally {
      opened.forEach(conid -> giveBack(marketData, conid));
    }
  }

  /** The prices are there; that a line stays open until the session ends is no failure. */
  private static void giveBack(MarketDataEndpoints marketData, long conid) {
    try {
      marketData.unsubscribe(conid);
    } catch (IbkrException e) {
      // As above.
    }
  }
}
