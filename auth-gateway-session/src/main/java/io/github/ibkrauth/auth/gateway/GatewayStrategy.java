package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.auth.Capability;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** The configured strategy. Its sessions share the cookies of their gateway. */
final class GatewayStrategy implements AuthStrategy {

  private static final AtomicLong SESSIONS = new AtomicLong();
  private static final Set<Capability> CAPABILITIES =
      Set.of(Capability.INTERACTIVE, Capability.KEEP_ALIVE, Capability.WEBSOCKET);

  private final GatewaySettings settings;
  private final AuthConfig config;
  private final AuthRuntime runtime;
  private final CookieJar cookies;

  GatewayStrategy(GatewaySettings settings, AuthConfig config, AuthRuntime runtime) {
    this.settings = settings;
    this.config = config;
    this.runtime = runtime;
    this.cookies = new CookieJar(settings.gateway(), runtime.clock());
  }

  @Override
  public String id() {
    return GatewaySessionProvider.ID;
  }

  @Override
  public Set<Capability> capabilities() {
    return CAPABILITIES;
  }

  /**
   * Opens a session whether or not somebody is logged in; without a login its state is {@code
   * AWAITING_USER}.
   */
  @Override
  public AuthSession open() {
    Instant start = runtime.clock().instant();
    String sessionId = GatewaySessionProvider.ID + "-" + SESSIONS.incrementAndGet();
    HttpDefaults defaults = HttpDefaults.from(config);
    GatewaySession session =
        new GatewaySession(
            sessionId,
            settings,
            cookies,
            HttpGatewayCalls.open(settings, cookies, config, defaults, runtime),
            defaults,
            runtime);
    boolean opened = false;
    try {
      session.connect();
      opened = true;
    } finally {
      if (!opened) {
        session.abandon();
      }
    }
    runtime.emit(
        () -> {
          Instant now = runtime.clock().instant();
          return new AuthEvent.SessionOpened(now, id(), sessionId, Duration.between(start, now));
        });
    return session;
  }

  /** Returns the id and no setting. */
  @Override
  public String toString() {
    return "AuthStrategy(" + GatewaySessionProvider.ID + ")";
  }
}
