package io.github.ibkrauth.auth.token;

import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.error.SessionLostException;
import java.time.Duration;

/** What one cache says when it has no token to give. Immutable. */
record CacheErrors(String tokenName, String strategyId) {

  SessionLostException closed() {
    return new SessionLostException(
        details(AuthErrorCode.SESSION_LOST, "The session is closed; open a new one."),
        SessionLostException.Reason.CLOSED);
  }

  AuthException waitedTooLong(Duration wait) {
    return new AuthTransportException(
        details(
            AuthErrorCode.TIMEOUT,
            "Waited "
                + wait.toSeconds()
                + " s for another caller that is fetching the "
                + tokenName
                + ". Try again; if it stays so, check the connection to the token server."));
  }

  AuthException interrupted(String where, InterruptedException cause) {
    return new AuthTransportException(
        details(
                AuthErrorCode.INTERRUPTED,
                "The thread was interrupted while " + where + " the " + tokenName + ".")
            .withCause(cause));
  }

  AuthException expiredOnArrival() {
    return new AuthProtocolException(
        details(
            AuthErrorCode.TOKEN_EXPIRED,
            "The "
                + tokenName
                + " had already expired when it arrived. Compare this machine's clock with the"
                + " server's."));
  }

  AuthException unexpected(Throwable thrown) {
    return new AuthProtocolException(
        details(
                AuthErrorCode.PROTOCOL,
                "Fetching the "
                    + tokenName
                    + " failed in this program: "
                    + thrown.getClass().getName()
                    + ".")
            .withCause(thrown));
  }

  private Details details(AuthErrorCode code, String sentence) {
    return Details.of(code, sentence).withStrategy(strategyId);
  }
}
