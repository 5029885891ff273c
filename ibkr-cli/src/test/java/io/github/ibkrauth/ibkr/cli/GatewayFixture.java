package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.github.ibkrauth.ibkr.simulator.SimulatedGateway;
import java.nio.file.Path;

/** A simulator with its gateway, and the folder of a user who has no settings but its address. */
final class GatewayFixture implements AutoCloseable {

  private static final String SECTION = "IBKR_AUTH_GATEWAY_SESSION_";

  private final IbkrSimulator simulator = IbkrSimulator.builder().pollsUntilEstablished(0).start();
  private final Path directory;
  private String url = simulator.gateway().baseUri().toString();

  GatewayFixture(Path directory) {
    this.directory = directory;
  }

  IbkrSimulator simulator() {
    return simulator;
  }

  SimulatedGateway gateway() {
    return simulator.gateway();
  }

  String url() {
    return url;
  }

  /** Looks for the gateway elsewhere from now on. */
  void url(String value) {
    url = value;
  }

  /** Returns where certificates are remembered. */
  Path state() {
    return directory.resolve("state");
  }

  /** Returns the surroundings of a user of that gateway. */
  CommandRun.Setup setup() {
    return CommandRun.in(directory)
        .with("IBKR_AUTH_STRATEGY", "gateway-session")
        .with(SECTION + "BASE_URL", url)
        .with(SECTION + "STATE_DIRECTORY", state().toString())
        .with(SECTION + "PROBE_TIMEOUT", "700ms")
        .with(SECTION + "LOGIN_TIMEOUT", "700ms");
  }

  /** Runs a command, its words separated by blanks. */
  CommandRun run(String line) {
    return setup().run(line.split(" "));
  }

  @Override
  public void close() {
    simulator.close();
  }
}
