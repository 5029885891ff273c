package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.github.ibkrauth.ibkr.simulator.SimulatedGateway;
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
      "It serves every strategy at once: oauth2-jwt, oauth1a and gateway-session. The ibkr.yaml in D",
      "chooses oauth2-jwt, and has a profile for each: ibkr accounts --config D/ibkr.yaml --profile",
      "oauth1a. At the gateway somebody has to log in first, on the page that is printed."
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

  @Option(
      names = "--gateway-port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Let the gateway listen on this port; 0, the default, takes a free one.")
  private int gatewayPort;

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
    checkPort("--port", port);
    checkPort("--gateway-port", gatewayPort);
    IbkrSimulator simulator;
    try {
      simulator =
          IbkrSimulator.builder().port(port).gatewayPort(gatewayPort).tls(tls).seed(seed).start();
    } catch (IllegalStateException e) {
      throw cannotListen("--port", port);
    }
    try {
      simulator.gateway();
      return simulator;
    } catch (IllegalStateException e) {
      simulator.close();
      throw cannotListen("--gateway-port", gatewayPort);
    }
  }

  private static void checkPort(String option, int value) {
    if (value < 0 || value > 65_535) {
      throw CommandFailure.usage(option + " must be between 0 and 65535, not " + value + ".");
    }
  }

  private static CommandFailure cannotListen(String option, int value) {
    return new CommandFailure(
        Failure.of(
                ExitCode.FAILED,
                "CANNOT_LISTEN",
                "The simulator cannot listen on port " + value + ".")
            .withRemedy("Take another port, or " + option + " 0 for a free one."));
  }

  private void announce(IbkrSimulator simulator) {
    if (invocation.options().json()) {
      ObjectNode node = Json.object();
      node.put("baseUrl", simulator.baseUri().toString());
      new TreeSet<>(simulator.strategyIds()).forEach(node.putArray("strategies")::add);
      SimulatedGateway gateway = simulator.gateway();
      node.putObject("gateway")
          .put("baseUrl", gateway.baseUri().toString())
          .put("loginUrl", gateway.loginUri().toString())
          .put("userName", gateway.userName())
          .put("certificateFingerprint", gateway.fingerprint());
      node.put("directory", directory == null ? null : invocation.path(directory).toString());
      invocation.printer().line(Json.line(node));
      return;
    }
    invocation.printer().line(simulator.baseUri().toString());
    announceGateway(simulator.gateway());
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

  private void announceGateway(SimulatedGateway gateway) {
    invocation.printer().line("The gateway is at " + gateway.baseUri() + ".");
    invocation
        .printer()
        .line("Log in there as " + gateway.userName() + " on " + gateway.loginUri());
    invocation.printer().line("Its certificate has the fingerprint " + gateway.fingerprint() + ".");
  }
}
