package io.github.ibkrauth.ibkr.connect;

import io.github.ibkrauth.ibkr.IbkrClient;
import io.github.ibkrauth.ibkr.connect.ConnectionEvent.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One place of the pool, taken before a client is made for it. Guarded by the pool's lock. */
final class ClientSlot {

  final UserId user;
  State state = State.OPENING;
  @Nullable IbkrClient client;

  /** Why it is closed when it is given back, if it is. */
  @Nullable Reason dropped;

  Instant lastUsed;
  int uses;

  ClientSlot(UserId user, Instant now) {
    this.user = user;
    this.lastUsed = now;
  }

  boolean takes(int maxUses) {
    return state == State.OPEN && dropped == null && uses < maxUses;
  }

  boolean isUnused() {
    return state == State.OPEN && uses == 0;
  }

  /** Where the client is between being made and being gone. */
  enum State {
    OPENING,
    OPEN,
    CLOSING
  }
}
