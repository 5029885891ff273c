package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.googlehttp.support.AnswerFailure;
import io.github.ibkrauth.auth.googlehttp.support.ClockGap;
import java.net.URI;
import java.util.List;

/** Says why the token endpoint gave no access token. */
final class AccessTokenRefusal {

  private final Settings settings;
  private final ConfigKey<URI> address;

  AccessTokenRefusal(Settings settings) {
    this(settings, OAuth2JwtKeys.TOKEN_URL);
  }

  /**
   * Creates it.
   *
   * @param address the setting that led to who refused, for messages
   */
  AccessTokenRefusal(Settings settings, ConfigKey<URI> address) {
    this.settings = settings;
    this.address = address;
  }

  AnswerFailure about(LoginReply reply, String assertion) {
    return about(reply, Complaint.of(reply, List.of(assertion)));
  }

  private AnswerFailure about(LoginReply reply, Complaint complaint) {
    return reply.failure(settings.name(address), complaint);
  }

  AuthException of(LoginReply reply, String assertion) {
    return of(reply, List.of(assertion));
  }

  /**
   * Says why.
   *
   * @param secrets what was sent and must not be repeated
   */
  AuthException of(LoginReply reply, List<String> secrets) {
    Complaint complaint = Complaint.of(reply, secrets);
    AnswerFailure failure = about(reply, complaint);
    int status = reply.status();
    if (status != 400 && status != 401 && status != 403) {
      return failure.byStatus();
    }
    if (complaint.isOAuth("invalid_scope") || complaint.mentions("scope")) {
      return failure.rejected(
          AuthErrorCode.SCOPE_REFUSED,
          "a scope is asked for that is not granted to this client",
          "Set "
              + settings.name(OAuth2JwtKeys.SCOPE)
              + " to scopes granted at registration, or have more granted.");
    }
    if (status == 403) {
      return forbidden(failure, complaint, reply);
    }
    ClockGap gap = reply.clockGap();
    if (gap.breaks(settings.assertion().backdate(), settings.assertion().lifetime())) {
      return clockSkew(
          failure,
          gap,
          "a client assertion is valid from "
              + settings.assertion().backdate().toSeconds()
              + " s ago to "
              + settings.assertion().lifetime().toSeconds()
              + " s from now only");
    }
    return assertionOrClient(failure, complaint, gap);
  }

  private AuthException forbidden(AnswerFailure failure, Complaint complaint, LoginReply reply) {
    if (complaint.mentionsAddress() && !reply.html()) {
      return failure.rejected(
          AuthErrorCode.IP_REFUSED,
          "the address from which this computer calls is not accepted",
          "Call from an address that was registered for this client, or have this one registered.");
    }
    if (reply.html()) {
      return failure.byStatus();
    }
    return failure.rejected(
        AuthErrorCode.CREDENTIAL_REJECTED,
        "this client may not have an access token",
        "Ask the broker whether the client is active and what it may do.");
  }

  private AuthException assertionOrClient(
      AnswerFailure failure, Complaint complaint, ClockGap gap) {
    boolean aboutClient = complaint.isOAuth("invalid_client", "unauthorized_client");
    boolean aboutAssertion =
        complaint.mentions(
            "assertion",
            "signature",
            "audience",
            "jti",
            "replay",
            "already used",
            "expired",
            "jwt");
    if ((aboutClient && !aboutAssertion)
        || complaint.mentions("unknown client", "client not found")) {
      return failure.rejected(
          AuthErrorCode.UNKNOWN_CLIENT,
          "the server does not know this client, or does not take its key",
          "Check "
              + settings.name(OAuth2JwtKeys.CLIENT_ID)
              + ", "
              + settings.name(OAuth2JwtKeys.KEY_ID)
              + " and that the public half of the private key is the one registered; a new"
              + " registration may take days to become active."
              + standardServer()
              + clockHint(gap));
    }
    return failure.rejected(
        AuthErrorCode.BAD_ASSERTION,
        "the signed client assertion was refused",
        "Check "
            + settings.name(OAuth2JwtKeys.CLIENT_ID)
            + ", "
            + settings.name(OAuth2JwtKeys.KEY_ID)
            + ", "
            + settings.name(OAuth2JwtKeys.AUDIENCE)
            + ", "
            + settings.name(OAuth2JwtKeys.SCOPE)
            + " and that the public half of the private key is the one registered; the answer does"
            + " not say which."
            + standardServer()
            + clockHint(gap));
  }

  private String standardServer() {
    return settings.tokenOnly() && !settings.assertion().jti()
        ? " A standard authorization server also wants "
            + settings.name(OAuth2JwtKeys.JTI)
            + " = true and its issuer or token address as "
            + settings.name(OAuth2JwtKeys.AUDIENCE)
            + "."
        : "";
  }

  /** Returns the failure for a gap between the clocks that alone explains the refusal. */
  static AuthException clockSkew(AnswerFailure failure, ClockGap gap, String tolerance) {
    return failure.rejected(
        AuthErrorCode.CLOCK_SKEW,
        gap.sentence().orElse("the clocks differ") + ", and " + tolerance,
        "Set this computer's clock by NTP and try again.");
  }

  static String clockHint(ClockGap gap) {
    return gap.sentence()
        .map(words -> " Besides, " + words + ": set it by NTP.")
        .orElse(gap.known() ? " The clocks agree." : "");
  }
}
