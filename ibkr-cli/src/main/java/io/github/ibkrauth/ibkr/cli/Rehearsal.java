package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Runs some commands against a simulator in this process and shows nothing of them. The start
 * script has Java note meanwhile which classes that takes, in an archive with which every later
 * start is quicker. Uses neither the user's settings nor his directories.
 */
public final class Rehearsal {

  private static final List<String> COMMANDS = List.of("accounts", "status", "orders");

  private Rehearsal() {}

  /**
   * Runs them.
   *
   * @param args none
   */
  public static void main(String[] args) {
    System.exit(run());
  }

  /** Returns the exit code of the first command that failed, or zero. */
  static int run() {
    try {
      Path folder = Files.createTempDirectory("ibkr-rehearsal");
      try (IbkrSimulator simulator = IbkrSimulator.builder().pollsUntilEstablished(0).start()) {
        simulator.gateway().logIn();
        simulator.writeTo(folder);
        return run(folder, simulator.strategyIds());
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The rehearsal found no place for its files", e);
    }
  }

  private static int run(Path folder, Iterable<String> profiles) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    Surroundings surroundings =
        new Surroundings(
            nowhere,
            nowhere,
            InputStream.nullInputStream(),
            new SettingSources(Map.of(), new Properties(), folder, folder),
            folder,
            false,
            false,
            false,
            0);
    int exitCode = new CommandTree(surroundings).run("--help");
    for (String profile : profiles) {
      for (String command : COMMANDS) {
        int one =
            new CommandTree(surroundings)
                .run(command, "--config", folder + "/ibkr.yaml", "--profile", profile);
        exitCode = exitCode == ExitCode.OK ? one : exitCode;
      }
    }
    return exitCode;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
