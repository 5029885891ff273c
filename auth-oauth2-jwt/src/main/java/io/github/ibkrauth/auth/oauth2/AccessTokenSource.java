package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.googlehttp.support.AnswerFailure;
import io.github.ibkrauth.auth.googlehttp.support.RenewalGuard;
import io.github.ibkrauth.auth.oauth2.BearerToken.Kind;
import io.github.ibkrauth.auth.token.IssuedToken;
import io.github.ibkrauth.auth.token.TokenSource;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Step 1: buys an access token with a client assertion (RFC 6749, section 4.4, and RFC 7523). Each
 * request carries a new assertion.
 */
final class AccessTokenSource implements TokenSource<BearerToken> {

  /** What the broker answers, for servers that do not say. */
  private static final Duration USUAL_LIFE = Duration.ofSeconds(86_399);

  private static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private final String sessionId;
  private final Settings settings;
  private final Jws jws;
  private final Wire wire;
  private final RandomGenerator random;
  private final RenewalGuard guard;
  private final AccessTokenRefusal refusal;

  AccessTokenSource(
      String sessionId,
      Settings settings,
      Jws jws,
      Wire wire,
      RandomGenerator random,
      RenewalGuard guard) {
    this.sessionId = sessionId;
    this.settings = settings;
    this.jws = jws;
    this.wire = wire;
    this.random = random;
    this.guard = guard;
    this.refusal = new AccessTokenRefusal(settings);
  }

  @Override
  public IssuedToken<BearerToken> load(LoadContext context) {
    Instant start = context.now();
    String assertion = jws.sign(settings.assertion().claims(start, random));
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("client_assertion_type", ASSERTION_TYPE);
    form.put("client_assertion", assertion);
    form.put("scope", settings.scope());
    LoginReply reply = wire.postForm(Step.ACCESS_TOKEN, settings.endpoints().token(), form);
    if (reply.date() != null) {
      context.serverDate(reply.date());
    }
    if (!reply.success()) {
      throw refusal.of(reply, assertion);
    }
    AnswerFailure failure = refusal.about(reply, assertion);
    BearerToken token =
        BearerToken.builder(Kind.ACCESS, sessionId, TokenReader.token(reply, failure), start)
            .scope(reply.member("scope"))
            .refusalsBefore(guard.takeRow())
            .build();
    return IssuedToken.lasting(token, start, TokenReader.life(reply, failure).orElse(USUAL_LIFE));
  }
}
