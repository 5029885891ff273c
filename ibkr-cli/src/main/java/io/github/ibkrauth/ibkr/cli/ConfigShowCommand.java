package io.github.ibkrauth.ibkr.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what is set, and where. */
@Command(
    name = "show",
    description = "Show every setting that is set, and from where; secrets are masked.",
    footer = {
      "",
      "Also tells of contradictions and of names of other programs that have no effect. Ends",
      "with 2 when something is wrong."
    })
final class ConfigShowCommand implements Callable<Integer> {

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();

  ConfigShowCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Settings settings = invocation.settings();
    return invocation.answer(new ConfigView(settings.read(), settings.profile()).answer());
  }
}
