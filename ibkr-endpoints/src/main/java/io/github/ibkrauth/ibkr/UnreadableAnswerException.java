package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthErrorCode;

/** The answer is not what the endpoint answers: a web page, no JSON, JSON of another shape. */
@ApiLevel(ApiLevel.Kind.API)
public final class UnreadableAnswerException extends IbkrException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public UnreadableAnswerException(Failure failure) {
    super(failure);
  }

  @Override
  public AuthErrorCode code() {
    return AuthErrorCode.PROTOCOL;
  }
}
