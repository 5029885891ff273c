package io.github.ibkrauth.auth.oauth1a;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.auth.Capability;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The configured strategy. Its sessions share clock and nonces, since the server compares the times
 * of all requests of a consumer. Keys are read anew for each session, so that rotated ones are
 * used.
 */
final class OAuth1aStrategy implements AuthStrategy {

  private static final AtomicLong SESSIONS = new AtomicLong();
  private static final Set<Capability> CAPABILITIES =
      Set.of(Capability.SIGNS_URL, Capability.SHAREABLE, Capability.WEBSOCKET);

  private final Settings settings;
  private final AuthConfig config;
  private final AuthRuntime runtime;
  private final SigningClock clock;
  private final Nonces nonces;

  OAuth1aStrategy(Settings settings, AuthConfig config, AuthRuntime runtime) {
    this.settings = settings;
    this.config = config;
    this.runtime = runtime;
    this.clock = new SigningClock(runtime.clock());
    this.nonces = new Nonces(runtime.random());
  }

  @Override
  public String id() {
    return OAuth1aProvider.ID;
  }

  @Override
  public Set<Capability> capabilities() {
    return CAPABILITIES;
  }

  @Override
  public AuthSession open() {
    Instant start = runtime.clock().instant();
    String sessionId = nextSessionId();
    Handshake handshake = Handshake.of(sessionId, settings, config, runtime, clock, nonces);
    boolean opened = false;
    try {
      handshake.credentials().get();
      opened = true;
    } finally {
      if (!opened) {
        handshake.close();
      }
    }
    runtime.emit(
        () -> {
          Instant now = runtime.clock().instant();
          return new AuthEvent.SessionOpened(now, id(), sessionId, Duration.between(start, now));
        });
    return new OAuth1aSession(sessionId, settings, handshake, runtime);
  }

  /** Returns a name that no other session of this process has. */
  static String nextSessionId() {
    return OAuth1aProvider.ID + "-" + SESSIONS.incrementAndGet();
  }

  /** Returns the id and no setting. */
  @Override
  public String toString() {
    return "AuthStrategy(" + OAuth1aProvider.ID + ")";
  }
}
