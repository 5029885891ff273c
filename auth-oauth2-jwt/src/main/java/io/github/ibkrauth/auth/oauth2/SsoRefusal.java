package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.googlehttp.support.AnswerFailure;
import io.github.ibkrauth.auth.googlehttp.support.ClockGap;
import java.time.Duration;
import java.util.List;

/** Says why no SSO session was opened. */
final class SsoRefusal {

  /** The request says it was made now, so a clock that is ahead makes it come from the future. */
  private static final Duration NO_BACKDATE = Duration.ofSeconds(2);

  private final Settings settings;
  private final String ipSource;

  /**
   * Creates it.
   *
   * @param ipSource where the address comes from, for messages
   */
  SsoRefusal(Settings settings, String ipSource) {
    this.settings = settings;
    this.ipSource = ipSource;
  }

  AnswerFailure about(LoginReply reply, List<String> secrets) {
    return about(reply, Complaint.of(reply, secrets));
  }

  private AnswerFailure about(LoginReply reply, Complaint complaint) {
    return reply.failure(settings.name(OAuth2JwtKeys.SSO_URL), complaint);
  }

  /** Returns whether the access token is what was refused, so that a new one may help. */
  boolean blamesAccessToken(LoginReply reply) {
    return reply.status() == 401 && !Complaint.of(reply, List.of()).mentionsAddress();
  }

  AuthException of(LoginReply reply, List<String> secrets) {
    Complaint complaint = Complaint.of(reply, secrets);
    AnswerFailure failure = about(reply, complaint);
    int status = reply.status();
    if ((status != 400 && status != 401 && status != 403) || (status == 403 && reply.html())) {
      return failure.byStatus();
    }
    if (!reply.html() && complaint.mentionsAddress()) {
      return failure.rejected(
          AuthErrorCode.IP_REFUSED,
          "the address that the session is asked for is not accepted",
          "It must be the public address from which this computer reaches the broker; correct "
              + ipSource
              + ", or add the address to "
              + settings.name(OAuth2JwtKeys.ALTERNATIVE_IPS)
              + ".");
    }
    return switch (status) {
      case 400 -> badRequest(failure, complaint, reply);
      case 401 -> unauthorized(failure, reply);
      default -> forbidden(failure, complaint);
    };
  }

  private AuthException badRequest(AnswerFailure failure, Complaint complaint, LoginReply reply) {
    if (complaint.fields().contains("credential") || complaint.mentions("credential", "username")) {
      return failure.rejected(
          AuthErrorCode.CREDENTIAL_REJECTED,
          "the user name is not accepted for this client",
          "Set "
              + settings.name(OAuth2JwtKeys.CREDENTIAL)
              + " to a live or paper user name that is linked to the client.");
    }
    ClockGap gap = reply.clockGap();
    if (gap.breaks(NO_BACKDATE, settings.sso().lifetime())) {
      return AccessTokenRefusal.clockSkew(failure, gap, "a request from the future is refused");
    }
    return failure.rejected(
        AuthErrorCode.BAD_ASSERTION,
        "the signed request was refused",
        "Check "
            + ipSource
            + ", "
            + settings.name(OAuth2JwtKeys.CREDENTIAL)
            + " and "
            + settings.name(OAuth2JwtKeys.SERVICE)
            + "."
            + AccessTokenRefusal.clockHint(gap));
  }

  private AuthException unauthorized(AnswerFailure failure, LoginReply reply) {
    return failure.rejected(
        AuthErrorCode.TOKEN_EXPIRED,
        "the access token was refused, and so was a new one",
        "Check that "
            + settings.name(OAuth2JwtKeys.TOKEN_URL)
            + " and "
            + settings.name(OAuth2JwtKeys.SSO_URL)
            + " belong to the same environment and that "
            + ipSource
            + " is right, and try again in a few minutes."
            + AccessTokenRefusal.clockHint(reply.clockGap()));
  }

  private AuthException forbidden(AnswerFailure failure, Complaint complaint) {
    if (complaint.mentions("scope")) {
      return failure.rejected(
          AuthErrorCode.SCOPE_REFUSED,
          "the access token lacks the scope for SSO sessions",
          "Set "
              + settings.name(OAuth2JwtKeys.SCOPE)
              + " to contain sso-sessions.write, and have it granted to the client.");
    }
    return failure.rejected(
        AuthErrorCode.CREDENTIAL_REJECTED,
        "this client may not open a session for that user",
        "Check "
            + settings.name(OAuth2JwtKeys.CREDENTIAL)
            + ", and ask the broker whether the user is linked to the client.");
  }
}
