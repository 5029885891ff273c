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
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The configured strategy. Reads the key anew for each session, so that a rotated one is used. */
final class OAuth2JwtStrategy implements AuthStrategy {

  private static final AtomicLong SESSIONS = new AtomicLong();
  private static final Set<Capability> CAPABILITIES =
      Set.of(Capability.SHAREABLE, Capability.WEBSOCKET, Capability.SIGNS_BODY);
  private static final Set<Capability> OF_USERS =
      Set.of(Capability.SHAREABLE, Capability.WEBSOCKET);

  private final Settings settings;
  private final @Nullable ConsentSettings consent;
  private final Discovered discovered = new Discovered();
  private final AuthConfig config;
  private final AuthRuntime runtime;

  /**
   * Creates it.
   *
   * @param consent for the access of a user who agreed; {@code null} for the client's own
   */
  OAuth2JwtStrategy(
      Settings settings,
      @Nullable ConsentSettings consent,
      AuthConfig config,
      AuthRuntime runtime) {
    this.settings = settings;
    this.consent = consent;
    this.config = config;
    this.runtime = runtime;
  }

  @Override
  public String id() {
    return OAuth2JwtProvider.ID;
  }

  @Override
  public Set<Capability> capabilities() {
    return consent == null ? CAPABILITIES : OF_USERS;
  }

  @Override
  public AuthSession open() {
    Instant start = runtime.clock().instant();
    String sessionId = nextSessionId();
    Login login =
        login(sessionId, settings, consent, discovered, config, runtime, GoogleWire::open);
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

  /** Returns the login that the settings are for; reads the key. */
  static Login login(
      String sessionId,
      Settings settings,
      @Nullable ConsentSettings consent,
      Discovered discovered,
      AuthConfig config,
      AuthRuntime runtime,
      BiFunction<AuthConfig, AuthRuntime, Wire> wires) {
    if (consent == null) {
      RsaSigner signer = SettingsReader.PRIVATE_KEY.signer(config, runtime);
      return new Login(sessionId, settings, signer, wires.apply(config, runtime), runtime);
    }
    ClientAuthentication client = ClientAuthentication.of(settings, consent, config, runtime);
    Wire wire = new LastingWire(wires.apply(config, runtime));
    return Login.ofUser(
        sessionId,
        settings,
        consent,
        Objects.requireNonNull(consent.connection(), "connection"),
        new AuthorizationServer(settings, consent, client, wire, discovered, runtime),
        wire,
        runtime);
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
