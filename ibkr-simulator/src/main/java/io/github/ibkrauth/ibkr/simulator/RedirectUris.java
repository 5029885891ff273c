package io.github.ibkrauth.ibkr.simulator;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the client has registered that users are sent back to. A request must name one of them to
 * the letter; only the port of a loopback address may be another (RFC 8252, 7.3). Thread-safe.
 */
final class RedirectUris {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]");

  private final Map<String, URI> registered = new ConcurrentHashMap<>();

  void register(URI uri) {
    if (uri.getScheme() == null
        || (uri.getRawAuthority() == null && !uri.getScheme().contains("."))
        || uri.getRawUserInfo() != null
        || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "a redirect URI is an absolute URL without user info and fragment, not " + uri);
    }
    registered.put(uri.toString(), uri);
  }

  boolean holds(String text) {
    return registered.containsKey(text)
        || registered.values().stream().anyMatch(uri -> isSamePlace(uri, text));
  }

  private static boolean isSamePlace(URI uri, String text) {
    if (!"http".equals(uri.getScheme()) || !LOOPBACK.contains(String.valueOf(uri.getHost()))) {
      return false;
    }
    URI asked;
    try {
      asked = URI.create(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
    return "http".equals(asked.getScheme())
        && uri.getHost().equals(asked.getHost())
        && asked.getRawUserInfo() == null
        && asked.getRawFragment() == null
        && Objects.equals(uri.getRawPath(), asked.getRawPath())
        && Objects.equals(uri.getRawQuery(), asked.getRawQuery());
  }
}
