package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.googlehttp.support.ClockGap;
import java.util.List;

/** Says why the token endpoint gave no access token. */
final class AccessTokenRefusal {

  private final Settings settings;

  AccessTokenRefusal(Settings settings) {
    this.settings = settings;
  }

  Refusals about(LoginReply reply, String assertion) {
    return new Refusals(
        Step.ACCESS_TOKEN,
        settings.endpoints().token(),
        settings.name(OAuth2JwtKeys.TOKEN_URL),
        reply,
        List.of(assertion));
  }

  AuthException of(LoginReply reply, String assertion) {
    Refusals refusals = about(reply, assertion);
    Complaint complaint = refusals.complaint();
    int status = reply.status();
    if (status != 400 && status != 401 && status != 403) {
      return refusals.byStatus();
    }
    if (complaint.isOAuth("invalid_scope") || complaint.mentions("scope")) {
      return refusals.rejected(
          AuthErrorCode.SCOPE_REFUSED,
          "a scope is asked for that is not granted to this client",
          "Set "
              + settings.name(OAuth2JwtKeys.SCOPE)
              + " to scopes granted at registration, or have more granted.");
    }
    if (status == 403) {
      return forbidden(refusals, reply);
    }
    ClockGap gap = reply.clockGap();
    if (gap.breaks(settings.assertion().backdate(), settings.assertion().lifetime())) {
      return refusals.clockSkew(
          gap.sentence().orElse("the clocks differ"),
          "a client assertion is valid from "
              + settings.assertion().backdate().toSeconds()
              + " s ago to "
              + settings.assertion().lifetime().toSeconds()
              + " s from now only");
    }
    return assertionOrClient(refusals, gap);
  }

  private AuthException forbidden(Refusals refusals, LoginReply reply) {
    if (refusals.complaint().mentionsAddress() && !reply.html()) {
      return refusals.rejected(
          AuthErrorCode.IP_REFUSED,
          "the address from which this computer calls is not accepted",
          "Call from an address that was registered for this client, or have this one registered.");
    }
    if (reply.html()) {
      return refusals.byStatus();
    }
    return refusals.rejected(
        AuthErrorCode.CREDENTIAL_REJECTED,
        "this client may not have an access token",
        "Ask the broker whether the client is active and what it may do.");
  }

  private AuthException assertionOrClient(Refusals refusals, ClockGap gap) {
    Complaint complaint = refusals.complaint();
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
      return refusals.rejected(
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
    return refusals.rejected(
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

  static String clockHint(ClockGap gap) {
    return gap.sentence()
        .map(words -> " Besides, " + words + ": set it by NTP.")
        .orElse(gap.known() ? " The clocks agree." : "");
  }
}
