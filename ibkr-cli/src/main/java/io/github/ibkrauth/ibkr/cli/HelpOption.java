package io.github.ibkrauth.ibkr.cli;

import picocli.CommandLine.Option;

/** The option that explains a command instead of running it. */
final class HelpOption {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Explain this command.")
  private boolean asked;
}
