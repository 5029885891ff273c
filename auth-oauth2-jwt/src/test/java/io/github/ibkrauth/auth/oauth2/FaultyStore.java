package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.store.Lease;
import io.github.ibkrauth.auth.store.StoreKey;
import io.github.ibkrauth.auth.store.StoredToken;
import io.github.ibkrauth.auth.store.TokenStore;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A store that may refuse to write. */
final class FaultyStore implements TokenStore {

  final AtomicInteger failingWrites = new AtomicInteger();
  final Set<StoreKey> keys = ConcurrentHashMap.newKeySet();
  volatile Runnable beforeWrite = () -> {};
  private final TokenStore store;

  FaultyStore(TokenStore store) {
    this.store = store;
  }

  @Override
  public Optional<StoredToken> load(StoreKey key) {
    return store.load(key);
  }

  @Override
  public boolean replace(StoreKey key, long expectedVersion, StoredToken next) {
    beforeWrite.run();
    if (failingWrites.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new AuthTransportException(Details.of(AuthErrorCode.TRANSPORT, "the disk is full"));
    }
    keys.add(key);
    return store.replace(key, expectedVersion, next);
  }

  @Override
  public Optional<Lease> tryLease(StoreKey key, Duration ttl, String owner) {
    return store.tryLease(key, ttl, owner);
  }

  @Override
  public void delete(StoreKey key) {
    keys.remove(key);
    store.delete(key);
  }
}
