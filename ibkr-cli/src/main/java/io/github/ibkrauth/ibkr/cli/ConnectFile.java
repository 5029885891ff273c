package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.ibkrauth.auth.googlehttp.support.PrivateFile;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of an application whose users connect at a simulator, with a profile for each
 * strategy that can.
 *
 * @param simulator a running one
 * @param callback where browsers come back to
 */
record ConnectFile(IbkrSimulator simulator, URI callback) {

  static final String NAME = "connect.yaml";

  private static final String STRATEGY = "ibkr.auth.strategy";
  private static final List<String> STRATEGIES = List.of("oauth2-jwt", "oauth1a");

  /**
   * Registers the callback, and writes the file, which only its owner may read.
   *
   * @throws UncheckedIOException when it cannot be written
   */
  void write(Path folder) {
    Map<String, String> settings = new TreeMap<>();
    StringBuilder profiles = new StringBuilder("profiles:\n");
    for (String strategy : STRATEGIES) {
      settings.putAll(simulator.connectConfiguration(strategy, callback));
      profiles.append("  ").append(strategy).append(":\n    ");
      profiles.append(STRATEGY).append(": ").append(strategy).append('\n');
    }
    settings.put(STRATEGY, STRATEGIES.get(0));
    StringBuilder yaml = new StringBuilder();
    // A string of JSON is one of YAML.
    settings.forEach(
        (name, value) ->
            yaml.append(name).append(": ").append(TextNode.valueOf(value)).append('\n'));
    try {
      PrivateFile.replace(folder.resolve(NAME), yaml.append(profiles).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write " + NAME + " into " + folder + ": " + e.getMessage(), e);
    }
  }
}
