package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.auth.ApiLevel;

/**
 * A listener's place at a topic. When the last consumer of a topic has gone, the broker is told.
 * Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public interface StreamSubscription extends AutoCloseable {

  /** Ends it; an event that is being handed over is not held back. Twice does nothing. */
  @Override
  void close();
}
