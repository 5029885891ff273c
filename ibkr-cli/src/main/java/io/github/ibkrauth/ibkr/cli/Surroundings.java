package io.github.ibkrauth.ibkr.cli;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What a command sees of the world: streams, settings, directory, and whether a person looks on.
 *
 * @param out where results go, and nothing else
 * @param err where progress and errors go
 * @param in where answers to questions come from
 * @param sources where settings are looked for
 * @param directory what relative paths are relative to
 * @param outIsTerminal whether a person reads {@code out}
 * @param errIsTerminal whether a person reads {@code err}
 * @param inIsTerminal whether a person can answer
 * @param columns how wide the terminal is; 0 when not known
 */
record Surroundings(
    PrintStream out,
    PrintStream err,
    InputStream in,
    SettingSources sources,
    Path directory,
    boolean outIsTerminal,
    boolean errIsTerminal,
    boolean inIsTerminal,
    int columns) {

  /** What begins the names of the properties that the start script sets. */
  private static final String OURS = "io.github.ibkrauth.cli.";

  /** Returns those of this process. */
  static Surroundings ofProcess() {
    return new Surroundings(
        utf8(System.out),
        utf8(System.err),
        System.in,
        SettingSources.ofProcess(),
        Path.of(""),
        isTerminal(OURS + "out.terminal"),
        isTerminal(OURS + "err.terminal"),
        isTerminal(OURS + "in.terminal"),
        Integer.getInteger(OURS + "columns", 0));
  }

  private static PrintStream utf8(PrintStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  /** The start script tells for each stream; without it the console is all that Java shows. */
  private static boolean isTerminal(String property) {
    String told = System.getProperty(property);
    return told != null ? Boolean.parseBoolean(told) : consoleIsTerminal();
  }

  private static boolean consoleIsTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // Since Java 22 there is a console also when streams are redirected, and a method that tells.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
