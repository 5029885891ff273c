package com.example.housekey;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.auth.Capability;
import io.github.ibkrauth.auth.googlehttp.support.TokenWire;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** The configured strategy. Each session reads the key anew, so that a rotated one is used. */
final class HouseKeyStrategy implements AuthStrategy {

  private static final AtomicLong SESSIONS = new AtomicLong();

  private final AuthConfig config;
  private final AuthRuntime runtime;

  HouseKeyStrategy(AuthConfig config, AuthRuntime runtime) {
    this.config = config;
    this.runtime = runtime;
  }

  @Override
  public String id() {
    return HouseKeyProvider.ID;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of();
  }

  @Override
  public AuthSession open() {
    Instant start = runtime.clock().instant();
    String sessionId = HouseKeyProvider.ID + "-" + SESSIONS.incrementAndGet();
    TokenWire wire = TokenWire.open(HouseKeyProvider.ID, config, runtime);
    HouseKeySession session = new HouseKeySession(sessionId, config, wire, runtime);
    boolean proven = false;
    try {
      session.prove();
      proven = true;
    } finally {
      if (!proven) {
        session.close();
      }
    }
    runtime.emit(
        () -> {
          Instant now = runtime.clock().instant();
          return new AuthEvent.SessionOpened(now, id(), sessionId, Duration.between(start, now));
        });
    return session;
  }

  @Override
  public String toString() {
    return "AuthStrategy(" + HouseKeyProvider.ID + ")";
  }
}
