package io.github.ibkrauth.ibkr.cli;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What libraries log, for the time of one command: nothing, or, for those who want it, our own
 * records and other people's warnings. Closing puts back what was before.
 */
final class Logging implements AutoCloseable {

  private static final String OURS = "io.github.ibkrauth";

  private final Logger root = Logger.getLogger("");
  private final Logger ours = Logger.getLogger(OURS);
  private final List<Handler> handlersBefore = Arrays.asList(root.getHandlers());
  private final Level rootBefore = root.getLevel();
  private final Level oursBefore = ours.getLevel();

  private Logging() {}

  static Logging start(PrintStream err, boolean verbose) {
    Logging logging = new Logging();
    logging.handlersBefore.forEach(logging.root::removeHandler);
    logging.root.setLevel(verbose ? Level.WARNING : Level.OFF);
    logging.ours.setLevel(verbose ? Level.FINE : null);
    if (verbose) {
      logging.root.addHandler(new Lines(err));
    }
    return logging;
  }

  @Override
  public void close() {
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    handlersBefore.forEach(root::addHandler);
    root.setLevel(rootBefore);
    ours.setLevel(oursBefore);
  }

  /** One line a record, and its stack trace. */
  private static final class Lines extends Handler {

    private final PrintStream err;

    Lines(PrintStream err) {
      this.err = err;
      setLevel(Level.ALL);
      setFormatter(new OneLine());
    }

    @Override
    public void publish(LogRecord line) {
      err.println(getFormatter().format(line));
      if (line.getThrown() != null) {
        line.getThrown().printStackTrace(err);
      }
    }

    @Override
    public void flush() {
      err.flush();
    }

    @Override
    public void close() {
      err.flush();
    }
  }

  private static final class OneLine extends Formatter {

    @Override
    public String format(LogRecord line) {
      return line.getInstant()
          + " "
          + line.getLevel().getName()
          + " "
          + line.getLoggerName()
          + ": "
          + formatMessage(line);
    }
  }
}
