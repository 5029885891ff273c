package io.github.ibkrauth.ibkr.simulator;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The requests the simulator has answered, for assertions. It holds no bearer value, assertion or
 * cookie, and no body. The latest {@value #CAPACITY} requests are kept. Thread-safe.
 */
public final class RequestLog {
  /** How many requests are kept. */
  public static final int CAPACITY = 20_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Entry> entries = new ArrayDeque<>();

  RequestLog() {}

  /** What kind of credential a request carried, whether or not it was accepted. */
  public enum CredentialKind {
    /** None at all. */
    NONE,
    /** A client assertion in a form. */
    CLIENT_ASSERTION,
    /** An access token of the token endpoint. */
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
      boolean throughGateway) {}

  /** Returns the requests so far, oldest first; an immutable copy. */
  public List<Entry> entries() {
    lock.lock();
    try {
      return List.copyOf(entries);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Counts requests.
   *
   * @param method the HTTP method, or {@code *} for any
   * @param pathPattern as in {@link Faults#on}
   */
  public int count(String method, String pathPattern) {
    Objects.requireNonNull(method, "method");
    PathPattern pattern = PathPattern.of(Objects.requireNonNull(pathPattern, "pathPattern"));
    return (int)
        entries().stream()
            .filter(entry -> method.equals("*") || method.equalsIgnoreCase(entry.method()))
            .filter(
                entry ->
                    pattern.matches(entry.path()) || pattern.matches(Call.canonical(entry.path())))
            .count();
  }

  /** Forgets the requests so far. */
  public void clear() {
    lock.lock();
    try {
      entries.clear();
    } finally {
      lock.unlock();
    }
  }

  void add(Entry entry) {
    lock.lock();
    try {
      if (entries.size() == CAPACITY) {
        entries.removeFirst();
      }
      entries.addLast(entry);
    } finally {
      lock.unlock();
    }
  }
}
