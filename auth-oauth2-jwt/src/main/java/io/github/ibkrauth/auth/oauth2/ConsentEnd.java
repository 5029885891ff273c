package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.connect.ConnectErrorCode;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.InteractionRequiredException;
import io.github.ibkrauth.auth.googlehttp.support.AnswerFailure;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Says that a user has to connect, or to connect again: to the caller, and once to listeners.
 * Thread-safe.
 */
final class ConsentEnd {

  private static final String HINT = "Let the user connect: ConnectFlow.begin().";

  private final String sessionId;
  private final String connection;
  private final Supplier<URI> page;
  private final AuthRuntime runtime;
  private final AtomicBoolean told = new AtomicBoolean();
  private volatile Runnable whenRevoked = () -> {};

  /**
   * Creates it.
   *
   * @param connection names the user's tokens
   * @param page where users agree
   */
  ConsentEnd(String sessionId, String connection, Supplier<URI> page, AuthRuntime runtime) {
    this.sessionId = sessionId;
    this.connection = connection;
    this.page = page;
    this.runtime = runtime;
  }

  /** Returns how messages call it. */
  String name() {
    return "the connection '" + connection + "'";
  }

  /** Sets what is done when the server refuses what was granted. */
  void whenRevoked(Runnable action) {
    whenRevoked = action;
  }

  /** Notes that there are tokens. */
  void connected() {
    told.set(false);
  }

  InteractionRequiredException notConnected() {
    return failure(
        AuthErrorCode.INTERACTION_REQUIRED,
        "The token store holds no tokens for " + name() + ". " + HINT);
  }

  /** The server has just refused the refresh token. */
  InteractionRequiredException revoked(AnswerFailure answer) {
    return revoked(
        String.valueOf(
            answer
                .rejected(
                    ConnectErrorCode.GRANT_REVOKED,
                    "the server does not accept "
                        + name()
                        + " any more, so its tokens were forgotten",
                    "Let the user connect again.")
                .getMessage()));
  }

  /** The server refused it earlier, to this or another process. */
  InteractionRequiredException revokedBefore() {
    return revoked(
        "The server did not accept "
            + name()
            + " any more, so its tokens were forgotten. Let the user connect again.");
  }

  private InteractionRequiredException revoked(String message) {
    whenRevoked.run();
    tell();
    return failure(ConnectErrorCode.GRANT_REVOKED, message);
  }

  /** The access token ends, and there is nothing to buy another with. */
  InteractionRequiredException noRefreshToken(boolean alive) {
    if (!alive) {
      tell();
    }
    return failure(
        AuthErrorCode.INTERACTION_REQUIRED,
        "The access of "
            + name()
            + (alive ? " will end" : " has ended")
            + ", and the server gave no refresh token to renew it with. Let the user connect again,"
            + " or ask for a scope that brings one.");
  }

  /** What one server issued is not shown to another. */
  InteractionRequiredException anotherServer(String issuedBy, String configured) {
    tell();
    return failure(
        AuthErrorCode.INTERACTION_REQUIRED,
        "The tokens of "
            + name()
            + " were issued by "
            + issuedBy
            + ", and the settings name "
            + configured
            + ", to which they are not sent. Correct the addresses, or let the user connect again.");
  }

  private void tell() {
    if (told.compareAndSet(false, true)) {
      runtime.emit(
          () ->
              new AuthEvent.InteractionRequested(
                  runtime.clock().instant(),
                  OAuth2JwtProvider.ID,
                  sessionId,
                  page.get(),
                  "The user of " + name() + " has to connect again."));
    }
  }

  private InteractionRequiredException failure(AuthErrorCode code, String message) {
    return new InteractionRequiredException(
        Details.of(code, message).withStrategy(OAuth2JwtProvider.ID), page.get(), HINT);
  }
}
