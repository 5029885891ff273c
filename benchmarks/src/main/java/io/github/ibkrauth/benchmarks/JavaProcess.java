package io.github.ibkrauth.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
    Process process =
        new ProcessBuilder(new ArrayList<>(command))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command + " ended with " + process.exitValue());
    }
    return out.lines().toList();
  }
}
