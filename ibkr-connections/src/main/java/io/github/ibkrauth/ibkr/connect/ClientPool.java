package io.github.ibkrauth.ibkr.connect;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.ibkr.IbkrClient;
import io.github.ibkrauth.ibkr.connect.ConnectionEvent.Reason;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The clients that are open, the least recently used first. A place is taken before a client is
 * made and given up after it was closed, so that there are never more than allowed. Clients are
 * made and closed without the lock. Thread-safe.
 */
final class ClientPool {

  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.ibkr.connect");
  private static final Duration SHORTEST_ROUND = Duration.ofSeconds(1);

  private final PoolLimits limits;
  private final Function<UserId, IbkrClient> maker;
  private final AuthRuntime runtime;
  private final ConnectionEvents events;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<UserId, ClientSlot> slots = new LinkedHashMap<>();
  private boolean roundComes;
  private boolean closed;

  ClientPool(
      PoolLimits limits,
      Function<UserId, IbkrClient> maker,
      AuthRuntime runtime,
      ConnectionEvents events) {
    this.limits = limits;
    this.maker = maker;
    this.runtime = runtime;
    this.events = events;
  }

  /** Returns the use of a user's client; makes the client if there is none. */
  ClientLease acquire(UserId user) {
    long left = limits.maxWait().toNanos();
    while (true) {
      ClientSlot mine = null;
      ClientSlot victim = null;
      lock.lock();
      try {
        if (closed) {
          throw new IllegalStateException("the connections were closed");
        }
        ClientSlot slot = slots.get(user);
        if (slot != null && slot.takes(limits.maxUsesPerUser())) {
          return use(slot);
        }
        if (slot == null && slots.size() < limits.maxOpen()) {
          mine = new ClientSlot(user, runtime.clock().instant());
          slots.put(user, mine);
        } else if (slot == null && (victim = leastRecentlyUsed()) != null) {
          victim.state = ClientSlot.State.CLOSING;
        } else if (left <= 0) {
          throw Busy.of(user, slot, limits);
        } else {
          left = changed.awaitNanos(left);
        }
      } catch (InterruptedException e) {
        throw interrupted(e);
      } finally {
        lock.unlock();
      }
      if (mine != null) {
        return open(mine);
      }
      if (victim != null) {
        close(victim, Reason.EVICTED);
      }
    }
  }

  /** Closes a user's client: now, or when it is given back. The next use makes another. */
  void drop(UserId user, Reason why) {
    ClientSlot unused = null;
    lock.lock();
    try {
      ClientSlot slot = slots.get(user);
      if (slot != null && slot.state != ClientSlot.State.CLOSING) {
        slot.dropped = why;
        if (slot.isUnused()) {
          slot.state = ClientSlot.State.CLOSING;
          unused = slot;
        }
      }
    } finally {
      lock.unlock();
    }
    if (unused != null) {
      close(unused, why);
    }
  }

  /** Returns how often a user's client is in use now, if there is one. */
  Optional<Integer> uses(UserId user) {
    lock.lock();
    try {
      return Optional.ofNullable(slots.get(user)).map(slot -> slot.uses);
    } finally {
      lock.unlock();
    }
  }

  int open() {
    lock.lock();
    try {
      return slots.size();
    } finally {
      lock.unlock();
    }
  }

  /** Closes all clients, those in use too, and makes no more. */
  void close() {
    List<ClientSlot> all = new ArrayList<>();
    lock.lock();
    try {
      closed = true;
      for (ClientSlot slot : slots.values()) {
        if (slot.state == ClientSlot.State.OPEN) {
          slot.state = ClientSlot.State.CLOSING;
          all.add(slot);
        }
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    all.forEach(slot -> close(slot, Reason.SHUT_DOWN));
  }

  private ClientLease use(ClientSlot slot) {
    slot.uses++;
    touch(slot);
    return new ClientLease(Objects.requireNonNull(slot.client), () -> release(slot));
  }

  /** The most recently used stand last. */
  private void touch(ClientSlot slot) {
    slot.lastUsed = runtime.clock().instant();
    slots.remove(slot.user);
    slots.put(slot.user, slot);
  }

  private ClientLease open(ClientSlot mine) {
    IbkrClient client = null;
    try {
      client = maker.apply(mine.user);
    } finally {
      if (client == null) {
        giveUp(mine);
      }
    }
    lock.lock();
    try {
      mine.client = client;
      mine.state = closed ? ClientSlot.State.CLOSING : ClientSlot.State.OPEN;
      if (mine.state == ClientSlot.State.OPEN) {
        ClientLease lease = use(mine);
        changed.signalAll();
        planRound();
        return lease;
      }
    } finally {
      lock.unlock();
      events.tell(new ConnectionEvent.Opened(runtime.clock().instant(), mine.user.text()));
    }
    close(mine, Reason.SHUT_DOWN);
    throw new IllegalStateException("the connections were closed");
  }

  private void release(ClientSlot slot) {
    Reason why = null;
    lock.lock();
    try {
      slot.uses--;
      if (slot.state == ClientSlot.State.OPEN) {
        touch(slot);
        if (slot.uses == 0 && slot.dropped != null) {
          why = slot.dropped;
          slot.state = ClientSlot.State.CLOSING;
        }
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (why != null) {
      close(slot, why);
    }
  }

  private void close(ClientSlot slot, Reason why) {
    try {
      Objects.requireNonNull(slot.client).close();
    } catch (RuntimeException e) {
      // It concerns neither who needs the place nor the others that are closed with this one.
      LOG.log(
          Level.WARNING,
          "Closing the client of the {0} threw {1}; its place is free all the same.",
          slot.user,
          e.getClass().getName());
    } finally {
      giveUp(slot);
      events.tell(new ConnectionEvent.Closed(runtime.clock().instant(), slot.user.text(), why));
    }
  }

  private void giveUp(ClientSlot slot) {
    lock.lock();
    try {
      slots.remove(slot.user, slot);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable ClientSlot leastRecentlyUsed() {
    return slots.values().stream().filter(ClientSlot::isUnused).findFirst().orElse(null);
  }

  /** Looks for idle clients as long as there are any. Call with the lock held. */
  private void planRound() {
    if (roundComes || closed || slots.isEmpty()) {
      return;
    }
    roundComes = true;
    Duration quarter = limits.idleAfter().dividedBy(4);
    runtime
        .scheduler()
        .schedule(
            this::closeIdle, quarter.compareTo(SHORTEST_ROUND) < 0 ? SHORTEST_ROUND : quarter);
  }

  private void closeIdle() {
    List<ClientSlot> idle = new ArrayList<>();
    lock.lock();
    try {
      roundComes = false;
      Instant before = runtime.clock().instant().minus(limits.idleAfter());
      for (ClientSlot slot : slots.values()) {
        if (slot.isUnused() && !slot.lastUsed.isAfter(before)) {
          slot.state = ClientSlot.State.CLOSING;
          idle.add(slot);
        }
      }
      planRound();
    } finally {
      lock.unlock();
    }
    idle.forEach(slot -> close(slot, Reason.IDLE));
  }

  private static AuthTransportException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new AuthTransportException(
        Details.of(
                AuthErrorCode.INTERRUPTED,
                "The thread was interrupted while it waited for a connection.")
            .withCause(e));
  }
}
