package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.auth.AuthConfig;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says what a code at the end of a message means, and what to do. */
@Command(
    name = "explain",
    description = "Say what the code at the end of a message means, and what to do.",
    footer = {"", "Without a code, lists all of them. Needs no settings and no network."})
final class ExplainCommand implements Callable<Integer> {

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();

  @Parameters(
      paramLabel = "CODE",
      arity = "0..1",
      description = "The code, with or without brackets, such as CLOCK_SKEW.")
  private @Nullable String code;

  ExplainCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    String wanted = code;
    if (wanted == null) {
      ObjectNode list = Json.object();
      ErrorPages.codes().forEach(list.putArray("codes")::add);
      return invocation.answer(Answer.of(list, ErrorPages.index().lines().toList()));
    }
    String name = ErrorPages.name(wanted);
    String page = ErrorPages.of(wanted).orElseThrow(() -> unknown(name));
    ObjectNode document = Json.object().put("code", name).put("page", page);
    return invocation.answer(Answer.of(document, page.lines().toList()));
  }

  private static CommandFailure unknown(String name) {
    String near =
        AuthConfig.nearestName(name, ErrorPages.codes())
            .map(found -> " Did you mean " + found + "?")
            .orElse("");
    return CommandFailure.usage(
        "There is no code "
            + name
            + " of this library; a strategy of somebody else's may have its own."
            + near
            + " ibkr explain lists all codes.");
  }
}
