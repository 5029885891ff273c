package io.github.ibkrauth.auth.testkit;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/**
 * What is logged and printed between start and stop. Loggers are set to {@link Level#ALL}, but for
 * those whose debug output is meant to show whole messages: they keep to {@link Level#INFO}.
 */
final class CapturedOutput {

  private final List<String> quiet;
  private final Queue<String> logged = new ConcurrentLinkedQueue<>();
  private final Map<Logger, @Nullable Level> levelsBefore = new IdentityHashMap<>();
  private final List<Logger> handled = new ArrayList<>();
  private final Handler handler = new Recorder();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private @Nullable PrintStream outBefore;
  private @Nullable PrintStream errBefore;

  CapturedOutput(List<String> quiet) {
    this.quiet = List.copyOf(quiet);
  }

  void start() {
    Logger root = Logger.getLogger("");
    setLevel(root, Level.ALL);
    handle(root);
    for (String name : Collections.list(LogManager.getLogManager().getLoggerNames())) {
      Logger logger = LogManager.getLogManager().getLogger(name);
      if (logger == null || logger == root) {
        continue;
      }
      if (logger.getLevel() != null) {
        setLevel(logger, isQuiet(name) ? Level.INFO : Level.ALL);
      }
      if (!logger.getUseParentHandlers()) {
        handle(logger);
      }
    }
    quiet.forEach(name -> setLevel(Logger.getLogger(name), Level.INFO));
    outBefore = System.out;
    errBefore = System.err;
    System.setOut(copying(System.out, out));
    System.setErr(copying(System.err, err));
  }

  void stop() {
    handled.forEach(logger -> logger.removeHandler(handler));
    levelsBefore.forEach(Logger::setLevel);
    if (outBefore != null && errBefore != null) {
      System.setOut(outBefore);
      System.setErr(errBefore);
    }
  }

  /** Returns everything so far, by where it appeared. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("the log", String.join("\n", logged));
    texts.put("standard output", out.toString(StandardCharsets.UTF_8));
    texts.put("standard error", err.toString(StandardCharsets.UTF_8));
    return texts;
  }

  private boolean isQuiet(String name) {
    return quiet.stream().anyMatch(prefix -> name.equals(prefix) || name.startsWith(prefix + "."));
  }

  private void setLevel(Logger logger, Level level) {
    levelsBefore.putIfAbsent(logger, logger.getLevel());
    logger.setLevel(level);
  }

  private void handle(Logger logger) {
    logger.addHandler(handler);
    handled.add(logger);
  }

  private static PrintStream copying(PrintStream original, OutputStream copy) {
    return new PrintStream(new Tee(original, copy), true, StandardCharsets.UTF_8);
  }

  private final class Recorder extends Handler {

    private final SimpleFormatter formatter = new SimpleFormatter();

    Recorder() {
      setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord line) {
      if (line.getLevel().intValue() < Level.INFO.intValue()
          && line.getLoggerName() != null
          && isQuiet(line.getLoggerName())) {
        return;
      }
      logged.add(line.getLoggerName() + ": " + formatter.format(line));
    }

    @Override
    public void flush() {
      // Nothing is buffered.
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  private static final class Tee extends OutputStream {

    private final PrintStream original;
    private final OutputStream copy;

    Tee(PrintStream original, OutputStream copy) {
      this.original = original;
      this.copy = copy;
    }

    @Override
    public void write(int b) throws java.io.IOException {
      original.write(b);
      copy.write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws java.io.IOException {
      original.write(bytes, from, length);
      copy.write(bytes, from, length);
    }

    @Override
    public void flush() {
      original.flush();
    }
  }
}
