package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the simulator until the process is told to end. */
@Command(
    name = "simulate",
    description = "Run a broker on loopback until Ctrl-C. Its address is the first line printed.",
    footer = {
      "",
      "It serves every strategy at once: oauth2-jwt and oauth1a. The ibkr.yaml in D chooses",
      "oauth2-jwt, and has a profile for each: ibkr accounts --config D/ibkr.yaml --profile oauth1a"
    })
final class SimulateCommand implements Callable<Integer> {

  private final Invocation invocation;
  @Mixin private final HelpOption help = new HelpOption();

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Listen on this port; 0, the default, takes a free one.")
  private int port;

  @Option(
      names = "--dir",
      paramLabel = "D",
      description =
          "Write ibkr.yaml, keys, certificate and credentials.json into D, made when missing.")
  private @Nullable Path directory;

  @Option(names = "--tls", description = "Speak HTTPS, with a fresh self-signed certificate.")
  private boolean tls;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Invent accounts, positions and prices from this number (1).")
  private long seed;

  SimulateCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    // Settings play no part in here, but a file that was named and cannot be read is an error.
    invocation.explicitlyTrusted();
    IbkrSimulator simulator = start();
    try {
      if (directory != null) {
        simulator.writeTo(invocation.path(directory));
      }
      announce(simulator);
    } catch (UncheckedIOException e) {
      simulator.close();
      throw new CommandFailure(Failure.of(ExitCode.FAILED, "FILE", String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      simulator.close();
      throw e;
    }
    Termination.await(simulator::close);
    return ExitCode.OK;
  }

  private IbkrSimulator start() {
    if (port < 0 || port > 65_535) {
      throw CommandFailure.usage("--port must be between 0 and 65535, not " + port + ".");
    }
    try {
      return IbkrSimulator.builder().port(port).tls(tls).seed(seed).start();
    } catch (IllegalStateException e) {
      throw new CommandFailure(
          Failure.of(
                  ExitCode.FAILED,
                  "CANNOT_LISTEN",
                  "The simulator cannot listen on port " + port + ".")
              .withRemedy("Take another port, or --port 0 for a free one."));
    }
  }

  private void announce(IbkrSimulator simulator) {
    if (invocation.options().json()) {
      ObjectNode node = Json.object();
      node.put("baseUrl", simulator.baseUri().toString());
      new TreeSet<>(simulator.strategyIds()).forEach(node.putArray("strategies")::add);
      node.put("directory", directory == null ? null : invocation.path(directory).toString());
      invocation.printer().line(Json.line(node));
      return;
    }
    invocation.printer().line(simulator.baseUri().toString());
    if (directory == null) {
      invocation.printer().line("No files were written: --dir D writes settings and keys into D.");
    } else {
      Path yaml = invocation.path(directory).resolve("ibkr.yaml");
      invocation.printer().line("Settings and keys are in " + invocation.path(directory) + ".");
      invocation.printer().line("Try: ibkr accounts --config " + ShellWord.of(yaml.toString()));
      invocation
          .printer()
          .line(
              "Choose the strategy with --profile "
                  + String.join(" or --profile ", new TreeSet<>(simulator.strategyIds()))
                  + ".");
    }
  }
}
