package io.github.ibkrauth.ibkr.connect;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.IbkrClient;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The use of a user's client, until it is closed: so long the client is neither closed for idleness
 * nor to make room. Do not close the client itself. Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class ClientLease implements AutoCloseable {

  private final IbkrClient client;
  private final Runnable release;
  private final AtomicBoolean closed = new AtomicBoolean();

  ClientLease(IbkrClient client, Runnable release) {
    this.client = client;
    this.release = release;
  }

  /**
   * Returns the client.
   *
   * @throws IllegalStateException after {@link #close}
   */
  public IbkrClient client() {
    if (closed.get()) {
      throw new IllegalStateException("the lease was closed; ask for another");
    }
    return client;
  }

  /** Returns the same use, whose end is told to somebody before the client is given back. */
  ClientLease telling(Runnable ended) {
    return new ClientLease(
        client,
        () -> {
          ended.run();
          close();
        });
  }

  /** Gives the client back. Twice does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      release.run();
    }
  }
}
