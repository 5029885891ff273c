package io.github.ibkrauth.auth.store;

import io.github.ibkrauth.auth.ApiLevel;

/** The right to do something that only one process may do, for a limited time. Thread-safe. */
@ApiLevel(ApiLevel.Kind.SPI)
public interface Lease extends AutoCloseable {

  /**
   * Returns a number that grows with every lease of the same key, so that a late writer can be told
   * from the present holder.
   */
  long fence();

  /** Returns whether the lease is still held. */
  boolean held();

  /** Gives it back if it is still held by this owner; otherwise does nothing. */
  @Override
  void close();
}
