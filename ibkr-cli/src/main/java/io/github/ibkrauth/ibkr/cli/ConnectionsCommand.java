package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.ibkr.connect.ConnectionStatus;
import io.github.ibkrauth.ibkr.connect.Connections;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The commands that look after what {@code connect} has stored. */
@Command(
    name = "connections",
    synopsisSubcommandLabel = "COMMAND",
    description = "Look after the connections that ibkr connect has stored.",
    footer = {"", "There is one for each profile; --profile says which is meant."})
final class ConnectionsCommand implements Callable<Integer> {

  @Mixin private final HelpOption help = new HelpOption();

  private ConnectionsCommand() {}

  /** Returns the command with all that stand below it. */
  static CommandLine tree(Invocation invocation) {
    CommandLine tree = new CommandLine(new ConnectionsCommand());
    tree.addSubcommand(new Listing(invocation));
    tree.addSubcommand(new Test(invocation));
    tree.addSubcommand(new Remove(invocation));
    return tree;
  }

  @Override
  public Integer call() {
    throw CommandFailure.usage(
        "There is no command after connections. ibkr help connections lists those there are.");
  }

  /** Opens the store, asks, and writes the answer; returns the exit code. */
  private static int ask(Invocation invocation, Function<Connections, Answer> question) {
    AuthConfig config = invocation.settings().load();
    if (!invocation.profileStore().mayHold(config)) {
      throw unknown(invocation);
    }
    AuthConfig stored = invocation.profileStore().withStore(config);
    try (AuthRuntime runtime = invocation.runtime();
        Connections connections = ProfileStore.open(stored, runtime)) {
      return invocation.answer(question.apply(connections));
    }
  }

  private static CommandFailure unknown(Invocation invocation) {
    return new CommandFailure(ProfileStore.unknown(invocation.profile()));
  }

  /** Lists the connections. */
  @Command(name = "list", description = "List the connections, one for each profile.")
  private static final class Listing implements Callable<Integer> {

    private final Invocation invocation;
    @Mixin private final HelpOption help = new HelpOption();

    Listing(Invocation invocation) {
      this.invocation = invocation;
    }

    @Override
    public Integer call() {
      AuthConfig config = invocation.settings().load();
      return invocation.profileStore().mayHold(config)
          ? ask(invocation, connections -> answer(connections.list()))
          : invocation.answer(answer(List.of()));
    }

    private static Answer answer(List<ConnectionStatus> all) {
      ObjectNode document = Json.object();
      ArrayNode list = document.putArray("connections");
      Table table = new Table().text("PROFILE").text("STRATEGY").text("SINCE");
      all.stream()
          .sorted(Comparator.comparing(ConnectionStatus::userId))
          .forEach(
              one -> {
                ObjectNode node = list.addObject();
                node.put("profile", one.userId());
                node.put("strategy", one.strategyId());
                node.put("connectedAt", one.connectedAt().toString());
                table.row(
                    one.userId(),
                    one.strategyId(),
                    one.connectedAt().truncatedTo(ChronoUnit.SECONDS).toString());
              });
      return Answer.of(document, table, "There is no connection. Make one with ibkr connect.");
    }
  }

  /** Tries a connection. */
  @Command(
      name = "test",
      description = "Check the profile's connection step by step.",
      footer = {"", "Ends like doctor: with 0 when all is well, 1 with warnings, 2 otherwise."})
  private static final class Test implements Callable<Integer> {

    private final Invocation invocation;
    @Mixin private final HelpOption help = new HelpOption();

    Test(Invocation invocation) {
      this.invocation = invocation;
    }

    @Override
    public Integer call() {
      return ask(
          invocation,
          connections -> {
            if (connections.find(invocation.profile()).isEmpty()) {
              throw unknown(invocation);
            }
            return new DoctorReport(connections.test(invocation.profile())).answer();
          });
    }
  }

  /** Ends a connection. */
  @Command(
      name = "remove",
      description = "Revoke the profile's connection where the server can, and forget it.",
      footer = {
        "",
        "By oauth1a there is no revocation: the access is forgotten here, and stays valid",
        "until you end it at IBKR."
      })
  private static final class Remove implements Callable<Integer> {

    private final Invocation invocation;
    @Mixin private final HelpOption help = new HelpOption();
    @Mixin private final YesOption yes = new YesOption();

    Remove(Invocation invocation) {
      this.invocation = invocation;
    }

    @Override
    public Integer call() {
      String profile = invocation.profile();
      yes.confirm(invocation.question(), "Remove the connection of the profile " + profile + "?");
      return ask(
          invocation,
          connections -> {
            if (!connections.remove(profile)) {
              throw unknown(invocation);
            }
            ObjectNode node = Json.object();
            node.put("profile", profile);
            node.put("removed", true);
            return Answer.of(
                node, List.of("The connection of the profile " + profile + " is removed."));
          });
    }
  }
}
