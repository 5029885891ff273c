package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.ibkr.ws.StreamListener;
import io.github.ibkrauth.ibkr.ws.StreamTopic;
import io.github.ibkrauth.ibkr.ws.StreamingClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what the broker sends by itself, until somebody ends it. */
@Command(
    name = "stream",
    description = "Show prices, orders, executions, or profit and loss as they change.",
    footer = {
      "",
      "On a terminal, prices and profit and loss are a table that is drawn anew; in a",
      "pipe and with --json every change is a line. A lost connection is made again.",
      "Ctrl-C ends it, with 0."
    })
final class StreamCommand implements Callable<Integer> {

  private static final int MOST = 100;
  private static final Duration TURN = Duration.ofMillis(250);

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

  @Option(names = "--orders", description = "Orders and executions, those of today first.")
  private boolean orders;

  @Option(names = "--pnl", description = "The profit and loss of the day, by account and model.")
  private boolean pnl;

  @Option(
      names = "--for",
      paramLabel = "SECONDS",
      description = "End by itself after so many seconds.")
  private @Nullable Integer seconds;

  private final Ending ending = new Ending();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  StreamCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    int wanted = words.size() + conids.size();
    if (wanted > MOST) {
      throw CommandFailure.usage("Name " + MOST + " instruments at most, not " + wanted + ".");
    }
    if (wanted == 0 && !orders && !pnl) {
      throw CommandFailure.usage("Name instruments, or --orders, or --pnl.");
    }
    Integer limit = seconds;
    if (limit != null && limit < 1) {
      throw CommandFailure.usage("--for must be one second or more, not " + limit + ".");
    }
    if (!words.isEmpty()) {
      symbols.check();
    }
    AuthConfig config = invocation.login();
    invocation.printer().progress("Logging in ...");
    try (Connection client = invocation.connect(config)) {
      StreamBoard board = new StreamBoard(invocation, instruments(client));
      follow(client.streaming(), board);
      long start = System.nanoTime();
      ending.await(
          client::close,
          TURN,
          () -> {
            board.turn();
            boolean late =
                limit != null && System.nanoTime() - start >= Duration.ofSeconds(limit).toNanos();
            if (late || invocation.printer().isNobodyReading()) {
              ending.now();
            }
          });
      board.turn();
    }
    Throwable thrown = failure.get();
    if (thrown != null) {
      String said = thrown.getMessage();
      throw new CommandFailure(
          Failure.of(
              ExitCode.FAILED,
              "STREAM_ENDED",
              said == null
                  ? "The stream ended: " + thrown.getClass().getSimpleName() + "."
                  : said));
    }
    return ExitCode.OK;
  }

  private List<Instrument> instruments(Connection client) {
    List<Instrument> instruments = new ArrayList<>();
    words.forEach(word -> instruments.add(symbols.find(client.contracts(), word)));
    conids.forEach(conid -> instruments.add(Instrument.of(conid)));
    return instruments;
  }

  private void follow(StreamingClient stream, StreamBoard board) {
    stream.addListener(board::status);
    if (!board.conids().isEmpty()) {
      listen(stream.marketData(board.conids(), StreamBoard.FIELDS), board::prices);
    }
    if (orders) {
      listen(stream.orders(), board::order);
      listen(stream.trades(1), board::trade);
    }
    if (pnl) {
      listen(stream.pnl(), board::pnl);
    }
  }

  private <T> void listen(StreamTopic<T> topic, Consumer<T> taker) {
    topic.listen(
        new StreamListener<T>() {
          @Override
          public void on(T event) {
            taker.accept(event);
          }

          @Override
          public void failed(Throwable error) {
            failure.compareAndSet(null, error);
            ending.now();
          }
        });
  }
}
