package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.ibkr.endpoint.AlertEndpoints;
import io.github.ibkrauth.ibkr.model.AlertResult;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists alerts, and stands above the commands about one of them. */
@Command(
    name = "alerts",
    synopsisSubcommandLabel = "[COMMAND]",
    description = "List the alerts of an account, or look after one of them.")
final class AlertsCommand implements Callable<Integer> {

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();
  @Mixin private final AccountOption account = new AccountOption();

  private AlertsCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  /** Returns the command with all that stand below it. */
  static CommandLine tree(Invocation invocation) {
    CommandLine tree = new CommandLine(new AlertsCommand(invocation));
    tree.addSubcommand(new Show(invocation));
    tree.addSubcommand(new Activate(invocation));
    tree.addSubcommand(new Deactivate(invocation));
    tree.addSubcommand(new Delete(invocation));
    return tree;
  }

  @Override
  public Integer call() {
    return invocation.ask(
        client -> {
          String id = account.choose(client);
          return AlertsView.list(id, client.alerts().list(id));
        });
  }

  /** Shows an alert. */
  @Command(name = "show", description = "Show an alert with its conditions.")
  private static final class Show implements Callable<Integer> {

    private final Invocation invocation;
    @Mixin private final HelpOption help = new HelpOption();
    @Mixin private final ZoneOption zone = new ZoneOption();

    @Parameters(index = "0", paramLabel = "ID", description = "The alert's id.")
    private long id;

    Show(Invocation invocation) {
      this.invocation = invocation;
    }

    @Override
    public Integer call() {
      return invocation.ask(
          client -> AlertsView.one(Checked.input(() -> client.alerts().get(id)), zone.zone()));
    }
  }

  /** Makes an alert watch. */
  @Command(name = "activate", description = "Make an alert watch again.")
  private static final class Activate extends Change {

    Activate(Invocation invocation) {
      super(invocation);
    }

    @Override
    AlertResult change(AlertEndpoints alerts, String account, long id) {
      return alerts.activate(account, id);
    }

    @Override
    String done() {
      return "watches";
    }
  }

  /** Makes an alert rest. */
  @Command(name = "deactivate", description = "Make an alert rest, without deleting it.")
  private static final class Deactivate extends Change {

    Deactivate(Invocation invocation) {
      super(invocation);
    }

    @Override
    AlertResult change(AlertEndpoints alerts, String account, long id) {
      return alerts.deactivate(account, id);
    }

    @Override
    String done() {
      return "rests";
    }
  }

  /** Deletes an alert. */
  @Command(name = "delete", description = "Delete an alert for good.")
  private static final class Delete extends Change {

    @Mixin private final YesOption yes = new YesOption();

    Delete(Invocation invocation) {
      super(invocation);
    }

    @Override
    void check(Question question, long id) {
      yes.confirm(question, "Delete the alert " + id + "?");
    }

    @Override
    AlertResult change(AlertEndpoints alerts, String account, long id) {
      return alerts.delete(account, id);
    }

    @Override
    String done() {
      return "is deleted";
    }
  }

  /** What changes an alert. */
  private abstract static class Change implements Callable<Integer> {

    private final Invocation invocation;
    @Mixin private final HelpOption help = new HelpOption();
    @Mixin private final AccountOption account = new AccountOption();

    @Parameters(index = "0", paramLabel = "ID", description = "The alert's id.")
    private long id;

    Change(Invocation invocation) {
      this.invocation = invocation;
    }

    abstract AlertResult change(AlertEndpoints alerts, String accountId, long alertId);

    abstract String done();

    void check(Question question, long alertId) {}

    @Override
    public Integer call() {
      if (id <= 0) {
        throw CommandFailure.usage("ID must be above 0, not " + id + ".");
      }
      check(invocation.question(), id);
      return invocation.ask(
          client ->
              AlertsView.changed(id, change(client.alerts(), account.choose(client), id), done()));
    }
  }
}
