package io.github.ibkrauth.auth.store.file;

import io.github.ibkrauth.auth.store.Lease;

/** A lease that stands in a file. Thread-safe. */
final class FileLease implements Lease {

  private final FileTokenStore store;
  private final LeaseFile lease;

  FileLease(FileTokenStore store, LeaseFile lease) {
    this.store = store;
    this.lease = lease;
  }

  @Override
  public long fence() {
    return lease.fence();
  }

  @Override
  public boolean held() {
    return store.holds(lease);
  }

  @Override
  public void close() {
    store.giveBack(lease);
  }

  @Override
  public String toString() {
    return "Lease("
        + lease.key()
        + " held by "
        + lease.owner()
        + " until "
        + lease.until()
        + ", fence "
        + lease.fence()
        + ")";
  }
}
