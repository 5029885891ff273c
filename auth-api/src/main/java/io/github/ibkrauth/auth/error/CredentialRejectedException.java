package io.github.ibkrauth.auth.error;

import io.github.ibkrauth.auth.ApiLevel;

/**
 * The server says no to the credential: a bad signature, an unknown client, a revoked key. Not
 * retryable: the same credential is refused again, and trying again may lock the account.
 */
@ApiLevel(ApiLevel.Kind.API)
public class CredentialRejectedException extends AuthException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public CredentialRejectedException(Details details) {
    super(details, false);
  }
}
