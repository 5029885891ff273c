package com.example.portfolio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a program printed, run by itself. */
record Run(int exit, String output) {

  /** Runs the application in a working directory, with a class path that a pom gave. */
  static Run of(Path java, Path workingDirectory, String classPath) throws Exception {
    return java(java, workingDirectory, "-cp", classPath, "com.example.portfolio.Main");
  }

  /** Runs Java in a working directory, which is the user's home as well. */
  static Run java(Path java, Path workingDirectory, String... arguments) throws Exception {
    Path output = workingDirectory.resolve("output");
    List<String> command = new ArrayList<>();
    command.add(java.resolve("bin/java").toString());
    // Short lives: no time for the second compiler, no need of many collectors.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-Duser.home=" + workingDirectory);
    command.addAll(List.of(arguments));
    ProcessBuilder process =
        new ProcessBuilder(command)
            .directory(workingDirectory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    // Settings come from the working directory alone, also on a computer that has some of its own.
    process.environment().keySet().removeIf(name -> name.startsWith("IBKR_"));
    Process running = process.start();
    try {
      if (!running.waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError("The application did not end: " + read(output));
      }
    } finally {
      running.destroyForcibly();
    }
    return new Run(running.exitValue(), read(output));
  }

  private static String read(Path output) throws IOException {
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  List<String> lines(String beginning) {
    return output.lines().filter(line -> line.startsWith(beginning)).toList();
  }
}
