package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.error.CredentialRejectedException;
import io.github.ibkrauth.auth.error.InteractionRequiredException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of one call, with the class of its failure. Immutable.
 *
 * @param reply condition, status, body and sentence
 * @param code the class of the failure; of no meaning when the condition is {@link
 *     GatewayCondition#ANSWERED}
 * @param retryAfter how long the server asked to wait, if it did
 */
record GatewayAnswer(GatewayReply reply, AuthErrorCode code, @Nullable Duration retryAfter) {

  private static final int TOO_MANY_REQUESTS = 429;

  static final String HINT =
      "Log in there with your IBKR user name, in a browser on the computer on which the gateway"
          + " runs.";

  /** Returns an answer that says nothing about waiting. */
  static GatewayAnswer of(GatewayCondition condition, int status, String body, String sentence) {
    return new GatewayAnswer(
        new GatewayReply(condition, status, body, sentence), codeOf(condition, status), null);
  }

  GatewayCondition condition() {
    return reply.condition();
  }

  /**
   * Returns the failure as an exception, whose type says what may help: time, a human in a browser,
   * or another configuration of this side or of the gateway.
   */
  AuthException failure(URI loginPage) {
    Details details =
        Details.of(code, reply.sentence())
            .withStrategy(GatewaySessionProvider.ID)
            .withRetryAfter(retryAfter);
    return switch (condition()) {
      case LOGIN_REQUIRED -> new InteractionRequiredException(details, loginPage, HINT);
      case GATEWAY_DOWN, UPSTREAM_DOWN, UNAVAILABLE, INTERRUPTED ->
          new AuthTransportException(details);
      case ACCESS_DENIED -> new CredentialRejectedException(details);
      case CERTIFICATE_REFUSED, NOT_A_GATEWAY, ANSWERED -> new AuthProtocolException(details);
    };
  }

  /** Too many requests are told apart, since whoever meets them must stop sending anything. */
  private static AuthErrorCode codeOf(GatewayCondition condition, int status) {
    return status == TOO_MANY_REQUESTS && condition == GatewayCondition.UNAVAILABLE
        ? AuthErrorCode.RATE_LIMITED
        : codeOf(condition);
  }

  private static AuthErrorCode codeOf(GatewayCondition condition) {
    return switch (condition) {
      case LOGIN_REQUIRED -> GatewayErrorCode.LOGIN_REQUIRED;
      case GATEWAY_DOWN -> GatewayErrorCode.GATEWAY_DOWN;
      case UPSTREAM_DOWN -> GatewayErrorCode.UPSTREAM_DOWN;
      case ACCESS_DENIED -> GatewayErrorCode.ACCESS_DENIED;
      case UNAVAILABLE -> GatewayErrorCode.UNAVAILABLE;
      case NOT_A_GATEWAY -> GatewayErrorCode.NOT_A_GATEWAY;
      case INTERRUPTED -> AuthErrorCode.INTERRUPTED;
      case CERTIFICATE_REFUSED, ANSWERED -> AuthErrorCode.PROTOCOL;
    };
  }

  /** Shows no body. */
  @Override
  public String toString() {
    return "GatewayAnswer(" + condition() + ", " + code + ")";
  }
}
