package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.ibkr.endpoint.RequestLimiter.Ticket;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way through the limiter: waits before each attempt, since every attempt counts,
 * and holds its place until the answer has been read. Used by one thread.
 */
final class Passage implements AutoCloseable {

  private final RequestLimiter limiter;
  private final Endpoint endpoint;
  private final boolean urgent;
  private @Nullable Ticket ticket;
  private boolean sent;

  Passage(RequestLimiter limiter, Endpoint endpoint, boolean urgent) {
    this.limiter = limiter;
    this.endpoint = endpoint;
    this.urgent = urgent;
  }

  /** Returns when an attempt may be made; the attempt before has its answer by then. */
  void begin() {
    close();
    sent = false;
    ticket = limiter.await(endpoint, urgent);
  }

  /** Notes that the attempt is signed and goes out. */
  void sent() {
    if (ticket != null) {
      limiter.sent(ticket);
      sent = true;
    }
  }

  /** Notes that nothing of the attempt reached the broker. */
  void unsent() {
    sent = false;
  }

  /** Ends the attempt. */
  @Override
  public void close() {
    Ticket mine = ticket;
    ticket = null;
    if (mine == null) {
      return;
    }
    if (sent) {
      limiter.ended(mine);
    } else {
      limiter.withdraw(mine);
    }
  }
}
