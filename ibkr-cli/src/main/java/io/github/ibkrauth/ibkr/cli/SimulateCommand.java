package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.github.ibkrauth.ibkr.simulator.SimulatedGateway;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
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
      "It serves every strategy at once: oauth2-jwt, oauth1a and, at a gateway of its",
      "own, gateway-session. The ibkr.yaml in D chooses oauth2-jwt, and has a profile",
      "for each:",
      "ibkr accounts --config D/ibkr.yaml --profile oauth1a",
      "With --callback there is a connect.yaml as well, for ibkr connect."
    })
final class SimulateCommand implements Callable<Integer> {

  /** The login of each is written down, so that there cannot be a million. */
  private static final int MOST_USERS = 10_000;

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

  @Option(
      names = "--gateway-port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Let the gateway listen on this port; 0, the default, takes a free one.")
  private int gatewayPort;

  @Option(
      names = "--logged-in",
      description = "Log in at the gateway, as a human would on its login page.")
  private boolean loggedIn;

  @Option(
      names = "--users",
      paramLabel = "N",
      defaultValue = "1",
      description = "Let so many users connect an application, each with accounts of his own (1).")
  private int users;

  @Option(
      names = "--callback",
      paramLabel = "URL",
      description = "Register where users who connect an application are sent back to.")
  private @Nullable URI callback;

  SimulateCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    // Settings play no part in here, but a file that was named and cannot be read is an error.
    invocation.explicitlyTrusted();
    IbkrSimulator simulator = start();
    try {
      register(simulator);
      SimulatedGateway gateway = gateway(simulator);
      if (loggedIn) {
        gateway.logIn();
      }
      if (directory != null) {
        simulator.writeTo(invocation.path(directory));
        if (callback != null) {
          new ConnectFile(simulator, callback).write(invocation.path(directory));
        }
      }
      announce(simulator);
    } catch (UncheckedIOException e) {
      simulator.close();
      throw new CommandFailure(Failure.of(ExitCode.FAILED, "FILE", String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      simulator.close();
      throw e;
    }
    new Ending().await(simulator::close);
    return ExitCode.OK;
  }

  private IbkrSimulator start() {
    checkPort("--port", port);
    checkPort("--gateway-port", gatewayPort);
    if (users < 1 || users > MOST_USERS) {
      throw CommandFailure.usage(
          "--users must be between 1 and " + MOST_USERS + ", not " + users + ".");
    }
    try {
      return IbkrSimulator.builder()
          .port(port)
          .gatewayPort(gatewayPort)
          .tls(tls)
          .seed(seed)
          .users(users)
          .start();
    } catch (IllegalStateException e) {
      throw cannotListen("The simulator", port);
    }
  }

  private void register(IbkrSimulator simulator) {
    if (callback == null) {
      return;
    }
    try {
      simulator.registerCallback(callback);
      simulator.authorizationServer().registerRedirect(callback);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(
          "--callback must be an address such as http://127.0.0.1:8080/callback, without user info"
              + " and fragment.");
    }
  }

  private SimulatedGateway gateway(IbkrSimulator simulator) {
    try {
      return simulator.gateway();
    } catch (IllegalStateException e) {
      throw cannotListen("The simulator's gateway", gatewayPort);
    }
  }

  private static void checkPort(String option, int port) {
    if (port < 0 || port > 65_535) {
      throw CommandFailure.usage(option + " must be between 0 and 65535, not " + port + ".");
    }
  }

  private static CommandFailure cannotListen(String who, int port) {
    return new CommandFailure(
        Failure.of(ExitCode.FAILED, "CANNOT_LISTEN", who + " cannot listen on port " + port + ".")
            .withRemedy("Take another port, or 0 for a free one."));
  }

  private void announce(IbkrSimulator simulator) {
    Optional<Path> folder = Optional.ofNullable(directory).map(invocation::path);
    SimulatorView view = new SimulatorView(simulator, folder, callback != null);
    if (invocation.options().json()) {
      invocation.printer().line(Json.line(view.json()));
    } else {
      view.lines().forEach(invocation.printer()::line);
    }
  }
}
