package io.github.ibkrauth.benchmarks;

import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How long the command {@code ibkr} takes, beside a Java machine that does nothing, with the same
 * jar on its class path and the same flags. In turns; run from the root of the project.
 */
final class StartUp {

  private static final double TARGET = 0.6;

  private final RawNumbers raw;

  StartUp(RawNumbers raw) {
    this.raw = raw;
  }

  void run(Table table, int rounds) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("ibkr-start");
    double[] help = new double[rounds];
    double[] accounts = new double[rounds];
    try (IbkrSimulator simulator = IbkrSimulator.builder().start()) {
      simulator.writeTo(folder);
      String settings = folder.resolve("ibkr.yaml").toString();
      // Builds the jar, and makes what is made once.
      JavaProcess.run(List.of("./ibkr", "--help"));
      JavaProcess.run(List.of("./ibkr", "accounts", "--config", settings));
      for (int round = 0; round < rounds; round++) {
        double bare = seconds(round, "StartUp empty", bare());
        help[round] = seconds(round, "StartUp --help", List.of("./ibkr", "--help")) - bare;
        bare = seconds(round, "StartUp empty", bare());
        accounts[round] =
            seconds(round, "StartUp accounts", List.of("./ibkr", "accounts", "--config", settings))
                - bare;
      }
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
    table.addStart("`./ibkr --help`", help, TARGET);
    table.addStart("`./ibkr accounts`, simulator", accounts, TARGET);
  }

  private static List<String> bare() throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("ibkr-cli", "target"))) {
      String jar =
          jars.filter(file -> file.getFileName().toString().endsWith("-all.jar"))
              .findFirst()
              .orElseThrow()
              .toString();
      return List.of(
          JavaProcess.java(),
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xshare:auto",
          "-cp",
          jar + ":" + System.getProperty("java.class.path"),
          Nothing.class.getName());
    }
  }

  private double seconds(int round, String what, List<String> command)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    JavaProcess.run(command);
    double seconds = (System.nanoTime() - start) / 1e9;
    raw.add(round + 1, what, seconds, "s");
    return seconds;
  }

  /** Does nothing. */
  public static final class Nothing {

    private Nothing() {}

    /** Does nothing. */
    public static void main(String[] args) {
      // That is all.
    }
  }
}
