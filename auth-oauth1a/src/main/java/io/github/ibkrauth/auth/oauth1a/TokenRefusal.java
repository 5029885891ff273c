package io.github.ibkrauth.auth.oauth1a;

import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.CredentialRejectedException;
import io.github.ibkrauth.auth.googlehttp.support.AnswerFailure;
import io.github.ibkrauth.auth.googlehttp.support.ErrorBody;
import io.github.ibkrauth.auth.googlehttp.support.ErrorBody.Shape;
import io.github.ibkrauth.auth.googlehttp.support.TokenExchange;
import java.time.Duration;

/** Says why a signed token request was refused, and what to do. */
final class TokenRefusal {

  /** How long nothing is tried again when only waiting helps. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final Settings settings;

  TokenRefusal(Settings settings) {
    this.settings = settings;
  }

  /** Returns whether asking again with the same credentials is useless, whatever is renewed. */
  static boolean isPermanent(ErrorBody body) {
    return aboutConsumer(body) || aboutAccessToken(body);
  }

  private static boolean aboutConsumer(ErrorBody body) {
    return body.mentions("invalid consumer");
  }

  private static boolean aboutAccessToken(ErrorBody body) {
    return body.mentions("no access secret key found");
  }

  /**
   * Returns the failure.
   *
   * @param exchange an answer that is no success
   * @param setting the setting that holds the address
   */
  AuthException of(TokenExchange exchange, String setting) {
    AnswerFailure failure = exchange.failure(setting);
    ErrorBody body = failure.body();
    int status = exchange.answer().status();
    if ((status != 401 && status != 400 && status != 403) || body.shape() == Shape.HTML) {
      return failure.byStatus();
    }
    if (aboutConsumer(body)) {
      return patient(
          failure.rejected(
              OAuth1aErrorCode.CONSUMER_NOT_ACTIVE,
              "the consumer key is unknown, or not active yet",
              "A new consumer key works only after the next nightly reset: "
                  + Resets.next(exchange.received())
                  + "; sometimes it takes days. If it is older, check "
                  + settings.name(OAuth1aKeys.CONSUMER_KEY)
                  + " and "
                  + settings.name(OAuth1aKeys.REALM)
                  + "."));
    }
    if (aboutAccessToken(body)) {
      return failure.rejected(
          OAuth1aErrorCode.ACCESS_TOKEN_UNKNOWN,
          "the access token does not, or no longer, belong to this consumer key",
          "Issue a new access token, then set "
              + settings.name(OAuth1aKeys.ACCESS_TOKEN)
              + " and "
              + settings.name(OAuth1aKeys.ACCESS_TOKEN_SECRET)
              + " to it, or let the user agree to the grant again; it works at once.");
    }
    if (status == 403) {
      return failure.rejected(
          AuthErrorCode.CREDENTIAL_REJECTED,
          "this client may not have such a token",
          "Ask the broker whether the consumer key is active and what it may do.");
    }
    if (status == 400) {
      return failure.byStatus();
    }
    return exchange
        .clockGap()
        .sentence()
        .<AuthException>map(
            words ->
                failure.rejected(
                    AuthErrorCode.CLOCK_SKEW,
                    words + ", and the request was refused with the server's time as well",
                    "Set this computer's clock by NTP and try again; if that is no help, "
                        + keysHint()))
        .orElseGet(
            () ->
                failure.rejected(
                    OAuth1aErrorCode.SIGNATURE_REFUSED,
                    "the signature was refused"
                        + (exchange.clockGap().known() ? "; the clocks agree" : ""),
                    keysHint()));
  }

  private String keysHint() {
    return "Check that the public half of "
        + settings.name(OAuth1aKeys.CONSUMER_KEY).replace("consumer-key", "signature-key")
        + " is the one registered as signature key, that it is not the encryption key, and that "
        + settings.name(OAuth1aKeys.ACCESS_TOKEN)
        + " and its secret were issued together for this consumer key.";
  }

  /** Returns the same with the wish to wait. */
  private static CredentialRejectedException patient(CredentialRejectedException refusal) {
    return new CredentialRejectedException(
        Details.of(refusal.code(), String.valueOf(refusal.getMessage()))
            .withStrategy(refusal.strategyId().orElse(null))
            .withRetryAfter(PATIENCE));
  }
}
