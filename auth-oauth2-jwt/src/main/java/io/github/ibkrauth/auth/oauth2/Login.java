package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.googlehttp.support.RenewalGuard;
import io.github.ibkrauth.auth.keys.RsaSigner;
import io.github.ibkrauth.auth.token.RefreshPolicy;
import io.github.ibkrauth.auth.token.TokenCache;
import io.github.ibkrauth.auth.token.TokenSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The chained token caches of one session, and what they are fed by. Thread-safe; closing ends the
 * caches and the connections.
 */
final class Login implements AutoCloseable {

  /**
   * An SSO session is renewed late, at 90 to 95 percent of its life: a new one may disturb the
   * brokerage session that lives in the old one.
   */
  private static final RefreshPolicy SSO_POLICY =
      new RefreshPolicy(
          0.90,
          0.95,
          RefreshPolicy.standard().margin(),
          RefreshPolicy.standard().maxWait(),
          RefreshPolicy.standard().backoff());

  private final Wire wire;
  private final Egress egress;
  private final RenewalGuard accessGuard;
  private final RenewalGuard ssoGuard = new RenewalGuard();
  private final TokenCache<BearerToken> accessTokens;
  private final @Nullable TokenCache<BearerToken> ssoTokens;
  private final @Nullable JwtBodySigner bodySigner;

  /** Creates the login of the client's own access. */
  Login(String sessionId, Settings settings, RsaSigner signer, Wire wire, AuthRuntime runtime) {
    Jws jws = new Jws(signer, settings.keyId());
    this.wire = wire;
    this.egress = egress(settings, runtime);
    this.accessGuard = new RenewalGuard();
    this.accessTokens =
        accessTokens(
            sessionId,
            new AccessTokenSource(sessionId, settings, jws, wire, runtime.random(), accessGuard),
            runtime);
    this.ssoTokens =
        settings.tokenOnly()
            ? null
            : TokenCache.builder(
                    "SSO session",
                    new SsoSessionSource(
                        sessionId, settings, jws, wire, egress, accessTokens, ssoGuard, runtime))
                .policy(SSO_POLICY)
                .runtime(runtime)
                .owner(OAuth2JwtProvider.ID, sessionId)
                .fingerprint(BearerToken::fingerprint)
                .build();
    this.bodySigner =
        new JwtBodySigner(
            jws, settings.assertion().clientId(), settings.bodyLifetime(), runtime.clock());
  }

  private Login(
      Settings settings,
      Wire wire,
      RenewalGuard guard,
      TokenCache<BearerToken> accessTokens,
      AuthRuntime runtime) {
    this.wire = wire;
    this.egress = egress(settings, runtime);
    this.accessGuard = guard;
    this.accessTokens = accessTokens;
    this.ssoTokens = null;
    this.bodySigner = null;
  }

  /**
   * Returns the login of a user who agreed: the stored access token is the bearer of everything.
   *
   * @param connection names the user's tokens
   */
  static Login ofUser(
      String sessionId,
      Settings settings,
      ConsentSettings consent,
      String connection,
      AuthorizationServer server,
      Wire wire,
      AuthRuntime runtime) {
    RenewalGuard guard = new RenewalGuard();
    ConsentEnd end = new ConsentEnd(sessionId, connection, server::consentPage, runtime);
    TokenCache<BearerToken> tokens =
        accessTokens(
            sessionId,
            new GrantedTokens(
                sessionId,
                UserTokenStore.of(settings, consent, connection, runtime),
                server,
                new ConsentRefusal(settings, consent),
                end,
                guard,
                runtime),
            runtime);
    // Whoever took back the agreement took back the access token as well.
    end.whenRevoked(() -> tokens.peek().ifPresent(tokens::invalidate));
    return new Login(settings, wire, guard, tokens, runtime);
  }

  private static TokenCache<BearerToken> accessTokens(
      String sessionId, TokenSource<BearerToken> source, AuthRuntime runtime) {
    return TokenCache.builder("access token", source)
        .runtime(runtime)
        .owner(OAuth2JwtProvider.ID, sessionId)
        .fingerprint(BearerToken::fingerprint)
        .build();
  }

  private static Egress egress(Settings settings, AuthRuntime runtime) {
    return new Egress(
        runtime.service(EgressIpResolver.class).orElse(null),
        settings.fixedIp(),
        settings.name(OAuth2JwtKeys.IP));
  }

  TokenCache<BearerToken> accessTokens() {
    return accessTokens;
  }

  /** Returns the SSO sessions; nothing when only access tokens are wanted. */
  Optional<TokenCache<BearerToken>> ssoTokens() {
    return Optional.ofNullable(ssoTokens);
  }

  /** Returns the tokens that are the bearer of trading calls. */
  TokenCache<BearerToken> tradingTokens() {
    return ssoTokens == null ? accessTokens : ssoTokens;
  }

  /** Returns the cache that a token came from. */
  TokenCache<BearerToken> cacheOf(BearerToken token) {
    return token.kind() == BearerToken.Kind.ACCESS ? accessTokens : tradingTokens();
  }

  RenewalGuard guardOf(BearerToken token) {
    return token.kind() == BearerToken.Kind.ACCESS ? accessGuard : ssoGuard;
  }

  Egress egress() {
    return egress;
  }

  /** Returns what signs bodies; nothing for users who agreed. */
  Optional<JwtBodySigner> bodySigner() {
    return Optional.ofNullable(bodySigner);
  }

  @Override
  public void close() {
    if (ssoTokens != null) {
      ssoTokens.close();
    }
    accessTokens.close();
    wire.close();
  }
}
