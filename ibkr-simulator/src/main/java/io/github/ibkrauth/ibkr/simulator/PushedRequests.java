package io.github.ibkrauth.ibkr.simulator;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Authorization requests that clients have pushed (RFC 9126), by the addresses they were given for
 * them. Thread-safe.
 */
final class PushedRequests {
  private static final String PREFIX = "urn:ietf:params:oauth:request_uri:";

  private record Pushed(AuthorizationRequest request, Instant endsAt, boolean shown) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final TokenMint mint;
  private final InstantSource time;
  private final Map<String, Pushed> pushed = new HashMap<>();

  PushedRequests(TokenMint mint, InstantSource time) {
    this.mint = mint;
    this.time = time;
  }

  /** Takes a request, and returns its address. */
  String push(AuthorizationRequest request) {
    String uri = PREFIX + mint.hex(24);
    return locked(
        () -> {
          Instant now = time.instant();
          pushed.values().removeIf(old -> !now.isBefore(old.endsAt()));
          pushed.put(uri, new Pushed(request, now.plus(TokenLives.PUSHED_REQUEST), false));
          return uri;
        });
  }

  /**
   * Returns a request that a user is to answer; from the first time on he has as long as for any
   * other request.
   */
  Optional<AuthorizationRequest> open(String requestUri) {
    return locked(
        () -> {
          Pushed entry = pushed.get(requestUri);
          Instant now = time.instant();
          if (entry == null || !now.isBefore(entry.endsAt())) {
            return Optional.empty();
          }
          if (!entry.shown()) {
            Instant end = now.plus(ConsentDesk.PATIENCE);
            pushed.put(requestUri, new Pushed(entry.request(), end, true));
          }
          return Optional.of(entry.request());
        });
  }

  /** Ends a request: it is good for one answer. */
  void close(String requestUri) {
    locked(() -> Optional.ofNullable(pushed.remove(requestUri)));
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
