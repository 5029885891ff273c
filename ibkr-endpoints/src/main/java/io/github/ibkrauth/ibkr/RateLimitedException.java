package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.ApiLevel;

/** Too many calls (429): everything must wait for the penalty time, ten to fifteen minutes. */
@ApiLevel(ApiLevel.Kind.API)
public final class RateLimitedException extends IbkrException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public RateLimitedException(Failure failure) {
    super(failure);
  }
}
