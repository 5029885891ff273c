package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.AuthStrategies;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists what can authenticate. */
@Command(
    name = "strategies",
    description = "List the strategies on the class path, also those that cannot be used.")
final class StrategiesCommand implements Callable<Integer> {

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();

  StrategiesCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    AuthStrategies catalogue =
        invocation
            .settings()
            .loadIfAny()
            .map(Connection::catalogue)
            .orElseGet(AuthStrategies::discover);
    return invocation.answer(new CatalogueView(catalogue).answer());
  }
}
