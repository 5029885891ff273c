package io.github.ibkrauth.benchmarks;

import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How long the command {@code ibkr} takes, beside a Java machine that does nothing, with the same
 * jar on its class path and the same flags. In turns; run from the root of the project.
 */
final class StartUp {

  private static final double TARGET = 0.6;
  private static final int VISITS = 15;

  private final RawNumbers raw;

  StartUp(RawNumbers raw) {
    this.raw = raw;
  }

  void run(Table table, int rounds) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("ibkr-start");
    Path nothing = Files.createTempDirectory("ibkr-start-nothing");
    copyNothing(nothing);
    double[] help = new double[rounds];
    double[] accounts = new double[rounds];
    try (IbkrSimulator simulator = IbkrSimulator.builder().start()) {
      simulator.writeTo(folder);
      String settings = folder.resolve("ibkr.yaml").toString();
      // Builds the jar, and makes what is made once.
      JavaProcess.run(List.of("./ibkr", "--help"));
      // The simulator must not be what is waited for: its code is compiled after some visits.
      for (int visit = 0; visit < VISITS; visit++) {
        JavaProcess.run(List.of("./ibkr", "accounts", "--config", settings));
      }
      for (int round = 0; round < rounds; round++) {
        double bare = seconds(round, "StartUp empty", bare(nothing));
        help[round] = seconds(round, "StartUp --help", List.of("./ibkr", "--help")) - bare;
        bare = seconds(round, "StartUp empty", bare(nothing));
        accounts[round] =
            seconds(round, "StartUp accounts", List.of("./ibkr", "accounts", "--config", settings))
                - bare;
      }
    }
    delete(folder);
    delete(nothing);
    table.addStart("`./ibkr --help`", help, TARGET);
    table.addStart("`./ibkr accounts`, simulator", accounts, TARGET);
  }

  /** Puts the empty program alone into a folder, so that no other jar is looked through for it. */
  private static void copyNothing(Path folder) throws IOException {
    String file = Nothing.class.getName().replace('.', '/') + ".class";
    Path target = folder.resolve(file);
    Files.createDirectories(target.getParent());
    try (InputStream in = StartUp.class.getClassLoader().getResourceAsStream(file)) {
      Files.copy(Objects.requireNonNull(in, file), target);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.delete(file);
    }
  }

  private static List<String> bare(Path nothing) throws IOException {
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
          jar + ":" + nothing,
          Nothing.class.getName());
    }
  }

  private double seconds(int round, String what, List<String> command)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    JavaProcess.run(command);
    double seconds = (System.nanoTime() - start) / 1e9;
    raw.add(RawNumbers.ROW, round + 1, what, seconds, "s");
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
