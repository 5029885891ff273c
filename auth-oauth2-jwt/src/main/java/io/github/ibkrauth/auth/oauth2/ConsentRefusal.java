package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.googlehttp.support.AnswerFailure;
import io.github.ibkrauth.auth.oauth2.AuthorizationServer.Exchange;
import io.github.ibkrauth.auth.oauth2.OAuth2JwtKeys.ClientAuth;
import java.net.URI;

/** Says why an authorization server refused a request about a user. */
final class ConsentRefusal {

  private final Settings settings;
  private final ConsentSettings consent;

  ConsentRefusal(Settings settings, ConsentSettings consent) {
    this.settings = settings;
    this.consent = consent;
  }

  /** Returns what makes exceptions of an answer. */
  AnswerFailure about(Exchange exchange) {
    return exchange.reply().failure(settings.name(address()), exchange.complaint());
  }

  private ConfigKey<URI> address() {
    return consent.fixed().metadata() != null && consent.fixed().token() == null
        ? OAuth2JwtKeys.METADATA_URL
        : OAuth2JwtKeys.TOKEN_URL;
  }

  /** Returns whether the code or the refresh token is what was refused. */
  static boolean isAboutTheGrant(Exchange exchange) {
    int status = exchange.reply().status();
    return (status == 400 || status == 401) && exchange.complaint().isOAuth("invalid_grant");
  }

  private static boolean isAboutTheRequest(Exchange exchange) {
    Complaint complaint = exchange.complaint();
    return exchange.reply().status() == 400
        && complaint.isOAuth("invalid_request", "unsupported_grant_type", "unauthorized_client")
        && !complaint.mentions("assertion", "jwt", "jti");
  }

  /** Returns the failure for everything else. */
  AuthException of(Exchange exchange) {
    if (isAboutTheRequest(exchange)) {
      return about(exchange)
          .rejected(
              AuthErrorCode.CREDENTIAL_REJECTED,
              "the request is refused",
              "Compare the client's registration with "
                  + settings.name(OAuth2JwtKeys.REDIRECT_URI)
                  + " and "
                  + settings.name(OAuth2JwtKeys.SCOPE)
                  + ", and have it allowed the grants authorization_code and refresh_token.");
    }
    if (consent.clientAuth() == ClientAuth.PRIVATE_KEY_JWT) {
      return new AccessTokenRefusal(settings, address()).of(exchange.reply(), exchange.secrets());
    }
    AnswerFailure failure = about(exchange);
    int status = exchange.reply().status();
    if (status != 400 && status != 401 && status != 403 || exchange.reply().html()) {
      return failure.byStatus();
    }
    Complaint complaint = exchange.complaint();
    if (complaint.isOAuth("invalid_scope")) {
      return failure.rejected(
          AuthErrorCode.SCOPE_REFUSED,
          "a scope is asked for that is not granted to this client",
          "Set " + settings.name(OAuth2JwtKeys.SCOPE) + " to scopes granted at registration.");
    }
    if (complaint.isOAuth("invalid_client")) {
      return failure.rejected(
          AuthErrorCode.UNKNOWN_CLIENT,
          "the server does not know this client, or does not take its secret",
          "Check "
              + settings.name(OAuth2JwtKeys.CLIENT_ID)
              + ", "
              + settings.name(OAuth2JwtKeys.CLIENT_SECRET)
              + " and "
              + settings.name(OAuth2JwtKeys.CLIENT_AUTH)
              + ".");
    }
    return failure.rejected(
        AuthErrorCode.CREDENTIAL_REJECTED,
        "the client may not do this",
        "Compare the client's registration with the settings of this section.");
  }
}
