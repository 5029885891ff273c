package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.AuthStrategies;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the schema of the configuration file. */
@Command(
    name = "schema",
    description = "Print the JSON schema of the configuration file, for editors.",
    footer = {"", "It knows the settings of every strategy on the class path."})
final class ConfigSchemaCommand implements Callable<Integer> {

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();

  ConfigSchemaCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    var schema = new ConfigSchema(AuthStrategies.discover()).document();
    return invocation.answer(Answer.of(schema, List.of(Json.pretty(schema))));
  }
}
