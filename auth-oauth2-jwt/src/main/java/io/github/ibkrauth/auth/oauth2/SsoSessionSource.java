package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.SessionState;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.googlehttp.support.AnswerFailure;
import io.github.ibkrauth.auth.googlehttp.support.RenewalGuard;
import io.github.ibkrauth.auth.oauth2.BearerToken.Kind;
import io.github.ibkrauth.auth.token.IssuedToken;
import io.github.ibkrauth.auth.token.TokenCache;
import io.github.ibkrauth.auth.token.TokenSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Step 2: opens an SSO session of the user at the egress address, under an access token. An access
 * token that is refused is dropped, exactly that one, and the step is made once more with a new
 * one.
 */
final class SsoSessionSource implements TokenSource<BearerToken> {

  private final String sessionId;
  private final Settings settings;
  private final Jws jws;
  private final Wire wire;
  private final Egress egress;
  private final TokenCache<BearerToken> accessTokens;
  private final RenewalGuard guard;
  private final SsoRefusal refusal;
  private final AuthRuntime runtime;
  private volatile @Nullable String lastIp;

  SsoSessionSource(
      String sessionId,
      Settings settings,
      Jws jws,
      Wire wire,
      Egress egress,
      TokenCache<BearerToken> accessTokens,
      RenewalGuard guard,
      AuthRuntime runtime) {
    this.sessionId = sessionId;
    this.settings = settings;
    this.jws = jws;
    this.wire = wire;
    this.egress = egress;
    this.accessTokens = accessTokens;
    this.guard = guard;
    this.runtime = runtime;
    this.refusal = new SsoRefusal(settings, egress.source());
  }

  @Override
  public IssuedToken<BearerToken> load(LoadContext context) throws InterruptedException {
    String userName = userName();
    String ip = egress.current();
    BearerToken access = accessTokens.get();
    Attempt attempt = ask(context, access, ip, userName);
    if (refusal.blamesAccessToken(attempt.reply)) {
      accessTokens.invalidate(access);
      attempt = ask(context, accessTokens.get(), ip, userName);
    }
    LoginReply reply = attempt.reply;
    if (!reply.success()) {
      throw refusal.of(reply, attempt.secrets);
    }
    AnswerFailure failure = refusal.about(reply, attempt.secrets);
    BearerToken token =
        BearerToken.builder(Kind.SSO, sessionId, TokenReader.token(reply, failure), attempt.start)
            .ip(ip)
            .refusalsBefore(guard.takeRow())
            .build();
    tellIfMoved(ip, context.now());
    Duration asked = settings.sso().lifetime();
    Duration life =
        TokenReader.life(reply, failure).filter(said -> said.compareTo(asked) < 0).orElse(asked);
    return IssuedToken.lasting(token, attempt.start, life);
  }

  /** Tells listeners when this computer reaches the broker from another address than before. */
  private void tellIfMoved(String ip, Instant now) {
    String before = lastIp;
    lastIp = ip;
    if (before != null && !before.equals(ip)) {
      runtime.emit(
          () ->
              new AuthEvent.SessionStateChanged(
                  now,
                  OAuth2JwtProvider.ID,
                  sessionId,
                  SessionState.DEGRADED,
                  SessionState.OPEN,
                  "the public address of this computer changed, and the SSO session was opened anew"
                      + " for it"));
    }
  }

  private Attempt ask(LoadContext context, BearerToken access, String ip, String userName) {
    Instant start = context.now();
    String jwt = jws.sign(settings.sso().claims(ip, userName, start));
    String bearer = access.value().reveal();
    LoginReply reply = wire.postJwt(Step.SSO_SESSION, settings.endpoints().sso(), bearer, jwt);
    if (reply.date() != null) {
      context.serverDate(reply.date());
    }
    return new Attempt(start, reply, List.of(jwt, bearer, userName));
  }

  private String userName() {
    Secret credential = settings.sso().credential();
    if (credential == null) {
      throw new AuthConfigurationException(
          List.of(settings.name(OAuth2JwtKeys.CREDENTIAL) + " is missing."));
    }
    return credential.reveal();
  }

  /** One request and its answer, with what must not be repeated from it. */
  private static final class Attempt {

    private final Instant start;
    private final LoginReply reply;
    private final List<String> secrets;

    private Attempt(Instant start, LoginReply reply, List<String> secrets) {
      this.start = start;
      this.reply = reply;
      this.secrets = secrets;
    }
  }
}
