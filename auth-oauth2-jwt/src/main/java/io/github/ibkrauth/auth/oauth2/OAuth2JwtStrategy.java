package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.auth.Capability;
import io.github.ibkrauth.auth.keys.RsaSigner;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** The configured strategy. Reads the key anew for each session, so that a rotated one is used. */
final class OAuth2JwtStrategy implements AuthStrategy {

  private static final AtomicLong SESSIONS = new AtomicLong();
  private static final Set<Capability> CAPABILITIES =
      Set.of(Capability.SHAREABLE, Capability.WEBSOCKET, Capability.SIGNS_BODY);

  private final Settings settings;
  private final AuthConfig config;
  private final AuthRuntime runtime;

  OAuth2JwtStrategy(Settings settings, AuthConfig config, AuthRuntime runtime) {
    this.settings = settings;
    this.config = config;
    this.runtime = runtime;
  }

  @Override
  public String id() {
    return OAuth2JwtProvider.ID;
  }

  @Override
  public Set<Capability> capabilities() {
    return CAPABILITIES;
  }

  @Override
  public AuthSession open() {
    Instant start = runtime.clock().instant();
    String sessionId = nextSessionId();
    RsaSigner signer = SettingsReader.PRIVATE_KEY.signer(config, runtime);
    Login login = new Login(sessionId, settings, signer, GoogleWire.open(config, runtime), runtime);
    boolean opened = false;
    try {
      login.accessTokens().get();
      login.tradingTokens().get();
      opened = true;
    } finally {
      if (!opened) {
        login.close();
      }
    }
    runtime.emit(
        () -> {
          Instant now = runtime.clock().instant();
          return new AuthEvent.SessionOpened(now, id(), sessionId, Duration.between(start, now));
        });
    return new OAuth2JwtSession(sessionId, settings, login, runtime);
  }

  /** Returns a name that no other session of this process has. */
  static String nextSessionId() {
    return OAuth2JwtProvider.ID + "-" + SESSIONS.incrementAndGet();
  }

  /** Returns the id and no setting. */
  @Override
  public String toString() {
    return "AuthStrategy(" + OAuth2JwtProvider.ID + ")";
  }
}
