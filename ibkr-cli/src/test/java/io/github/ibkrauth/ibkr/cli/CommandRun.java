package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** One command run in this process, and what came of it. */
record CommandRun(int exitCode, String out, String err) {

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /** Returns the one document on standard output. */
  JsonNode json() {
    try {
      return MAPPER.readTree(out);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not one JSON document: " + out, e);
    }
  }

  /** Returns all that was printed. */
  String all() {
    return out + err;
  }

  static Setup in(Path directory) {
    return new Setup(directory);
  }

  /** The surroundings of a run. */
  static final class Setup {

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private boolean terminal;
    private int columns;
    private String typed = "";
    private boolean canAnswer;

    private Setup(Path directory) {
      this.directory = directory;
    }

    Setup with(String variable, String value) {
      environment.put(variable, value);
      return this;
    }

    Setup with(Map<String, String> settings) {
      settings.forEach((name, value) -> environment.put(variable(name), value));
      return this;
    }

    Setup onTerminal(int width) {
      terminal = true;
      columns = width;
      return this;
    }

    /** Lets a person answer questions, a line each. */
    Setup answering(String... lines) {
      typed = String.join("\n", lines) + "\n";
      canAnswer = true;
      return this;
    }

    Surroundings surroundings(PrintStream out, PrintStream err) {
      // Nothing of the machine that runs the tests: not its home, not its settings.
      SettingSources sources =
          new SettingSources(environment, new Properties(), directory, directory.resolve("home"));
      return new Surroundings(
          out,
          err,
          new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
          sources,
          directory,
          terminal,
          terminal,
          canAnswer,
          columns);
    }

    CommandRun run(String... args) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      int exitCode =
          new CommandTree(surroundings(stream(out), stream(err)), Duration.ZERO).run(args);
      return new CommandRun(
          exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Returns how a setting is spelled in the environment. */
    static String variable(String setting) {
      return setting.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
      return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
  }
}
