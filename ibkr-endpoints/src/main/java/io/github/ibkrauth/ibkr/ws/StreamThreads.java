package io.github.ibkrauth.ibkr.ws;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which the connection is read and events are handed over. They are not the
 * runtime's, of which there are eight: a consumer that blocks keeps its thread, and must keep
 * neither another consumer nor the session's own work waiting. One is started when none is free,
 * and ends after five idle seconds. Thread-safe.
 */
final class StreamThreads implements Executor {

  static final String NAME = "ibkrauth-stream-";

  private final AtomicInteger numbers = new AtomicInteger();
  private final ThreadPoolExecutor crew =
      new ThreadPoolExecutor(
          0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);

  @Override
  public void execute(Runnable task) {
    crew.execute(task);
  }

  /** Takes no more work, and waits until the work under way has ended, or the time is over. */
  void close(Duration patience) {
    crew.shutdown();
    if (Thread.currentThread().getName().startsWith(NAME)) {
      // A consumer closes the client: it cannot wait for itself.
      return;
    }
    try {
      long half = patience.toMillis() / 2;
      if (!crew.awaitTermination(half, TimeUnit.MILLISECONDS)) {
        crew.shutdownNow();
        crew.awaitTermination(half, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      crew.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private Thread thread(Runnable task) {
    Thread thread = new Thread(null, task, NAME + numbers.incrementAndGet(), 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(StreamThreads.class.getClassLoader());
    return thread;
  }
}
