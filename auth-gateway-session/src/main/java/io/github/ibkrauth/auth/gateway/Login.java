package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.http.RequestAuthorization;
import io.github.ibkrauth.auth.http.SignableRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A login as one probe found it: what stands in for a credential, since the gateway keeps the real
 * one. A refusal can only ever bring down the login under which the request was sent. Immutable.
 */
final class Login {

  private final String sessionId;
  private final Instant seenAt;
  private final int refusalsBefore;
  private final RequestAuthorization plain;

  Login(String sessionId, Instant seenAt, int refusalsBefore) {
    this.sessionId = sessionId;
    this.seenAt = seenAt;
    this.refusalsBefore = refusalsBefore;
    this.plain = RequestAuthorization.builder(this).build();
  }

  /** Returns the authorization of a request; makes no object where there are no cookies. */
  RequestAuthorization authorization(SignableRequest request, Optional<String> cookies) {
    if (cookies.isEmpty()) {
      return plain;
    }
    List<String> others = request.headers().getOrDefault("Cookie", List.of());
    String all = others.isEmpty() ? "" : String.join("; ", others) + "; ";
    return RequestAuthorization.ofHeader("Cookie", all + cookies.get(), this);
  }

  boolean belongsTo(String session) {
    return sessionId.equals(session);
  }

  Instant seenAt() {
    return seenAt;
  }

  /** Returns how many refusals in a row led to it. */
  int refusalsBefore() {
    return refusalsBefore;
  }

  @Override
  public String toString() {
    return "Login(" + sessionId + ", " + seenAt + ")";
  }
}
