package com.example.connect;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The browsers that are signed in at this application; by a cookie, for half an hour of silence.
 */
final class WebSessions {

  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(30);
  private static final int MOST = 10_000;

  private final Map<String, WebSession> sessions = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final InstantSource clock;
  private final String name;
  private final String secure;

  /**
   * Knows nobody yet.
   *
   * @param https whether browsers come that way: the cookie goes no other way then, and its name
   *     lets no other host of the domain set one, and so sign a browser in unnoticed
   */
  WebSessions(InstantSource clock, boolean https) {
    this.clock = clock;
    this.name = https ? "__Host-connect-app" : "connect-app";
    this.secure = https ? "; Secure" : "";
  }

  Optional<WebSession> of(String cookieHeader) {
    return id(cookieHeader)
        .map(sessions::get)
        .filter(session -> session.lastSeen().plus(LONGEST_SILENCE).isAfter(clock.instant()))
        .map(
            session -> {
              session.seen(clock.instant());
              return session;
            });
  }

  /** Signs a browser in under a fresh id, and out under the one it had; returns the cookie. */
  String open(String cookieHeader, String user) {
    id(cookieHeader).ifPresent(sessions::remove);
    Instant now = clock.instant();
    sessions.values().removeIf(old -> !old.lastSeen().plus(LONGEST_SILENCE).isAfter(now));
    if (sessions.size() >= MOST) {
      throw new IllegalStateException("too many browsers are signed in");
    }
    String id = fresh();
    sessions.put(id, new WebSession(user, fresh(), now));
    return cookie(id, "");
  }

  /** Signs a browser out; returns the cookie that says so. */
  String close(String cookieHeader) {
    id(cookieHeader).ifPresent(sessions::remove);
    return cookie("", "; Max-Age=0");
  }

  /** Lax, not Strict: the browser comes back from IBKR's site, and has to be known then. */
  private String cookie(String id, String more) {
    return name + "=" + id + "; Path=/; HttpOnly; SameSite=Lax" + secure + more;
  }

  private Optional<String> id(String cookieHeader) {
    for (String pair : cookieHeader.split(";")) {
      String trimmed = pair.trim();
      if (trimmed.startsWith(name + "=")) {
        return Optional.of(trimmed.substring(name.length() + 1));
      }
    }
    return Optional.empty();
  }

  private String fresh() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
