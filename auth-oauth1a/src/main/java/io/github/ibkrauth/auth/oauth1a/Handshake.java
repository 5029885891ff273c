package io.github.ibkrauth.auth.oauth1a;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.googlehttp.support.RenewalGuard;
import io.github.ibkrauth.auth.token.RefreshPolicy;
import io.github.ibkrauth.auth.token.TokenCache;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The live session tokens of one session, and what makes and uses them. Thread-safe; closing ends
 * the cache and the connections.
 */
final class Handshake implements AutoCloseable {

  /**
   * A token is renewed late, at 90 to 95 percent of its life, and counts as over ten minutes early,
   * as the broker's own samples have it.
   */
  private static final RefreshPolicy POLICY =
      new RefreshPolicy(
          0.90,
          0.95,
          Duration.ofMinutes(10),
          RefreshPolicy.standard().maxWait(),
          RefreshPolicy.standard().backoff());

  private final Parts parts;
  private final RenewalGuard guard = new RenewalGuard();
  private final LiveSessionTokenSource source;
  private final TokenCache<SigningCredential> credentials;
  private final CallSigner signer;

  private Handshake(Parts parts, AuthRuntime runtime) {
    this.parts = parts;
    this.signer = new CallSigner(parts.nonces(), parts.clock());
    this.source = new LiveSessionTokenSource(parts, guard);
    this.credentials =
        TokenCache.builder("live session token", source)
            .policy(POLICY)
            .runtime(runtime)
            .owner(OAuth1aProvider.ID, parts.sessionId())
            .fingerprint(SigningCredential::fingerprint)
            .build();
  }

  /** Puts the parts together; connects to nothing yet. Reads the signature key. */
  static Handshake of(
      String sessionId,
      Settings settings,
      AuthConfig config,
      AuthRuntime runtime,
      SigningClock clock,
      Nonces nonces) {
    TokenRequests requests =
        new TokenRequests(
            new TokenRequestApi(
                settings.endpoints(),
                SettingsReader.SIGNATURE_KEY.signer(config, runtime),
                settings.firstRecipe(),
                clock,
                nonces),
            settings);
    return new Handshake(
        new Parts(
            sessionId,
            settings,
            () -> AccessTokens.current(settings, config, runtime),
            new SecretOpener(config, runtime),
            requests,
            Wire.open(config, runtime),
            clock,
            nonces,
            runtime.random()),
        runtime);
  }

  /** Returns what agrees on a token, past the cache. */
  LiveSessionTokenSource source() {
    return source;
  }

  TokenCache<SigningCredential> credentials() {
    return credentials;
  }

  RenewalGuard guard() {
    return guard;
  }

  CallSigner signer() {
    return signer;
  }

  SigningClock clock() {
    return parts.clock();
  }

  Wire wire() {
    return parts.wire();
  }

  @Override
  public void close() {
    credentials.close();
    parts.wire().close();
  }

  /**
   * What an exchange needs.
   *
   * @param sessionId the session it is made for
   * @param settings the validated settings
   * @param accessTokens gives the present access token
   * @param opener decrypts its secret
   * @param requests prepares and signs token requests
   * @param wire sends them
   * @param clock the time that signatures state
   * @param nonces numbers used once
   * @param random fit for secrets
   */
  record Parts(
      String sessionId,
      Settings settings,
      Supplier<AccessToken> accessTokens,
      SecretOpener opener,
      TokenRequests requests,
      Wire wire,
      SigningClock clock,
      Nonces nonces,
      RandomGenerator random) {}
}
