package io.github.ibkrauth.ibkr.ws;

import org.jspecify.annotations.Nullable;

/** What waits for one consumer; bounded. Guarded by its {@link Outlet}'s lock. */
interface Buffer<T> {

  /** Takes an event; false when there is no room for it. */
  boolean offer(T event);

  /** Returns and removes the next event, or null when there is none. */
  @Nullable T poll();

  boolean isEmpty();

  void clear();

  /** How many events fit. */
  int bound();
}
