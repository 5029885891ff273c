package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.connect.ConnectErrorCode;
import io.github.ibkrauth.auth.connect.ConnectFlowException;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.error.CredentialRejectedException;
import java.util.List;
import java.util.Objects;

/** Says why a callback brings no code (RFC 6749, section 4.1.2.1). */
final class CallbackError {

  private CallbackError() {}

  static AuthException of(ConsentCallback callback, Settings settings) {
    String code = Objects.requireNonNullElse(callback.error(), "");
    String words = callback.description() == null ? "" : ": " + callback.description();
    String said = " (\"" + ShownText.of(code + words, List.of()) + "\")";
    return switch (code) {
      case "access_denied" ->
          new ConnectFlowException(
              details(
                  ConnectErrorCode.CONNECT_DENIED,
                  "The user did not agree to the connection"
                      + said
                      + ". Begin again when they want to."));
      case "server_error", "temporarily_unavailable" ->
          new AuthTransportException(
              details(
                  AuthErrorCode.SERVER_TROUBLE,
                  "The authorization server has trouble of its own"
                      + said
                      + ". Begin again later."));
      case "invalid_scope" ->
          new CredentialRejectedException(
              details(
                  AuthErrorCode.SCOPE_REFUSED,
                  "The authorization server refuses the scope"
                      + said
                      + ". Set "
                      + settings.name(OAuth2JwtKeys.SCOPE)
                      + " to scopes granted at registration."));
      default ->
          new CredentialRejectedException(
              details(
                  AuthErrorCode.CREDENTIAL_REJECTED,
                  "The authorization server refuses the request"
                      + said
                      + ". Compare the client's registration with "
                      + settings.name(OAuth2JwtKeys.CLIENT_ID)
                      + ", "
                      + settings.name(OAuth2JwtKeys.REDIRECT_URI)
                      + " and "
                      + settings.name(OAuth2JwtKeys.SCOPE)
                      + "."));
    };
  }

  private static Details details(AuthErrorCode code, String message) {
    return Details.of(code, message).withStrategy(OAuth2JwtProvider.ID);
  }
}
