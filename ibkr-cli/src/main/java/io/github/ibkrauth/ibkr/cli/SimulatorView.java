package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.github.ibkrauth.ibkr.simulator.SimulatedGateway;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Tells where a simulator is and how to use it.
 *
 * @param simulator a running one
 * @param folder where its files are, if it has written any
 */
record SimulatorView(IbkrSimulator simulator, Optional<Path> folder) {

  ObjectNode json() {
    SimulatedGateway front = simulator.gateway();
    ObjectNode node = Json.object();
    node.put("baseUrl", simulator.baseUri().toString());
    strategies().forEach(node.putArray("strategies")::add);
    node.put("directory", folder.map(Path::toString).orElse(null));
    ObjectNode gateway = node.putObject("gateway");
    gateway.put("baseUrl", front.baseUri().toString());
    gateway.put("loginUrl", front.loginUri().toString());
    gateway.put("userName", front.userName());
    gateway.put("passwordFile", passwordFile().map(Path::toString).orElse(null));
    gateway.put("certificateFingerprint", front.fingerprint());
    gateway.put("loggedIn", front.isLoggedIn());
    return node;
  }

  /** Returns the lines; the first is the address and nothing else. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(simulator.baseUri().toString());
    lines.addAll(gateway());
    if (folder.isEmpty()) {
      lines.add("No files were written: --dir D writes settings and keys into D.");
      return lines;
    }
    String yaml = folder.get().resolve("ibkr.yaml").toString();
    lines.add("Settings and keys are in " + folder.get() + ".");
    lines.add("Try: ibkr accounts --config " + ShellWord.of(yaml));
    lines.add(
        "Choose the strategy with --profile " + String.join(" or --profile ", strategies()) + ".");
    return lines;
  }

  private List<String> gateway() {
    SimulatedGateway front = simulator.gateway();
    List<String> lines = new ArrayList<>();
    if (front.isLoggedIn()) {
      lines.add("Gateway: " + front.baseUri() + ", where " + front.userName() + " is logged in.");
    } else {
      lines.add("Gateway: " + front.baseUri() + ", where nobody is logged in yet.");
      lines.add("  Login page:   " + front.loginUri());
      lines.add("  User name:    " + front.userName());
      lines.add(
          "  Password:     "
              + passwordFile()
                  .map(file -> "gateway.password in " + file)
                  .orElse("none was written; take --dir D, or --logged-in to do without"));
    }
    lines.add("  Fingerprint:  sha256:" + front.fingerprint());
    return lines;
  }

  private Optional<Path> passwordFile() {
    return folder.map(path -> path.resolve("credentials.json"));
  }

  private TreeSet<String> strategies() {
    return new TreeSet<>(simulator.strategyIds());
  }
}
