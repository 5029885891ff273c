package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.ibkr.SessionStatus;
import io.github.ibkrauth.ibkr.model.AuthStatus;
import io.github.ibkrauth.ibkr.model.Tickle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows how the sessions stand; opens a brokerage session only when told to. */
@Command(
    name = "status",
    description = "Log in and show how the sessions stand, and when the next interruption is due.",
    footer = {
      "",
      "Without --open it takes nothing from another login. With --watch and --open",
      "the session is opened, kept, and brought back when it is lost; with --watch",
      "alone it is looked at once a minute. Ctrl-C ends the watch, with 0."
    })
final class StatusCommand implements Callable<Integer> {

  private static final ConfigKey<Duration> KEEP_ALIVE_INTERVAL =
      ConfigKey.duration("session.keep-alive-interval").withDefault(Duration.ofSeconds(60));

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();

  @Option(
      names = "--open",
      description = "Open the brokerage session; this can take it from another login.")
  private boolean open;

  @Option(
      names = "--watch",
      description = "Stay, and print a line whenever something changes, until Ctrl-C.")
  private boolean watch;

  StatusCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return watch ? watch() : invocation.ask(this::status);
  }

  private int watch() {
    AuthConfig config = invocation.login();
    invocation.printer().progress("Logging in ...");
    try (Connection client = invocation.connect(config)) {
      Duration betweenLooks = config.under("ibkr").get(KEEP_ALIVE_INTERVAL);
      new StatusWatch(invocation, client, betweenLooks).run(open);
    }
    return ExitCode.OK;
  }

  private Answer status(Connection client) {
    if (open) {
      client.brokerage().open();
    }
    Tickle tickle = client.session().tickle();
    AuthStatus status = client.session().status();
    SessionStatus known = client.brokerage().status();
    ObjectNode node = Json.object();
    node.put("strategy", client.strategyId());
    node.put("baseUrl", client.baseUrl());
    node.put("authSession", client.state());
    node.set("tickle", SessionView.json(tickle));
    node.set("brokerage", SessionView.json(status));
    node.set("forecast", SessionLine.json(known.forecast()));
    List<String> lines = new ArrayList<>();
    lines.add("Strategy: " + client.strategyId() + " at " + client.baseUrl());
    lines.add(
        "Authentication session: "
            + client.state()
            + SessionView.expiry(tickle)
                .map(left -> "; without a call it ends in " + left)
                .orElse("")
            + ".");
    lines.addAll(SessionView.lines(status));
    known
        .forecast()
        .ifPresent(
            next ->
                lines.add("Next interruption: " + SessionLine.words(next, Instant.now()) + "."));
    return Answer.of(node, lines);
  }
}
