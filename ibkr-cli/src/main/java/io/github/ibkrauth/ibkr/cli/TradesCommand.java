package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.ibkr.model.Trade;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists executions. */
@Command(name = "trades", description = "List the executions of today and of some days before.")
final class TradesCommand implements Callable<Integer> {

  private static final int MOST_DAYS = 7;

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();
  @Mixin private final ZoneOption zone = new ZoneOption();

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many days, 1 to 7; 1, the default, is today.")
  private int days = 1;

  @Option(names = "--account", paramLabel = "ACCOUNT", description = "Only this account.")
  private @Nullable String account;

  @Option(names = "--symbol", paramLabel = "SYMBOL", description = "Only this symbol.")
  private @Nullable String symbol;

  TradesCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    if (days < 1 || days > MOST_DAYS) {
      throw CommandFailure.usage(
          "--days must be between 1 and " + MOST_DAYS + ", not " + days + ".");
    }
    ZoneId place = zone.zone();
    return invocation.ask(
        client -> {
          List<Trade> trades =
              invocation.pace().call(client.baseUrl(), "trades", () -> trades(client));
          return TradesView.answer(trades.stream().filter(this::isWanted).toList(), place);
        });
  }

  private List<Trade> trades(Connection client) {
    return days == 1 ? client.trades().today() : client.trades().days(days);
  }

  private boolean isWanted(Trade trade) {
    return (account == null || trade.account().filter(account::equalsIgnoreCase).isPresent())
        && (symbol == null || trade.symbol().filter(symbol::equalsIgnoreCase).isPresent());
  }
}
