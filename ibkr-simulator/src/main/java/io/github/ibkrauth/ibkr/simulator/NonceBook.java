package io.github.ibkrauth.ibkr.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Remembers per consumer which nonces were used and the latest timestamp. A nonce is remembered for
 * as long as its timestamp would be accepted. Thread-safe.
 */
final class NonceBook {
  /** How far a timestamp may be from the server's time, either way. */
  static final Duration WINDOW = Duration.ofMinutes(5);

  private static final class Page {
    final Set<String> nonces = new HashSet<>();
    final TreeMap<Long, Set<String>> byTime = new TreeMap<>();
    long latest;
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Page> pages = new HashMap<>();
  private final Duration tolerance;

  /**
   * @param tolerance how much smaller than the latest a timestamp may be: requests that are on
   *     their way at the same time overtake each other
   */
  NonceBook(Duration tolerance) {
    this.tolerance = tolerance;
  }

  /** Returns why a timestamp is too far from the server's time; empty when it is not. */
  static Optional<String> offTime(long timestamp, Instant now) {
    long distance = timestamp - now.getEpochSecond();
    return Math.abs(distance) <= WINDOW.toSeconds()
        ? Optional.empty()
        : Optional.of(
            "oauth_timestamp is "
                + Math.abs(distance)
                + " s "
                + (distance < 0 ? "behind" : "ahead of")
                + " the server's clock");
  }

  /** Notes a request; returns why it must be refused, and notes nothing then. */
  Optional<String> note(String consumerKey, long timestamp, String nonce, Instant now) {
    lock.lock();
    try {
      Page page = pages.computeIfAbsent(consumerKey, key -> new Page());
      forgetOld(page, now);
      if (page.nonces.contains(nonce)) {
        return Optional.of("oauth_nonce was used before");
      }
      if (timestamp < page.latest - tolerance.toSeconds()) {
        return Optional.of("oauth_timestamp is smaller than one used before");
      }
      page.latest = Math.max(page.latest, timestamp);
      page.nonces.add(nonce);
      page.byTime.computeIfAbsent(timestamp, key -> new HashSet<>()).add(nonce);
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Forgets the latest timestamps, not the nonces: for when the server's clock was set. */
  void forgetOrder() {
    lock.lock();
    try {
      pages.values().forEach(page -> page.latest = 0);
    } finally {
      lock.unlock();
    }
  }

  private static void forgetOld(Page page, Instant now) {
    var old = page.byTime.headMap(now.minus(WINDOW).getEpochSecond());
    old.values().forEach(page.nonces::removeAll);
    old.clear();
    if (page.latest > now.plus(WINDOW).getEpochSecond()) {
      page.latest = 0;
    }
  }
}
