package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.ibkr.endpoint.RawAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Calls any endpoint. */
@Command(
    name = "call",
    description = "Call an endpoint and print the body of its answer, as it came.")
final class CallCommand implements Callable<Integer> {

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();

  @Parameters(index = "0", paramLabel = "METHOD", description = "GET, POST, PUT, PATCH or DELETE.")
  private String method = "";

  @Parameters(
      index = "1",
      paramLabel = "PATH",
      description = "Such as /portfolio/accounts; with a query if wanted.")
  private String path = "";

  @Option(
      names = "--body",
      paramLabel = "TEXT|@FILE",
      description = "The body to send: JSON, or @ and the file that holds it.")
  private @Nullable String body;

  @Option(
      names = "--signed",
      description = "Send the body as a signed token, as many paths below /gw/api want it.")
  private boolean signed;

  CallCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Optional<String> text = Optional.ofNullable(body).map(this::content);
    if (signed && text.isEmpty()) {
      throw CommandFailure.usage("--signed needs a --body to sign.");
    }
    return invocation.ask(client -> CallView.answer(send(client, text)));
  }

  private RawAnswer send(Connection client, Optional<String> text) {
    try {
      return signed
          ? client.callSigned(method, path, text.orElseThrow())
          : client.call(method, path, text);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          Failure.of(ExitCode.USAGE, "USAGE", String.valueOf(e.getMessage())), e);
    }
  }

  private String content(String written) {
    if (!written.startsWith("@")) {
      return written;
    }
    String name = written.substring(1);
    try {
      return Files.readString(invocation.path(Path.of(name)), StandardCharsets.UTF_8);
    } catch (IOException | InvalidPathException e) {
      throw CommandFailure.usage(
          "The file "
              + name
              + " for --body cannot be read ("
              + e.getClass().getSimpleName()
              + ").");
    }
  }
}
