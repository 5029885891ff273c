package io.github.ibkrauth.auth.internal;

import io.github.ibkrauth.auth.store.Lease;
import io.github.ibkrauth.auth.store.StoreKey;
import io.github.ibkrauth.auth.store.StoredToken;
import io.github.ibkrauth.auth.store.TokenStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Keeps tokens and leases within the process. Thread-safe. */
public final class InMemoryTokenStore implements TokenStore {

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<StoreKey, StoredToken> tokens = new HashMap<>();
  private final Map<StoreKey, HeldLease> leases = new HashMap<>();
  private long lastFence;

  /** Creates an empty store. */
  public InMemoryTokenStore(InstantSource clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  @Override
  public Optional<StoredToken> load(StoreKey key) {
    lock.lock();
    try {
      return Optional.ofNullable(present(key));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean replace(StoreKey key, long expectedVersion, StoredToken next) {
    lock.lock();
    try {
      StoredToken present = present(key);
      long version = present == null ? 0 : present.version();
      if (version != expectedVersion || next.version() != expectedVersion + 1) {
        return false;
      }
      tokens.put(key, next);
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<Lease> tryLease(StoreKey key, Duration ttl, String owner) {
    lock.lock();
    try {
      HeldLease present = leases.get(key);
      if (present != null && present.held()) {
        return Optional.empty();
      }
      HeldLease next = new HeldLease(key, ++lastFence, clock.instant().plus(ttl), owner);
      leases.put(key, next);
      return Optional.of(next);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void delete(StoreKey key) {
    lock.lock();
    try {
      tokens.remove(key);
    } finally {
      lock.unlock();
    }
  }

  /** Returns the token that is there, after dropping an expired one. Call with the lock held. */
  private @Nullable StoredToken present(StoreKey key) {
    StoredToken token = tokens.get(key);
    if (token != null
        && !token.expiresAt().map(end -> clock.instant().isBefore(end)).orElse(true)) {
      tokens.remove(key);
      return null;
    }
    return token;
  }

  private final class HeldLease implements Lease {

    private final StoreKey key;
    private final long fence;
    private final Instant until;
    private final String owner;

    HeldLease(StoreKey key, long fence, Instant until, String owner) {
      this.key = key;
      this.fence = fence;
      this.until = until;
      this.owner = owner;
    }

    @Override
    public long fence() {
      return fence;
    }

    @Override
    public boolean held() {
      lock.lock();
      try {
        return leases.get(key) == this && clock.instant().isBefore(until);
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        leases.remove(key, this);
      } finally {
        lock.unlock();
      }
    }

    @Override
    public String toString() {
      return "Lease(" + key + " held by " + owner + " until " + until + ", fence " + fence + ")";
    }
  }
}
