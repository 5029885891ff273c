package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A command that runs until it is told to end, on a thread of its own. */
final class WatchedRun implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Captured out = new Captured();
  private final Captured err = new Captured();
  private final Instant started = Instant.now();
  private final Thread thread;
  private volatile int exitCode = -1;

  private WatchedRun(CommandRun.Setup setup, String line) {
    this.thread =
        new Thread(
            () -> exitCode = new CommandTree(setup.surroundings(out, err)).run(line.split(" ")),
            "watched run");
  }

  static WatchedRun start(CommandRun.Setup setup, String line) {
    WatchedRun run = new WatchedRun(setup, line);
    run.thread.start();
    return run;
  }

  /** Waits until a line of the output holds a text. */
  void awaitLine(String text) throws InterruptedException {
    awaitLine(text, 1);
  }

  /** Waits until that many lines of the output hold a text. */
  void awaitLine(String text, int times) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (lines().stream().filter(line -> line.contains(text)).count() < times) {
      assertThat(thread.isAlive()).as(out.text() + err.text()).isTrue();
      assertThat(Instant.now()).as("%s in %s%s", text, out.text(), err.text()).isBefore(end);
      Thread.sleep(20);
    }
  }

  /** Ends the command as Ctrl-C would, and returns its exit code. */
  int end() throws InterruptedException {
    thread.interrupt();
    thread.join(PATIENCE.toMillis());
    assertThat(thread.isAlive()).isFalse();
    return exitCode;
  }

  List<String> lines() {
    return out.text().lines().toList();
  }

  String out() {
    return out.text();
  }

  String err() {
    return err.text();
  }

  /** Returns how long ago it was started. */
  Duration took() {
    return Duration.between(started, Instant.now());
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
