package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.auth.AuthRuntime;
import java.lang.System.Logger.Level;
import java.net.http.HttpClient;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's HTTP client behind the connections: one that the application lends, or its own, made
 * when first needed. Nothing else here touches that class before: a program that does not stream
 * does without the module {@code java.net.http}, which no automatic module can ask for.
 * Thread-safe.
 */
final class HttpClients implements Supplier<HttpClient> {

  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.ibkr.ws");

  private final Function<Executor, HttpClient> maker;
  private final Executor threads;
  private final AuthRuntime runtime;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable HttpClient client;

  HttpClients(Function<Executor, HttpClient> maker, Executor threads, AuthRuntime runtime) {
    this.maker = maker;
    this.threads = threads;
    this.runtime = runtime;
  }

  @Override
  public HttpClient get() {
    return runtime.service(HttpClient.class).orElseGet(this::own);
  }

  private HttpClient own() {
    lock.lock();
    try {
      HttpClient made = client;
      if (made == null) {
        made = maker.apply(this::execute);
        client = made;
      }
      return made;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Runs what the client has to do on the stream's threads; after their end on the client's own, so
   * that a connection that was on its way is still noticed, and closed.
   */
  private void execute(Runnable task) {
    try {
      threads.execute(task);
    } catch (RejectedExecutionException ended) {
      task.run();
    }
  }

  /**
   * Lets the client go. A newer Java runtime ends its one selecting thread at once; on 17 it ends
   * by itself when the client is no longer in use and was collected.
   */
  void close() {
    HttpClient made;
    lock.lock();
    try {
      made = client;
      client = null;
    } finally {
      lock.unlock();
    }
    if (made == null) {
      return;
    }
    try {
      HttpClient.class.getMethod("shutdownNow").invoke(made);
    } catch (NoSuchMethodException e) {
      LOG.log(Level.TRACE, "This Java runtime ends the HTTP client by itself");
    } catch (ReflectiveOperationException e) {
      LOG.log(Level.DEBUG, "The HTTP client was not ended: {0}", e.getClass().getName());
    }
  }
}
