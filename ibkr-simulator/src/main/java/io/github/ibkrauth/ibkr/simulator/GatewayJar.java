package io.github.ibkrauth.ibkr.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The gateway's one cookie jar. All of its clients share it, so all are logged in once one is. It
 * keeps cookies of a few names only, each with the path it belongs to. Thread-safe.
 */
final class GatewayJar {
  private static final Set<String> KEPT =
      Set.of(GatewayCookie.NAME, "XYZAB_AM.LOGIN", "USERID", "JSESSIONID", "cp", "api");

  private record Key(String name, String path) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, String> cookies = new LinkedHashMap<>();

  /** Takes what an answer sets: {@code Set-Cookie} values. */
  void store(List<String> setCookies) {
    lock.lock();
    try {
      setCookies.forEach(this::store);
    } finally {
      lock.unlock();
    }
  }

  private void store(String setCookie) {
    String[] parts = setCookie.split(";");
    String[] pair = parts[0].trim().split("=", 2);
    if (pair.length < 2 || !KEPT.contains(pair[0])) {
      return;
    }
    String path = "/";
    boolean removed = false;
    for (int i = 1; i < parts.length; i++) {
      String attribute = parts[i].trim();
      if (attribute.regionMatches(true, 0, "Path=", 0, 5)) {
        path = attribute.substring(5);
      }
      removed |= attribute.equalsIgnoreCase("Max-Age=0");
    }
    if (removed) {
      cookies.remove(new Key(pair[0], path));
    } else {
      cookies.put(new Key(pair[0], path), pair[1]);
    }
  }

  /** Returns the {@code Cookie} header of a request to a path. */
  String header(String path) {
    Map<String, String> sent = new TreeMap<>(Map.of("REGION", "", "USERID", ""));
    if (path.startsWith("/sso")) {
      sent.put("JSESSIONID", "");
      sent.put("VERSION", "1.0.0");
    }
    lock.lock();
    try {
      cookies.forEach(
          (key, value) -> {
            if (covers(key.path(), path)) {
              sent.put(key.name(), value);
            }
          });
    } finally {
      lock.unlock();
    }
    StringBuilder header = new StringBuilder();
    sent.forEach(
        (name, value) ->
            header.append(header.isEmpty() ? "" : "; ").append(name).append('=').append(value));
    return header.toString();
  }

  /** Returns the cookie that stands for the login. */
  Optional<String> login() {
    lock.lock();
    try {
      return Optional.ofNullable(cookies.get(new Key(GatewayCookie.NAME, "/")));
    } finally {
      lock.unlock();
    }
  }

  void clear() {
    lock.lock();
    try {
      cookies.clear();
    } finally {
      lock.unlock();
    }
  }

  private static boolean covers(String cookiePath, String path) {
    String folder = cookiePath.endsWith("/") ? cookiePath : cookiePath + "/";
    return path.equals(cookiePath) || path.startsWith(folder);
  }
}
