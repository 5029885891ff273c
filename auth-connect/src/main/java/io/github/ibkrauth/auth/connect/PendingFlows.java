package io.github.ibkrauth.auth.connect;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The flows that wait for a browser to come back, in memory. Each is for one use, by the user that
 * began it, within ten minutes. What was used or has expired is remembered for an hour, so that its
 * callback is told from one that never began here. At most 10,000 are kept, 16 of one user; the
 * oldest make room.
 *
 * <p>Thread-safe.
 *
 * @param <T> what a strategy keeps of a flow
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class PendingFlows<T> {

  /** How long a user may take. */
  public static final Duration LIFE = Duration.ofMinutes(10);

  private static final Duration MEMORY = Duration.ofHours(1);
  private static final int MOST = 10_000;
  private static final int MOST_OF_A_USER = 16;

  private final InstantSource clock;
  private final String strategyId;
  private final ReentrantLock lock = new ReentrantLock();

  /** By the hash of the key, the oldest first. */
  private final Map<String, Entry<T>> flows = new LinkedHashMap<>();

  /** The same hashes by user, the oldest first. */
  private final Map<String, Deque<String>> byUser = new HashMap<>();

  private PendingFlows(InstantSource clock, String strategyId) {
    this.clock = clock;
    this.strategyId = strategyId;
  }

  /**
   * Returns a place without flows.
   *
   * @param strategyId named in failures
   * @param runtime gives the time
   */
  public static <T> PendingFlows<T> of(String strategyId, AuthRuntime runtime) {
    return new PendingFlows<>(runtime.clock(), Objects.requireNonNull(strategyId, "strategyId"));
  }

  /**
   * Keeps a flow.
   *
   * @param userId who began it
   * @param key what the callback will bring: a state or a request token, never given out twice
   * @param flow what is needed to end it
   * @return when it expires
   */
  public Instant begin(String userId, String key, T flow) {
    Objects.requireNonNull(userId, "userId");
    Objects.requireNonNull(flow, "flow");
    Instant now = clock.instant();
    String hash = hash(key);
    lock.lock();
    try {
      makeRoom(now, userId);
      Instant expiresAt = now.plus(LIFE);
      flows.put(hash, new Entry<>(userId, expiresAt, flow));
      byUser.computeIfAbsent(userId, user -> new ArrayDeque<>()).addLast(hash);
      return expiresAt;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes the flow that a callback belongs to; whoever takes it second is refused. A callback that
   * belongs to another user leaves that user's flow as it is.
   *
   * @param userId who is logged in
   * @param key what the callback brought
   * @throws ConnectFlowException with {@link ConnectErrorCode#CONNECT_STATE_MISMATCH}, {@link
   *     ConnectErrorCode#CONNECT_OTHER_USER}, {@link ConnectErrorCode#CONNECT_ALREADY_DONE} or
   *     {@link ConnectErrorCode#CONNECT_EXPIRED}
   */
  public T take(String userId, String key) {
    Objects.requireNonNull(userId, "userId");
    String hash = hash(key);
    lock.lock();
    try {
      Entry<T> entry = flows.get(hash);
      if (entry == null) {
        throw unknown();
      }
      if (!entry.userId.equals(userId)) {
        throw refused(
            ConnectErrorCode.CONNECT_OTHER_USER,
            "The callback belongs to a connection that another user began, so it was not used. Let"
                + " the user who is logged in begin one of their own.");
      }
      return use(entry);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes the flow that this user began last, for a callback that brings nothing to find it by.
   *
   * @param userId who is logged in
   * @throws ConnectFlowException as {@link #take}
   */
  public T takeLast(String userId) {
    Objects.requireNonNull(userId, "userId");
    lock.lock();
    try {
      Deque<String> hashes = byUser.get(userId);
      Entry<T> entry = hashes == null ? null : flows.get(hashes.getLast());
      if (entry == null) {
        throw unknown();
      }
      return use(entry);
    } finally {
      lock.unlock();
    }
  }

  /** Forgets the flows of a user; their callbacks are refused. */
  public void forget(String userId) {
    lock.lock();
    try {
      Deque<String> hashes = byUser.remove(userId);
      if (hashes != null) {
        hashes.forEach(flows::remove);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Forgets all flows. */
  public void clear() {
    lock.lock();
    try {
      flows.clear();
      byUser.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many are kept, with those that were used or have expired. */
  public int size() {
    lock.lock();
    try {
      return flows.size();
    } finally {
      lock.unlock();
    }
  }

  private T use(Entry<T> entry) {
    if (!clock.instant().isBefore(entry.expiresAt) && !entry.used) {
      entry.flow = null;
      throw refused(
          ConnectErrorCode.CONNECT_EXPIRED,
          "The user came back more than "
              + LIFE.toMinutes()
              + " minutes after the connection began. Begin again.");
    }
    T flow = entry.flow;
    if (flow == null) {
      throw refused(
          ConnectErrorCode.CONNECT_ALREADY_DONE,
          "This callback was used before; nothing was done a second time. If the user is not"
              + " connected, begin again.");
    }
    entry.flow = null;
    entry.used = true;
    return flow;
  }

  private void makeRoom(Instant now, String userId) {
    Iterator<Entry<T>> oldest = flows.values().iterator();
    while (oldest.hasNext() && oldest.next().isForgotten(now)) {
      removeOldest();
      oldest = flows.values().iterator();
    }
    Deque<String> hashes = byUser.get(userId);
    if (hashes != null && hashes.size() >= MOST_OF_A_USER) {
      flows.remove(hashes.removeFirst());
    }
    if (flows.size() >= MOST) {
      removeOldest();
    }
  }

  private void removeOldest() {
    Map.Entry<String, Entry<T>> oldest = flows.entrySet().iterator().next();
    flows.remove(oldest.getKey());
    Deque<String> hashes = byUser.get(oldest.getValue().userId);
    if (hashes != null) {
      hashes.remove(oldest.getKey());
      if (hashes.isEmpty()) {
        byUser.remove(oldest.getValue().userId);
      }
    }
  }

  private ConnectFlowException unknown() {
    return refused(
        ConnectErrorCode.CONNECT_STATE_MISMATCH,
        "The callback belongs to no connection that began here. Begin again, and open the newest"
            + " address only; where several processes serve the application, the one that began has"
            + " to get the callback.");
  }

  private ConnectFlowException refused(AuthErrorCode code, String message) {
    return new ConnectFlowException(Details.of(code, message).withStrategy(strategyId));
  }

  /** So that no search compares a secret character by character. */
  private static String hash(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static final class Entry<T> {

    private final String userId;
    private final Instant expiresAt;
    private @Nullable T flow;
    private boolean used;

    Entry(String userId, Instant expiresAt, T flow) {
      this.userId = userId;
      this.expiresAt = expiresAt;
      this.flow = flow;
    }

    boolean isForgotten(Instant now) {
      return now.isAfter(expiresAt.plus(MEMORY));
    }
  }
}
