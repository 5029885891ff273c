package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.ApiLevel;

/** The broker has trouble of its own (408, 5xx). */
@ApiLevel(ApiLevel.Kind.API)
public final class ServerTroubleException extends IbkrException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public ServerTroubleException(Failure failure) {
    super(failure);
  }
}
