package io.github.ibkrauth.ibkr.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The commands about settings. */
@Command(
    name = "config",
    synopsisSubcommandLabel = "COMMAND",
    description = "Show the settings, convert those of another program, print their schema.",
    footer = {"", "These commands send nothing and read no key."})
final class ConfigCommand implements Callable<Integer> {

  @Mixin private final HelpOption help = new HelpOption();

  private ConfigCommand() {}

  /** Returns the command with all that stand below it. */
  static CommandLine tree(Invocation invocation) {
    CommandLine tree = new CommandLine(new ConfigCommand());
    List.of(
            new ConfigShowCommand(invocation),
            new ConfigConvertCommand(invocation),
            new ConfigSchemaCommand(invocation))
        .forEach(tree::addSubcommand);
    return tree;
  }

  @Override
  public Integer call() {
    throw CommandFailure.usage(
        "There is no command after config. ibkr help config lists those there are.");
  }
}
