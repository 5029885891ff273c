package io.github.ibkrauth.ibkr.simulator;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntPredicate;

/**
 * The requests the simulator has answered, for assertions. It holds no bearer value, assertion or
 * cookie, and no body. The latest requests are kept, {@value #CAPACITY} unless the builder says
 * otherwise; of those before, only how many there were of each method, path and status.
 * Thread-safe.
 */
public final class RequestLog {
  /** How many requests are kept unless the builder says otherwise. */
  public static final int CAPACITY = 20_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Entry> entries = new ArrayDeque<>();
  private final Map<Answered, Long> forgotten = new HashMap<>();
  private final InFlight inFlight = new InFlight();
  private final int capacity;

  RequestLog() {
    this(CAPACITY);
  }

  RequestLog(int capacity) {
    this.capacity = capacity;
  }

  /** What kind of credential a request carried, whether or not it was accepted. */
  public enum CredentialKind {
    /** None at all. */
    NONE,
    /** A client assertion in a form. */
    CLIENT_ASSERTION,
    /** The secret of a client, in a header or in a form. */
    CLIENT_SECRET,
    /** An access token of a token endpoint. */
    ACCESS_TOKEN,
    /** The token of an SSO session. */
    SSO_TOKEN,
    /** An OAuth 1.0a header signed with the consumer's RSA key: a token request. */
    OAUTH1_RSA_SIGNATURE,
    /** An OAuth 1.0a header signed with a live session token. */
    OAUTH1_HMAC_SIGNATURE,
    /** The cookie of a login at the gateway. */
    GATEWAY_LOGIN,
    /** An {@code Authorization} header the simulator never issued a token for. */
    UNKNOWN
  }

  /**
   * One request.
   *
   * @param time the server's time when it was handled
   * @param method the HTTP method
   * @param path the path as it was sent
   * @param query the query as it was sent with secrets replaced; empty when there was none
   * @param headers by name, ignoring case; secrets replaced
   * @param status of the answer; 0 when a scripted fault gave none
   * @param credentialKind what the caller showed
   * @param reason why it was refused, in plain words; empty when it was not
   * @param throughGateway whether it came through the gateway, or from the gateway itself
   * @param processed whether the broker looked at it, so that it may have taken effect whatever its
   *     sender was told; false when a scripted fault came first
   */
  public record Entry(
      Instant time,
      String method,
      String path,
      String query,
      Map<String, String> headers,
      int status,
      CredentialKind credentialKind,
      String reason,
      boolean throughGateway,
      boolean processed) {}

  /** Returns the requests that are kept, oldest first; an immutable copy. */
  public List<Entry> entries() {
    lock.lock();
    try {
      return List.copyOf(entries);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Counts requests, also those that are no longer kept.
   *
   * @param method the HTTP method, or {@code *} for any
   * @param pathPattern as in {@link Faults#on}
   */
  public int count(String method, String pathPattern) {
    return count(method, pathPattern, status -> true);
  }

  /**
   * Counts requests that were answered with a status, also those that are no longer kept.
   *
   * @param method the HTTP method, or {@code *} for any
   * @param pathPattern as in {@link Faults#on}
   * @param status of the answer; 0 when a scripted fault gave none
   */
  public int count(String method, String pathPattern, int status) {
    return count(method, pathPattern, answered -> answered == status);
  }

  private int count(String method, String pathPattern, IntPredicate status) {
    Objects.requireNonNull(method, "method");
    PathPattern pattern = PathPattern.of(Objects.requireNonNull(pathPattern, "pathPattern"));
    lock.lock();
    try {
      long kept =
          entries.stream()
              .filter(entry -> status.test(entry.status()))
              .filter(entry -> Target.of(entry).fits(method, pattern))
              .count();
      long gone =
          forgotten.entrySet().stream()
              .filter(entry -> status.test(entry.getKey().status()))
              .filter(entry -> entry.getKey().target().fits(method, pattern))
              .mapToLong(Map.Entry::getValue)
              .sum();
      return Math.toIntExact(kept + gone);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns how many requests to one such path there were at most at the same time: from the moment
   * they arrived until they were answered.
   *
   * @param method the HTTP method, or {@code *} for any
   * @param pathPattern as in {@link Faults#on}
   */
  public int mostAtOnce(String method, String pathPattern) {
    Objects.requireNonNull(method, "method");
    return inFlight.most(
        method, PathPattern.of(Objects.requireNonNull(pathPattern, "pathPattern")));
  }

  InFlight inFlight() {
    return inFlight;
  }

  /** Forgets the requests so far. */
  public void clear() {
    lock.lock();
    try {
      entries.clear();
      forgotten.clear();
      inFlight.forgetMost();
    } finally {
      lock.unlock();
    }
  }

  /** What a request asked for, and what came of it. */
  private record Answered(Target target, int status) {}

  /** What a request asked for. */
  record Target(String method, String path) {
    static Target of(Entry entry) {
      return new Target(entry.method(), entry.path());
    }

    boolean fits(String wanted, PathPattern pattern) {
      return (wanted.equals("*") || wanted.equalsIgnoreCase(method))
          && (pattern.matches(path) || pattern.matches(Call.canonical(path)));
    }
  }

  void add(Entry entry) {
    lock.lock();
    try {
      if (entries.size() == capacity) {
        Entry oldest = entries.removeFirst();
        forgotten.merge(new Answered(Target.of(oldest), oldest.status()), 1L, Long::sum);
      }
      entries.addLast(entry);
    } finally {
      lock.unlock();
    }
  }
}
