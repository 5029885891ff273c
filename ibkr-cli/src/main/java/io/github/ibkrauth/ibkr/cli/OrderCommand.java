package io.github.ibkrauth.ibkr.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The commands about one order. */
@Command(
    name = "order",
    synopsisSubcommandLabel = "COMMAND",
    description = "Preview, place, modify, cancel or find an order.",
    footer = {
      "",
      "What places, changes or cancels an order is sent once and never again. It asks",
      "first, unless --yes is given, and does nothing in a live account without",
      "--live. When it is not known whether the broker took it, the exit code is 10;",
      "then look with ibkr order resolve before anything is sent again."
    })
final class OrderCommand implements Callable<Integer> {

  @Mixin private final HelpOption help = new HelpOption();

  private OrderCommand() {}

  /** Returns the command with all that stand below it. */
  static CommandLine tree(Invocation invocation) {
    CommandLine tree = new CommandLine(new OrderCommand());
    List.of(
            new OrderPreviewCommand(invocation),
            new OrderPlaceCommand(invocation),
            new OrderModifyCommand(invocation),
            new OrderCancelCommand(invocation),
            new OrderResolveCommand(invocation))
        .forEach(tree::addSubcommand);
    return tree;
  }

  @Override
  public Integer call() {
    throw CommandFailure.usage(
        "There is no command after order. ibkr help order lists those there are.");
  }
}
