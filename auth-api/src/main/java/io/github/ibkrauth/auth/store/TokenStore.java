package io.github.ibkrauth.auth.store;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.internal.InMemoryTokenStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Where several processes keep sealed tokens. Thread-safe. A store that cannot be reached throws
 * {@link io.github.ibkrauth.auth.error.AuthTransportException}.
 */
@ApiLevel(ApiLevel.Kind.SPI)
public interface TokenStore {

  /** Returns a store within this process. */
  static TokenStore inMemory(InstantSource clock) {
    return new InMemoryTokenStore(clock);
  }

  /** Returns the token, if one is there and not expired. */
  Optional<StoredToken> load(StoreKey key);

  /**
   * Writes a token if nobody wrote meanwhile.
   *
   * @param expectedVersion the version that was read, 0 for none
   * @param next its version is {@code expectedVersion + 1}
   * @return whether it was written
   */
  boolean replace(StoreKey key, long expectedVersion, StoredToken next);

  /**
   * Takes the lease if it is free.
   *
   * @param ttl after this time it is free again, whatever happens
   * @param owner names the process, for people who look into the store
   */
  Optional<Lease> tryLease(StoreKey key, Duration ttl, String owner);

  /** Removes the token, if there is one. */
  void delete(StoreKey key);
}
