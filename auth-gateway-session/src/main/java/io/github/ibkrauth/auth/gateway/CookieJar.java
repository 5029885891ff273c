package io.github.ibkrauth.auth.gateway;

import java.net.HttpCookie;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of one gateway, in memory only. What it sets goes back to it, to the paths that it
 * names, and to nobody else (RFC 6265, host-only). The gateway itself usually sets none, since it
 * keeps those of the broker to itself. Thread-safe.
 */
final class CookieJar {

  private static final int MOST = 50;
  private static final int LONGEST = 4096;

  private final String host;
  private final boolean secure;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile List<Held> held = List.of();

  CookieJar(URI gateway, InstantSource clock) {
    this.host = gateway.getHost().toLowerCase(Locale.ROOT);
    this.secure = gateway.getScheme().equalsIgnoreCase("https");
    this.clock = clock;
  }

  /**
   * Takes what an answer sets; what is malformed, too long, or meant for another host is left out.
   *
   * @param setCookie the values of the headers {@code Set-Cookie}
   * @param uri what was asked
   */
  void take(List<String> setCookie, URI uri) {
    for (String header : setCookie) {
      for (HttpCookie cookie : parse(header)) {
        if (isAcceptable(cookie)) {
          put(cookie, uri);
        }
      }
    }
  }

  /**
   * Returns the header {@code Cookie} for a path of the gateway; nothing if it wants none there.
   */
  Optional<String> header(@Nullable String rawPath) {
    List<Held> all = held;
    if (all.isEmpty()) {
      return Optional.empty();
    }
    String path = rawPath == null || rawPath.isEmpty() ? "/" : rawPath;
    Instant now = clock.instant();
    List<String> pairs =
        all.stream()
            .filter(cookie -> cookie.isFor(path, secure) && !cookie.isOver(now))
            .map(cookie -> cookie.name() + "=" + cookie.value())
            .toList();
    return pairs.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", pairs));
  }

  private void put(HttpCookie cookie, URI uri) {
    String path = cookie.getPath();
    Held fresh =
        new Held(
            cookie.getName(),
            cookie.getValue(),
            path != null && path.startsWith("/") ? path : directory(uri),
            cookie.getSecure(),
            cookie.getMaxAge() < 0 ? null : clock.instant().plus(life(cookie)));
    lock.lock();
    try {
      List<Held> next = new ArrayList<>(held);
      next.removeIf(old -> old.isReplacedBy(fresh) || old.isOver(clock.instant()));
      if (!fresh.isOver(clock.instant())) {
        next.add(fresh);
      }
      if (next.size() > MOST) {
        next.remove(0);
      }
      // Longer paths first, and within them the older ones, as RFC 6265 wants them.
      next.sort(Comparator.comparing((Held one) -> one.path().length()).reversed());
      held = List.copyOf(next);
    } finally {
      lock.unlock();
    }
  }

  private boolean isAcceptable(HttpCookie cookie) {
    String domain = cookie.getDomain();
    return (domain == null || domain.replaceFirst("^\\.", "").equalsIgnoreCase(host))
        && cookie.getValue() != null
        && cookie.getName().length() + cookie.getValue().length() <= LONGEST
        && cookie.getValue().chars().allMatch(c -> c > ' ' && c <= '~' && c != ';');
  }

  private static List<HttpCookie> parse(String header) {
    try {
      return HttpCookie.parse("Set-Cookie: " + header);
    } catch (IllegalArgumentException malformed) {
      return List.of();
    }
  }

  private static Duration life(HttpCookie cookie) {
    return Duration.ofSeconds(Math.min(cookie.getMaxAge(), Duration.ofDays(400).toSeconds()));
  }

  /** Returns the path of an address up to its last slash. */
  private static String directory(URI uri) {
    String path = Objects.requireNonNullElse(uri.getRawPath(), "");
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "/" : path.substring(0, slash);
  }

  /** Returns how many there are, and none of them. */
  @Override
  public String toString() {
    return "CookieJar(" + held.size() + ")";
  }

  private record Held(
      String name, String value, String path, boolean secure, @Nullable Instant end) {

    boolean isFor(String wanted, boolean secured) {
      boolean inside =
          wanted.equals(path)
              || wanted.startsWith(path) && (path.endsWith("/") || wanted.startsWith(path + "/"));
      return inside && (secured || !secure);
    }

    boolean isOver(Instant now) {
      return end != null && !now.isBefore(end);
    }

    boolean isReplacedBy(Held other) {
      return name.equals(other.name) && path.equals(other.path);
    }
  }
}
