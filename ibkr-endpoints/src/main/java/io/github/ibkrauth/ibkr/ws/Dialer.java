package io.github.ibkrauth.ibkr.ws;

/** Makes connections. Thread-safe. */
@FunctionalInterface
interface Dialer {

  /** Begins to make one, and returns at once; the listener is told what comes of it. */
  void dial(Upgrade upgrade, WireListener listener);
}
