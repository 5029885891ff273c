package io.github.ibkrauth.ibkr.connect;

import io.github.ibkrauth.auth.error.AuthException.Details;
import org.jspecify.annotations.Nullable;

/** What callers are told who have waited in vain for a client. */
final class Busy {

  private Busy() {}

  /**
   * Returns the exception.
   *
   * @param own the user's place, if he has one; looked at under the pool's lock
   */
  static ConnectionsException of(UserId user, @Nullable ClientSlot own, PoolLimits limits) {
    long seconds = limits.maxWait().toSeconds();
    String why;
    if (own == null) {
      why =
          "All "
              + limits.maxOpen()
              + " connections that may be open have been in use for "
              + seconds
              + " s: try again, give leases back sooner, or allow more (maxOpen).";
    } else if (own.dropped != null) {
      why =
          "The connection of the "
              + user
              + " was replaced or removed, and the client of before has been in use for another "
              + seconds
              + " s: give its leases back, and there will be a new one.";
    } else {
      why =
          "The connection of the "
              + user
              + " has been in use "
              + limits.maxUsesPerUser()
              + " times at once for "
              + seconds
              + " s: wait until one of them ends, or allow more (usesPerUser).";
    }
    return new ConnectionsException(Details.of(ConnectionsErrorCode.CONNECTIONS_BUSY, why), true);
  }
}
