package io.github.ibkrauth.ibkr.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of every command; they may stand before or after its name. */
final class CommonOptions {

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Print one JSON document, also for an error.")
  private boolean json;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Read settings from FILE instead of looking for ibkr.yaml.")
  private @Nullable Path config;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "Use the settings of this profile.")
  private @Nullable String profile;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print what happens, and the stack trace of an error, to standard error.")
  private boolean verbose;

  boolean json() {
    return json;
  }

  boolean verbose() {
    return verbose;
  }

  Optional<Path> config() {
    return Optional.ofNullable(config);
  }

  Optional<String> profile() {
    return Optional.ofNullable(profile);
  }
}
