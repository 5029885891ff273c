package io.github.ibkrauth.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Starts programs and waits for them. Stateless. */
final class JavaProcess {

  private JavaProcess() {}

  /** Measures sessions in a Java machine of their own, where nothing else holds memory. */
  static SessionsKeptAlive.Result keptAlive(int sessions, int interval, int first, int look)
      throws IOException, InterruptedException {
    List<String> lines =
        run(
            List.of(
                java(),
                "-Xmx4g",
                "-cp",
                System.getProperty("java.class.path"),
                SessionsKeptAlive.class.getName(),
                "" + sessions,
                "" + interval,
                "" + first,
                "" + look));
    return SessionsKeptAlive.Result.of(lines.get(lines.size() - 1));
  }

  /**
   * Runs both sides of a comparison in turns, in a Java machine of their own.
   *
   * @return ours and the other's, for each pair of turns
   */
  static List<Sample[]> paired(Comparison row, int turns) throws IOException, InterruptedException {
    String parameters =
        row.subject().parameters().entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(","));
    List<String> lines =
        run(
            List.of(
                java(),
                "-Xmx2g",
                "-cp",
                System.getProperty("java.class.path"),
                PairedRun.class.getName(),
                row.subject().method(),
                "" + row.subject().threads(),
                row.peer().method(),
                "" + row.peer().threads(),
                parameters.isEmpty() ? "-" : parameters,
                "" + row.warmUp().toMillis(),
                "" + turns));
    List<Sample[]> samples = new ArrayList<>();
    for (String line : lines) {
      String[] sides = line.split(";", -1);
      samples.add(new Sample[] {Sample.of(sides[0]), Sample.of(sides[1])});
    }
    return samples;
  }

  /** Returns the program of this Java machine. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * Returns the lines that a program printed.
   *
   * @throws IllegalStateException when it failed
   */
  static List<String> run(List<String> command) throws IOException, InterruptedException {
    Path said = Files.createTempFile("said", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(new ArrayList<>(command)).redirectError(said.toFile());
    // The command ibkr takes its Java from there: it must be the one that others are run with.
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exitCode = process.waitFor();
    String words = Files.readString(said);
    Files.delete(said);
    if (exitCode != 0) {
      throw new IllegalStateException(
          command
              + " ended with "
              + exitCode
              + ": "
              + words.substring(Math.max(0, words.length() - 2_000)));
    }
    return out.lines().toList();
  }
}
