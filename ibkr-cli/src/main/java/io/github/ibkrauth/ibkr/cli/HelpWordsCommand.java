package io.github.ibkrauth.ibkr.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains a command, also one that stands below another. */
@Command(
    name = "help",
    helpCommand = true,
    description = "Explain a command, such as: ibkr help gateway pin")
final class HelpWordsCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..*",
      description = "The command to explain; all of them when none is named.")
  private List<String> words = new ArrayList<>();

  @Override
  public Integer call() {
    CommandLine me = Objects.requireNonNull(spec, "spec").commandLine();
    CommandLine found = me.getParent();
    for (String word : words) {
      CommandLine next = found.getSubcommands().get(word);
      if (next == null) {
        throw new ParameterException(
            me, "There is no command '" + String.join(" ", words) + "' to explain.");
      }
      found = next;
    }
    found.usage(found.getOut());
    return ExitCode.OK;
  }
}
