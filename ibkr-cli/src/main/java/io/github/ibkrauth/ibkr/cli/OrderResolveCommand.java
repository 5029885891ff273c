package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.ibkr.endpoint.Resolution;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds out what became of an order. */
@Command(
    name = "resolve",
    description = "Find out whether an order was placed, by its client order id.",
    footer = {
      "",
      "Ends with 0 when it was placed, with 1 when it was not, and with 10 when that is",
      "still not known: then nothing may be sent again either."
    })
final class OrderResolveCommand implements Callable<Integer> {

  private static final int LONGEST = 600;

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();
  @Mixin private final AccountOption account = new AccountOption();

  @Parameters(index = "0", paramLabel = "ID", description = "The client order id.")
  private String id = "";

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "When it was sent, such as 2026-11-27T14:30:00Z; now otherwise.")
  private @Nullable String since;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "For how long to look again, 0 to 600 (60).")
  private int patience = 60;

  OrderResolveCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    if (patience < 0 || patience > LONGEST) {
      throw CommandFailure.usage(
          "--patience must be between 0 and " + LONGEST + " seconds, not " + patience + ".");
    }
    Instant at = since();
    return invocation.ask(
        client -> {
          String in = account.choose(client);
          invocation.printer().progress("Looking for " + id + " in " + in + " ...");
          return ResolutionView.answer(id, in, Checked.input(() -> look(client, in, at)));
        });
  }

  private Resolution look(Connection client, String in, Instant at) {
    // Without it the list of a new session is empty, which would count as young absence.
    OrdersCommand.list(invocation, client);
    return invocation
        .pace()
        .call(
            client.baseUrl(),
            "orders",
            () -> client.orders().resolve(in, id, at, Duration.ofSeconds(patience)));
  }

  private Instant since() {
    if (since == null) {
      return Instant.now();
    }
    try {
      return Instant.parse(since);
    } catch (DateTimeException e) {
      throw CommandFailure.usage(
          "--since must be a time such as 2026-11-27T14:30:00Z, not '" + since + "'.");
    }
  }
}
