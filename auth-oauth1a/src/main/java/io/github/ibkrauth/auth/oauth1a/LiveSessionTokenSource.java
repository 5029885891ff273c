package io.github.ibkrauth.auth.oauth1a;

import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.googlehttp.support.AnswerFailure;
import io.github.ibkrauth.auth.googlehttp.support.ErrorBody;
import io.github.ibkrauth.auth.googlehttp.support.RenewalGuard;
import io.github.ibkrauth.auth.googlehttp.support.TokenExchange;
import io.github.ibkrauth.auth.token.IssuedToken;
import io.github.ibkrauth.auth.token.TokenSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Agrees on a live session token with the server: a Diffie-Hellman exchange in a request that the
 * signature key signs, and a proof that both sides computed the same. Each request has a new random
 * number and a new nonce.
 */
final class LiveSessionTokenSource implements TokenSource<SigningCredential> {

  private final String sessionId;
  private final Settings settings;
  private final Supplier<AccessToken> accessTokens;
  private final SecretOpener opener;
  private final TokenRequests requests;
  private final Wire wire;
  private final SigningClock clock;
  private final RandomGenerator random;
  private final RenewalGuard guard;

  LiveSessionTokenSource(Handshake.Parts parts, RenewalGuard guard) {
    this.sessionId = parts.sessionId();
    this.settings = parts.settings();
    this.accessTokens = parts.accessTokens();
    this.opener = parts.opener();
    this.requests = parts.requests();
    this.wire = parts.wire();
    this.clock = parts.clock();
    this.random = parts.random();
    this.guard = guard;
  }

  @Override
  public IssuedToken<SigningCredential> load(LoadContext context) {
    AccessToken accessToken = accessTokens.get();
    String token = accessToken.text();
    byte[] secret = opener.open(accessToken);
    try {
      return agree(context, token, secret);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private IssuedToken<SigningCredential> agree(LoadContext context, String token, byte[] secret) {
    DhExchange exchange = begin();
    TokenExchange answered = ask(context, token, secret, exchange);
    if (answered.answer().status() == 401 && correctsClock(answered)) {
      exchange = begin();
      answered = ask(context, token, secret, exchange);
    }
    LiveSessionTokenAnswer answer = read(answered);
    if (answer.response().isEmpty()) {
      // The server sometimes sends none; the broker's own demonstration asks once more.
      exchange = begin();
      answered = ask(context, token, secret, exchange);
      answer = read(answered);
    }
    return prove(exchange, answered, answer, token, secret);
  }

  private DhExchange begin() {
    return DhExchange.begin(settings.dh().p(), settings.dh().g(), random);
  }

  private TokenExchange ask(LoadContext context, String token, byte[] secret, DhExchange exchange) {
    String header =
        requests.liveSessionToken(token, HexFormat.of().formatHex(secret), exchange.challenge());
    TokenExchange answered =
        wire.post(Step.LIVE_SESSION_TOKEN, settings.endpoints().liveSessionToken(), header);
    answered.answer().serverDate().ifPresent(context::serverDate);
    if (answered.success() && answered.clockGap().known()) {
      clock.skew(answered.clockGap().ahead());
    }
    return answered;
  }

  /** Takes over the server's time if ours was the likely reason of a refusal. */
  private boolean correctsClock(TokenExchange refused) {
    boolean another = !refused.clockGap().ahead().equals(clock.skew());
    if (!refused.clockGap().notable()
        || !another
        || TokenRefusal.isPermanent(ErrorBody.of(refused.answer()))) {
      return false;
    }
    clock.restart(refused.clockGap().ahead());
    return true;
  }

  private LiveSessionTokenAnswer read(TokenExchange answered) {
    String setting = settings.name(OAuth1aKeys.BASE_URL);
    if (!answered.success()) {
      throw new TokenRefusal(settings).of(answered, setting);
    }
    return LiveSessionTokenAnswer.read(answered, answered.failure(setting));
  }

  private IssuedToken<SigningCredential> prove(
      DhExchange exchange,
      TokenExchange answered,
      LiveSessionTokenAnswer answer,
      String accessToken,
      byte[] secret) {
    AnswerFailure failure = answered.failure(settings.name(OAuth1aKeys.BASE_URL));
    byte[] key;
    try {
      key = exchange.sharedKey(answer.response());
    } catch (IllegalArgumentException e) {
      throw failure.unusable("its diffie_hellman_response " + e.getMessage());
    }
    LiveSessionToken token = LiveSessionToken.derive(key, secret, answered.sent());
    Arrays.fill(key, (byte) 0);
    if (!token.isProvenBy(answer.proof(), settings.consumerKey())) {
      throw mismatch();
    }
    return new IssuedToken<>(
        new SigningCredential(token, settings, accessToken, sessionId, guard.takeRow()),
        answered.sent(),
        answer.endsAt(answered.received(), clock.skew()));
  }

  private AuthProtocolException mismatch() {
    return new AuthProtocolException(
        Details.of(
                OAuth1aErrorCode.PROOF_MISMATCH,
                Step.LIVE_SESSION_TOKEN.title()
                    + ": the server's proof does not fit the token computed here, so it was thrown"
                    + " away. Check that "
                    + settings.name(OAuth1aKeys.DH_PARAMETERS)
                    + " are the ones registered for this consumer key and that "
                    + settings.name(OAuth1aKeys.ACCESS_TOKEN_SECRET)
                    + " is the newest one issued; a new access token replaces it.")
            .withStrategy(OAuth1aProvider.ID));
  }
}
