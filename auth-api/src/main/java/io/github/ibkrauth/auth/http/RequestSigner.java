package io.github.ibkrauth.auth.http;

import io.github.ibkrauth.auth.ApiLevel;

/**
 * Says what must be added to a request so that the server accepts it. The same request gives the
 * same answer but for nonce and time; there is no retry and no sleeping inside, though a call may
 * block while a token is fetched. Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
@FunctionalInterface
public interface RequestSigner {

  /**
   * Authorizes one attempt.
   *
   * @param request exactly what goes to the wire
   * @return what to add
   * @throws io.github.ibkrauth.auth.error.AuthException when no valid credential can be had, or the
   *     request leads to a place this credential does not belong to
   */
  RequestAuthorization authorize(SignableRequest request);
}
