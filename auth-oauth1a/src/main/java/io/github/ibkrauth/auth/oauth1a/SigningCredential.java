package io.github.ibkrauth.auth.oauth1a;

import io.github.ibkrauth.auth.http.RequestAuthorization;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What signs the calls of a session: a live session token, and what each header has in common.
 * Serves as the tag of what it signed; compared by identity. Immutable and thread-safe.
 */
final class SigningCredential {

  private final LiveSessionToken token;
  private final CallParameters parameters;
  private final String sessionId;
  private final int refusalsBefore;
  private final RequestAuthorization asQuery;
  private final AtomicBoolean complained = new AtomicBoolean();

  /**
   * Creates it.
   *
   * @param sessionId the session that holds it
   * @param accessToken what the live session token was made for
   * @param refusalsBefore how many refusals led to it
   */
  SigningCredential(
      LiveSessionToken token,
      Settings settings,
      String accessToken,
      String sessionId,
      int refusalsBefore) {
    this.token = token;
    this.parameters = new CallParameters(settings.consumerKey(), accessToken, settings.realm());
    this.sessionId = sessionId;
    this.refusalsBefore = refusalsBefore;
    this.asQuery =
        RequestAuthorization.builder(this).queryParameter("oauth_token", accessToken).build();
  }

  LiveSessionToken token() {
    return token;
  }

  CallParameters parameters() {
    return parameters;
  }

  /** Returns whether it was made for that session. */
  boolean belongsTo(String session) {
    return sessionId.equals(session);
  }

  int refusalsBefore() {
    return refusalsBefore;
  }

  Instant issuedAt() {
    return token.issuedAt();
  }

  /** Returns what opens a WebSocket: the access token in the address, and no signature. */
  RequestAuthorization asQuery() {
    return asQuery;
  }

  /** Returns true the first time: one complaint about it is enough. */
  boolean firstComplaint() {
    return complained.compareAndSet(false, true);
  }

  String fingerprint() {
    return token.fingerprint();
  }

  /** Returns a fingerprint. */
  @Override
  public String toString() {
    return "SigningCredential(fp:" + fingerprint() + ")";
  }
}
