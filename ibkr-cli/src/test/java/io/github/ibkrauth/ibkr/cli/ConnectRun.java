package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/** The command {@code connect}, which waits while somebody is at its page. */
final class ConnectRun implements AutoCloseable {

  private static final long PATIENCE = Duration.ofSeconds(60).toMillis();

  private final Captured out = new Captured();
  private final Captured err = new Captured();
  private final Thread thread;
  private volatile int exitCode = -1;

  private ConnectRun(CommandRun.Setup setup, String... args) {
    this.thread =
        new Thread(
            () -> exitCode = new CommandTree(setup.surroundings(out, err)).run(args), "connect");
  }

  static ConnectRun start(CommandRun.Setup setup, String... args) {
    ConnectRun run = new ConnectRun(setup, args);
    run.thread.start();
    return run;
  }

  /** Returns the address of the page, once it was printed. */
  String page() throws InterruptedException {
    for (long waited = 0; waited < PATIENCE; waited += 20) {
      var line = err.text().lines().filter(text -> text.startsWith("http")).findFirst();
      if (line.isPresent() && err.text().contains(line.get() + System.lineSeparator())) {
        return line.get();
      }
      assertThat(thread.isAlive()).as(out.text() + err.text()).isTrue();
      Thread.sleep(20);
    }
    throw new AssertionError("no page: " + err.text());
  }

  /** Waits for its end, and returns the exit code. */
  int end() throws InterruptedException {
    thread.join(PATIENCE);
    assertThat(thread.isAlive()).isFalse();
    return exitCode;
  }

  String out() {
    return out.text();
  }

  String err() {
    return err.text();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
