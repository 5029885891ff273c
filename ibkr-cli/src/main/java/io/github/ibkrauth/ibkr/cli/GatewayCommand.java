package io.github.ibkrauth.ibkr.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The commands that look after a Client Portal Gateway. */
@Command(
    name = "gateway",
    synopsisSubcommandLabel = "COMMAND",
    description = "Look after a Client Portal Gateway and the login that it holds.",
    footer = {
      "",
      "These commands talk to the gateway whatever ibkr.auth.strategy says, and need",
      "no settings where it listens at https://localhost:5000. Only logout, and",
      "maintain where it is told to, end a login; the next one is made in a browser,",
      "by a human or by login."
    })
final class GatewayCommand implements Callable<Integer> {

  @Mixin private final GatewayOptions options;
  @Mixin private final HelpOption help = new HelpOption();

  private GatewayCommand(GatewayOptions options) {
    this.options = options;
  }

  /** Returns the command with all that stand below it. */
  static CommandLine tree(Invocation invocation) {
    GatewayOptions options = new GatewayOptions();
    GatewayLink link = new GatewayLink(invocation, options);
    CommandLine tree = new CommandLine(new GatewayCommand(options));
    List.of(
            new GatewayPinCommand(invocation, link),
            new GatewayStatusCommand(link),
            new GatewayTickleCommand(link),
            new GatewayVerifyCommand(link),
            new GatewayMaintainCommand(invocation, link),
            new GatewayLoginCommand(invocation, link),
            new GatewayReadyCommand(invocation, link),
            new GatewayLogoutCommand(link))
        .forEach(tree::addSubcommand);
    return tree;
  }

  @Override
  public Integer call() {
    throw CommandFailure.usage(
        "There is no command after gateway. ibkr help gateway lists those there are.");
  }
}
