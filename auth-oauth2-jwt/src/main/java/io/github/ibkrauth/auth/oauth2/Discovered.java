package io.github.ibkrauth.auth.oauth2;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps what a metadata document said, for an hour. Thread-safe. */
final class Discovered {

  private static final Duration LIFE = Duration.ofHours(1);

  private volatile @Nullable Found found;

  /** Returns what is kept, or fetches it; two threads may fetch at once, which does no harm. */
  ServerEndpoints get(Instant now, Supplier<ServerEndpoints> fetch) {
    Found present = found;
    if (present != null && present.isYoung(now)) {
      return present.endpoints;
    }
    ServerEndpoints fetched = fetch.get();
    found = new Found(fetched, now);
    return fetched;
  }

  /** Returns what was found last, however old. */
  Optional<ServerEndpoints> last() {
    return Optional.ofNullable(found).map(Found::endpoints);
  }

  private record Found(ServerEndpoints endpoints, Instant at) {

    boolean isYoung(Instant now) {
      return !now.isBefore(at) && now.isBefore(at.plus(LIFE));
    }
  }
}
