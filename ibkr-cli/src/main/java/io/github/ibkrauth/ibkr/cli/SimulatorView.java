package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.github.ibkrauth.ibkr.simulator.SimulatedGateway;
import io.github.ibkrauth.ibkr.simulator.SimulatedUser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tells where a simulator is and how to use it.
 *
 * @param simulator a running one
 * @param folder where its files are, if it has written any
 * @param connects whether a file for users who connect is among them
 */
record SimulatorView(IbkrSimulator simulator, Optional<Path> folder, boolean connects) {

  /** How many users are listed to be read; a document lists all. */
  private static final int SHOWN = 10;

  ObjectNode json() {
    SimulatedGateway front = simulator.gateway();
    ObjectNode node = Json.object();
    node.put("baseUrl", simulator.baseUri().toString());
    strategies().forEach(node.putArray("strategies")::add);
    node.put("directory", folder.map(Path::toString).orElse(null));
    ArrayNode users = node.putArray("users");
    users(simulator.authorizationServer().users())
        .forEach(
            user -> {
              ObjectNode one = users.addObject();
              one.put("userName", user.name());
              user.accountIds().forEach(one.putArray("accountIds")::add);
            });
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
    lines.addAll(users());
    if (folder.isEmpty()) {
      lines.add("No files were written: --dir D writes settings and keys into D.");
      return lines;
    }
    String yaml = folder.get().resolve("ibkr.yaml").toString();
    lines.add("Settings and keys are in " + folder.get() + ".");
    lines.add("Try: ibkr accounts --config " + ShellWord.of(yaml));
    lines.add(
        "Choose the strategy with --profile " + String.join(" or --profile ", strategies()) + ".");
    if (connects) {
      String file = folder.get().resolve(ConnectFile.NAME).toString();
      lines.add("Users connect by: ibkr connect --config " + ShellWord.of(file));
    }
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

  /** Nothing when there is only the one whom all strategies log in. */
  private List<String> users() {
    int count = simulator.authorizationServer().users();
    if (count == 1) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("Users who can connect an application: " + count + ", with their accounts");
    users(Math.min(count, SHOWN))
        .forEach(
            user ->
                lines.add(
                    "  %-13s %s".formatted(user.name(), String.join(", ", user.accountIds()))));
    if (count > SHOWN) {
      String last = simulator.authorizationServer().user(count - 1).name();
      lines.add("  and " + (count - SHOWN) + " more, up to " + last);
    }
    lines.add(
        "  Passwords:    "
            + passwordFile()
                .map(file -> "users in " + file)
                .orElse("none were written; take --dir D"));
    return lines;
  }

  private Stream<SimulatedUser> users(int count) {
    return IntStream.range(0, count).mapToObj(simulator.authorizationServer()::user);
  }

  private Optional<Path> passwordFile() {
    return folder.map(path -> path.resolve("credentials.json"));
  }

  private TreeSet<String> strategies() {
    return new TreeSet<>(simulator.strategyIds());
  }
}
